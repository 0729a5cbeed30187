// SPDX-License-Identifier: MIT
#include "vm/execute/prepared_program.hpp"

#include <algorithm>

#include "vm/execute/fast_engine.hpp"
#include "vm/execute/run.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/type_paths.hpp"

namespace freehold {

namespace {

SlotOffset offset_of(std::uint64_t slot) { return {-8 * static_cast<std::int32_t>(slot)}; }

/// The slots of one function's instructions, and what they become.
class Preparer {
public:
    Preparer(Run& run, const PlainSlots& plain, FunctionId function)
        : m_run(run), m_plain(plain), m_function(function) {}

    Prepared of(const Instruction& i, std::uint32_t index, AtHand at_hand) const {
        Prepared made;
        made.a.bytes = i.a;
        made.b.bytes = i.b;
        made.c.bytes = i.c;
        made.imm = i.imm;
        for (const OperandField& at : operands_of(i.opcode()).operands()) {
            if (names_slot(at.operand)) slot_of(made, at.in) = offset_of(field(i, at.in));
            if (at.operand == Operand::Target) {
                const std::uint32_t target =
                    code_index(Address{static_cast<std::uint32_t>(field(i, at.in))});
                made.c.bytes = static_cast<std::int32_t>((std::int64_t{target} - index) *
                                                         std::int64_t{sizeof(Prepared)});
            }
        }
        add_what_is_known(made, i, index);
        made.perform = handler(i, at_hand);
        return made;
    }

private:
    static SlotOffset& slot_of(Prepared& made, In in) {
        return in == In::A ? made.a : in == In::B ? made.b : made.c;
    }

    bool is_plain(Slot slot) const { return m_plain.is_plain(m_function, slot); }

    void add_what_is_known(Prepared& made, const Instruction& i, std::uint32_t index) const {
        const auto callee = [&](FunctionId function) {
            return reinterpret_cast<std::uintptr_t>(&m_run.callees[raw(function)]);
        };
        switch (i.opcode()) {
            case Opcode::Copy:
            case Opcode::Move:
                made.c.bytes = static_cast<std::int32_t>(m_plain.kind(m_function, i.b));
                break;
            case Opcode::Call: made.imm = callee(FunctionId{i.low()}); [[fallthrough]];
            case Opcode::CallCode:
                made.c.bytes = static_cast<std::int32_t>(raw(code_address(index + 1)));
                if (i.b == no_slot) {
                    made.b.bytes = Prepared::no_result;
                } else if (!is_plain(i.b)) {
                    made.b.bytes |= Prepared::has_shadow;
                }
                break;
            case Opcode::RetWord:
                made.c.bytes = static_cast<std::int32_t>(m_plain.kind(m_function, 0));
                made.imm = callee(m_function);
                break;
            case Opcode::RetType:
                made.c.bytes = static_cast<std::int32_t>(m_run.program.type(i.type()).size);
                [[fallthrough]];
            case Opcode::Ret: made.imm = callee(m_function); break;
            case Opcode::Drop:
            case Opcode::DropEnd:
                made.c.bytes = static_cast<std::int32_t>(m_run.program.type(i.type()).size);
                break;
            case Opcode::LenP: made.c.bytes = static_cast<std::int32_t>(stride(i)); break;
            case Opcode::BorrowP:
            case Opcode::BorrowMutP: made.c.bytes = is_there(i) ? 1 : 0; break;
            default: break;
        }
    }

    std::uint32_t stride(const Instruction& i) const {
        const Type& type = m_run.program.type(TypeId{i.high()});
        if (type.kind != TypeKind::Run || i.low() != 0) return 0;
        return m_run.program.type(type.element).size;
    }

    /// Whether the type of the pointer in b says that the place a borrow is made of is there. How
    /// long a run is it does not say, but that it has a beginning.
    bool is_there(const Instruction& i) const {
        const Program& program = m_run.program;
        const Local* local = local_at(program.function(m_function), i.b);
        if (local == nullptr) return false;
        const TypeId pointer = scalar_at(program, {local->type, 8u * (local->base() - i.b)});
        if (pointer == TypeId::None || !is_pointer(program.type(pointer).kind)) return false;
        const Type& whole = program.type(program.type(pointer).element);
        const Type& part = program.type(TypeId{i.high()});
        if (part.kind == TypeKind::Run) return i.low() == 0 && whole.kind == TypeKind::Run;
        return part.size != 0 && std::uint64_t{i.low()} + part.size <= whole.size;
    }

