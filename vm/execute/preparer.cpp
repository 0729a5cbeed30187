// SPDX-License-Identifier: MIT
#include "vm/execute/preparer.hpp"

#include "vm/execute/fast_engine.hpp"
#include "vm/execute/run.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"
#include "vm/isa/type_paths.hpp"

namespace freehold {

Prepared Preparer::of(const Instruction& i, std::uint32_t index, AtHand at_hand) const {
    Prepared made;
    made.imm = i.imm;
    add_operands(made, i, index);
    add_what_is_known(made, i);
    if (i.opcode() == Opcode::Call) add_call(made, i, index);
    made.perform = handler(i, at_hand);
    return made;
}

// ---- operands ----------------------------------------------------------------------------------

namespace {

SlotOffset offset_of(std::uint64_t slot) { return {-8 * static_cast<std::int32_t>(slot)}; }

std::int32_t distance(std::uint32_t from, std::uint32_t to) {
    constexpr std::int64_t one = sizeof(Prepared);
    return static_cast<std::int32_t>((std::int64_t{to} - from) * one);
}

SlotOffset& field_of(Prepared& made, In in) {
    return in == In::A ? made.a : in == In::B ? made.b : made.c;
}

}  // namespace

void Preparer::add_operands(Prepared& made, const Instruction& i, std::uint32_t index) const {
    made.a.bytes = i.a;
    made.b.bytes = i.b;
    made.c.bytes = i.c;
    for (const OperandField& at : operands_of(i.opcode()).operands()) {
        if (names_slot(at.operand)) field_of(made, at.in) = offset_of(field(i, at.in));
        if (at.operand != Operand::Target) continue;
        const Address target{static_cast<std::uint32_t>(field(i, at.in))};
        made.c.bytes = distance(index, code_index(target));
    }
}

void Preparer::add_call(Prepared& made, const Instruction& i, std::uint32_t index) const {
    made.imm = callee(FunctionId{i.low()});
    made.c.bytes = static_cast<std::int32_t>(raw(code_address(index + 1)));
    if (i.b == no_slot) {
        made.b.bytes = Prepared::no_result;
    } else if (!is_plain(i.b)) {
        made.b.bytes |= Prepared::has_shadow;
    }
}

void Preparer::add_what_is_known(Prepared& made, const Instruction& i) const {
    switch (i.opcode()) {
        case Opcode::Copy:
        case Opcode::Move: made.c.bytes = static_cast<std::int32_t>(copied_kind(i.b)); break;
        case Opcode::RetWord:
            made.c.bytes = static_cast<std::int32_t>(m_plain.kind(m_function, 0));
            made.imm = callee(m_function);
            break;
        case Opcode::RetType:
            made.c.bytes = bytes_of(i);
            made.imm = callee(m_function);
            break;
        case Opcode::Ret: made.imm = callee(m_function); break;
        case Opcode::Drop:
        case Opcode::DropEnd: made.c.bytes = bytes_of(i); break;
        case Opcode::LenP: made.c.bytes = static_cast<std::int32_t>(stride(i)); break;
        case Opcode::BorrowP:
        case Opcode::BorrowMutP: made.c.bytes = is_there(i) ? 1 : 0; break;
        default: break;
    }
}

std::uint64_t Preparer::callee(FunctionId function) const {
    return reinterpret_cast<std::uintptr_t>(&m_run.callees[raw(function)]);
}

std::int32_t Preparer::bytes_of(const Instruction& i) const {
    return static_cast<std::int32_t>(m_run.program.type(i.type()).size);
}

std::uint32_t Preparer::stride(const Instruction& i) const {
    const Type& type = m_run.program.type(TypeId{i.high()});
    if (type.kind != TypeKind::Run || i.low() != 0) return 0;
    return m_run.program.type(type.element).size;
}

/// The type of the word of a local that a slot holds; None of what is no local's.
TypeId Preparer::declared_type(Slot slot) const {
    const Local* local = local_at(m_run.program.function(m_function), slot);
    if (local == nullptr) return TypeId::None;
    const auto word = static_cast<std::uint32_t>(local->base() - slot);
    return scalar_at(m_run.program, {local->type, 8 * word});
}

/// What a slot holds that may be copied; None where that is not known, or it may not.
ValueKind Preparer::copied_kind(Slot slot) const {
    ValueKind kind = m_plain.kind(m_function, slot);
    const TypeId type = declared_type(slot);
    if (kind == ValueKind::None && type != TypeId::None) kind = kind_of(m_run.program.type(type));
    return is_copyable(kind) ? kind : ValueKind::None;
}

/// Whether the type of the pointer in b says that the place a borrow is made of is there. How long
/// a run is it does not say, but that it has a beginning.
bool Preparer::is_there(const Instruction& i) const {
    const Program& program = m_run.program;
    const TypeId pointer = declared_type(i.b);
    if (pointer == TypeId::None || !is_pointer(program.type(pointer).kind)) return false;
    const Type& whole = program.type(program.type(pointer).element);
    const Type& part = program.type(TypeId{i.high()});
    if (part.kind == TypeKind::Run) return i.low() == 0 && whole.kind == TypeKind::Run;
    return part.size != 0 && std::uint64_t{i.low()} + part.size <= whole.size;
}

// ---- handlers ----------------------------------------------------------------------------------

FastHandler Preparer::handler(const Instruction& i, AtHand at_hand) const {
    const Opcode op = i.opcode();
    if (op == Opcode::Copy || op == Opcode::Move) return handler_of_copy(i, at_hand);
    if (is_between(op, Opcode::Ret, Opcode::RetType)) return handler_of_return(op, at_hand);
    if (op == Opcode::End) return fast_handler(op, any_has_shadow(i.a, i.b));
    for (const OperandField& at : operands_of(op).operands()) {
        if (at.operand == Operand::Written) return fast_handler(op, !is_plain(i.a), at_hand);
    }
    return fast_handler(op, true, at_hand);
}

bool Preparer::any_has_shadow(Slot first, Slot last) const {
    for (std::uint32_t slot = first; slot <= last; ++slot) {
        if (!is_plain(static_cast<Slot>(slot))) return true;
    }
    return false;
}

FastHandler Preparer::handler_of_return(Opcode op, AtHand at_hand) const {
    // main's caller is nobody.
    if (m_function == m_run.program.main) return careful_handler();
    if (op == Opcode::RetWord && !is_plain(0)) return careful_handler();
    return fast_handler(op, m_plain.with_shadow(m_function).count != 0, at_hand);
}

// A move of what may be copied is a copy.
FastHandler Preparer::handler_of_copy(const Instruction& i, AtHand at_hand) const {
    if (copied_kind(i.b) != ValueKind::None) {
        return fast_handler(Opcode::Copy, !is_plain(i.a), at_hand);
    }
    const bool alike = is_plain(i.a) == is_plain(i.b);
    if (i.opcode() != Opcode::Move || !alike) return careful_handler();
    return fast_handler(Opcode::Move, !is_plain(i.a));
}

}  // namespace freehold