    FastHandler handler(const Instruction& i, AtHand at_hand) const {
        const Opcode op = i.opcode();
        if (op == Opcode::Copy || op == Opcode::Move) return handler_of_copy(i, at_hand);
        if (is_between(op, Opcode::Ret, Opcode::RetType)) return handler_of_return(op, at_hand);
        if (op == Opcode::End) return fast_handler(op, any_has_shadow(i.a, i.b));
        for (const OperandField& at : operands_of(op).operands()) {
            if (at.operand == Operand::Written) return fast_handler(op, !is_plain(i.a), at_hand);
        }
        return fast_handler(op, true, at_hand);
    }

    bool any_has_shadow(Slot first, Slot last) const {
        for (std::uint32_t slot = first; slot <= last; ++slot) {
            if (!is_plain(static_cast<Slot>(slot))) return true;
        }
        return false;
    }

    FastHandler handler_of_return(Opcode op, AtHand at_hand) const {
        // main's caller is nobody.
        if (m_function == m_run.program.main) return careful_handler();
        if (op == Opcode::RetWord && !is_plain(0)) return careful_handler();
        return fast_handler(op, m_plain.with_shadow(m_function).count != 0, at_hand);
    }

    // A move of what may be copied is a copy.
    FastHandler handler_of_copy(const Instruction& i, AtHand at_hand) const {
        const ValueKind kind = m_plain.kind(m_function, i.b);
        if (kind != ValueKind::None && is_copyable(kind)) {
            return fast_handler(Opcode::Copy, !is_plain(i.a), at_hand);
        }
        const bool alike = is_plain(i.a) == is_plain(i.b);
        return alike && i.opcode() == Opcode::Move ? fast_handler(i.opcode(), !is_plain(i.a))
                                                   : careful_handler();
    }

    Run& m_run;
    const PlainSlots& m_plain;
    FunctionId m_function;
};

/// Follows the value that is at hand through a function's instructions, in their order.
class HandedOn {
public:
    HandedOn(const Program& program, const PlainSlots& plain, FunctionId function)
        : m_program(program),
          m_plain(plain),
          m_function(program.function(function)),
          m_is_target(m_function.count) {
        for (std::uint32_t k = 0; k < m_function.count; ++k)
            note_targets(program.code[m_function.first + k]);
    }

    /// The slot whose value is at hand before an instruction; no_slot: none.
    Slot before(std::uint32_t index) {
        if (m_is_target[index - m_function.first]) m_slot = no_slot;
        return m_slot;
    }
    void pass(const Instruction& i) {
        if (writes_value(i.opcode())) {
            m_slot = i.a;
        } else if (i.opcode() == Opcode::Call) {
            m_slot = gives_word(FunctionId{i.low()}) ? i.b : no_slot;
        } else if (!is_branch(i.opcode())) {
            m_slot = no_slot;
        }
    }

private:
    void note_targets(const Instruction& i) {
        for (const OperandField& at : operands_of(i.opcode()).operands()) {
            if (at.operand != Operand::Target && at.operand != Operand::EndTarget) continue;
            const Address address{static_cast<std::uint32_t>(field(i, at.in))};
            if (address != Address{}) m_is_target[code_index(address) - m_function.first] = true;
        }
    }
    // ret.word leaves its value at hand, too.
    bool gives_word(FunctionId callee) const {
        return m_program.function(callee).result_words == 1 && m_plain.is_plain(callee, 0);
    }

    const Program& m_program;
    const PlainSlots& m_plain;
    const Function& m_function;
    std::vector<bool> m_is_target;
    Slot m_slot = no_slot;
};

AtHand operand_at_hand(const Instruction& i, Slot slot) {
    if (slot == no_slot) return AtHand::None;
    if (i.opcode() == Opcode::RetWord) return slot == 0 ? AtHand::A : AtHand::None;
    if (i.a == slot && takes_at_hand(i.opcode(), AtHand::A)) return AtHand::A;
    if (i.b == slot && takes_at_hand(i.opcode(), AtHand::B)) return AtHand::B;
    if (i.c == slot && takes_at_hand(i.opcode(), AtHand::C)) return AtHand::C;
    return AtHand::None;
}

/// Calls visit(slot, whether it is read) for the slots whose values an instruction's careful
/// meaning reads or writes as they are.
template <class Visit>
void for_each_named(const Program& program, const Instruction& i, Visit visit) {
    std::uint32_t format = no_format;
    for (const OperandField& at : operands_of(i.opcode()).operands()) {
        const std::uint64_t named = field(i, at.in);
        const bool written = at.operand == Operand::Written || at.operand == Operand::Result;
        if ((written && named != no_slot) || reads_slot(at.operand)) {
            visit(static_cast<Slot>(named), !written);
        }
        if (at.operand == Operand::Format || at.operand == Operand::OptionalFormat) {
            format = static_cast<std::uint32_t>(named);
        }
    }
    if (i.opcode() == Opcode::RetWord) visit(Slot{0}, true);
    if (format == no_format) return;
    for (const Piece& piece : program.formats[format].pieces) {
        if (piece.from == Piece::From::Frame) visit(piece.slot, true);
    }
}

}  // namespace

PreparedProgram::PreparedProgram(Run& run) : m_plain(run.program) {
    const Program& program = run.program;
    const auto functions = static_cast<std::uint32_t>(program.functions.size());
    m_code.reserve(program.code.size());
    m_named_end.reserve(program.code.size());
    m_at_hand.reserve(program.code.size());
    for (std::uint32_t f = 0; f < functions; ++f) add_function(run, FunctionId{f});
    for (std::uint32_t f = 0; f < functions; ++f) tell_callee(run, FunctionId{f});
    constexpr std::uintptr_t times = sizeof(Prepared) / sizeof(Instruction);
    static_assert(sizeof(Prepared) % sizeof(Instruction) == 0);
    m_at_address_0 = reinterpret_cast<std::uintptr_t>(m_code.data()) -
                     times * std::uintptr_t{raw(Layout::code_begin)};
}

void PreparedProgram::add_function(Run& run, FunctionId function) {
    const Program& program = run.program;
    const Preparer preparer{run, m_plain, function};
    const Function& it = program.function(function);
    HandedOn handed_on{program, m_plain, function};
    for (std::uint32_t index = it.first; index < it.first + it.count; ++index) {
        const Instruction& i = program.code[index];
        const Slot slot = handed_on.before(index);
        m_code.push_back(preparer.of(i, index, operand_at_hand(i, slot)));
        m_at_hand.push_back(slot);
        handed_on.pass(i);
        note_named_plain(program, function, i);
    }
    measure_runs(program, it);
}

void PreparedProgram::note_named_plain(const Program& program, FunctionId function,
                                       const Instruction& i) {
    const auto first = static_cast<std::ptrdiff_t>(m_named.size());
    for_each_named(program, i, [&](Slot slot, bool is_read) {
        const ValueKind kind = m_plain.kind(function, slot);
        if (kind == ValueKind::None) return;
        const auto found = std::find_if(m_named.begin() + first, m_named.end(),
                                        [&](const NamedPlain& it) { return it.slot == slot; });
        if (found == m_named.end()) {
            m_named.push_back({slot, kind, is_read});
        } else {
            found->is_read |= is_read;
        }
    });
    m_named_end.push_back(static_cast<std::uint32_t>(m_named.size()));
}

// A function's last instruction may jump, or never goes on.
void PreparedProgram::measure_runs(const Program& program, const Function& function) {
    std::uint32_t following = 0;
    for (std::uint32_t index = function.first + function.count; index-- > function.first;) {
        Prepared& it = m_code[index];
        if (may_jump(program.code[index].opcode())) following = 0;
        if (following == longest_run) {
            it.perform = careful_handler();
            following = 0;
        }
        it.run = ++following;
    }
}

void PreparedProgram::tell_callee(Run& run, FunctionId function) {
    constexpr std::uint32_t few_words = 128;
    Callee& callee = run.callees[raw(function)];
    callee.record = std::uint64_t{raw(callee.object)} << 32;
    callee.entry = at(run.program.function(function).first);
    const PlainSlots::Range others = m_plain.with_shadow(function);
    callee.shadow_end = 16 + 8u * others.first;
    callee.shadow_words = others.count;
    callee.leaves_soon = others.count <= few_words;
}

// ---- what the careful core sees ----------------------------------------------------------------

ShownSlots::ShownSlots(Run& run)
    : m_run(run),
      m_index(run.index()),
      m_fp(run.fp_address()),
      m_slots(run.prepared->named_plain(m_index)) {
    for (const NamedPlain& it : m_slots) {
        run.space.shadow(run.slot_address(it.slot)) =
            it.is_read ? shadow::whole(it.kind) : Shadow{0};
    }
}

ShownSlots::~ShownSlots() {
    for (const NamedPlain& it : m_slots) m_run.space.shadow(m_fp - (24 + 8u * it.slot)) = 0;
    const Opcode opcode = m_run.program.code[m_index].opcode();
    const bool returned =
        is_between(opcode, Opcode::Ret, Opcode::RetType) && m_run.fp_address() > m_fp;
    if (returned) hide_result();
}

// The slot of the caller that got what the function gave.
void ShownSlots::hide_result() {
    const Instruction& call = m_run.program.code[m_run.index() - 1];
    const Address fp = m_run.fp_address();
    if (call.b == no_slot || !m_run.prepared->plain().is_plain(m_run.function_of(fp), call.b))
        return;
    m_run.space.shadow(fp - (24 + 8u * call.b)) = 0;
}

}  // namespace freehold
