// SPDX-License-Identifier: MIT
// Writing single instructions, and choosing opcodes by the types of places.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"

namespace freehold::assembler {
namespace {

constexpr Opcode nth(Opcode family, unsigned way) {
    return static_cast<Opcode>(static_cast<unsigned>(family) + way);
}

// The loads of opcodes.def by the type of the place.
constexpr Opcode load_of(TypeKind kind) {
    switch (kind) {
        case TypeKind::U8: return Opcode::LoadU8P;
        case TypeKind::I8: return Opcode::LoadI8P;
        case TypeKind::U16: return Opcode::LoadU16P;
        case TypeKind::I16: return Opcode::LoadI16P;
        case TypeKind::U32: return Opcode::LoadU32P;
        case TypeKind::I32: return Opcode::LoadI32P;
        case TypeKind::Raw: return Opcode::LoadRawP;
        case TypeKind::Code: return Opcode::LoadCodeP;
        default: return Opcode::LoadP;
    }
}

constexpr Opcode store_of(TypeKind kind) {
    switch (kind) {
        case TypeKind::U8: return Opcode::StoreU8P;
        case TypeKind::I8: return Opcode::StoreI8P;
        case TypeKind::U16: return Opcode::StoreU16P;
        case TypeKind::I16: return Opcode::StoreI16P;
        case TypeKind::U32: return Opcode::StoreU32P;
        case TypeKind::I32: return Opcode::StoreI32P;
        case TypeKind::Raw: return Opcode::StoreRawP;
        case TypeKind::Code: return Opcode::StoreCodeP;
        default: return Opcode::StoreP;
    }
}

constexpr Opcode store_wrapped(TypeKind kind) {
    switch (scalar_bytes(kind)) {
        case 1: return Opcode::Store8P;
        case 2: return Opcode::Store16P;
        case 4: return Opcode::Store32P;
        default: return store_of(kind);
    }
}

constexpr Opcode store_constant(TypeKind kind) {
    switch (scalar_bytes(kind)) {
        case 1: return Opcode::StoreK8P;
        case 2: return Opcode::StoreK16P;
        case 4: return Opcode::StoreK32P;
        default: return Opcode::StoreKP;
    }
}

// The number that stays when one is cut to the width of a place.
std::int64_t cut(TypeKind kind, std::int64_t number) {
    const unsigned bits = 64 - 8 * scalar_bytes(kind);
    const std::uint64_t top = static_cast<std::uint64_t>(number) << bits;
    const bool is_signed = range_of(kind).least < 0;
    return is_signed ? static_cast<std::int64_t>(top) >> bits
                     : static_cast<std::int64_t>(top >> bits);
}

}  // namespace

std::uint32_t Emitter::put(Opcode op, std::uint16_t a, std::uint16_t b, std::uint16_t c,
                           std::uint64_t imm, Span at) {
    m_alive = falls_through(op);
    return m_code.emit({static_cast<std::uint16_t>(op), a, b, c, imm}, at);
}

// How many elements an indexed place may be one of. A run behind a pointer is left to its object; a
// static's length is known.
std::uint32_t Emitter::bound_of(const Place& place) const {
    const Type& array = type(place.array);
    if (array.kind != TypeKind::Run) return array.count;
    if (place.base != Place::Base::Static) return no_bound;
    return m_unit.program.statics[place.item].size / type(array.element).size;
}

// `family` is the first opcode of six (or three): P, F, G, then the same with an index.
void Emitter::put_memory(Opcode family, std::uint16_t a, const Place& place, Span at) {
    const bool names_place = opcode_info(family).names_place;
    std::uint32_t high = 0;
    if (names_place) {
        high = raw(place.indexed ? place.array : place.type);
    } else if (place.indexed) {
        high = bound_of(place);
    }
    const auto base = static_cast<unsigned>(place.base == Place::Base::Pointer ? 0
                                            : place.base == Place::Base::Frame ? 1
                                                                               : 2);
    const bool is_static = place.base == Place::Base::Static;
    const std::uint32_t index =
        put(nth(family, base + (place.indexed ? 3 : 0)), a, is_static ? Slot{0} : place.slot,
            place.indexed ? place.index : Slot{0}, std::uint64_t{high} << 32 | place.offset, at);
    if (is_static) m_code.uses_static(index, place.item);
}

void Emitter::put_load(freehold::Slot to, const Place& from, Span at) {
    if (m_operands.is_word(from)) {
        put(Opcode::Copy, to, m_operands.slot_of(from), 0, 0, at);
    } else {
        put_memory(load_of(type(from.type).kind), to, from, at);
    }
}

void Emitter::put_store(const Place& to, freehold::Slot from, Fit fit, Span at) {
    if (m_operands.is_word(to)) {
        put(Opcode::Copy, m_operands.slot_of(to), from, 0, 0, at);
        return;
    }
    const TypeKind kind = type(to.type).kind;
    put_memory(fit == Fit::Wrap ? store_wrapped(kind) : store_of(kind), from, to, at);
}

// From slots to slots: one word of any kind, or a whole value of the same type.
void Emitter::put_copy(const Place& to, const Place& from, bool move, NodeId node, Span at) {
    const Slot target = m_operands.slot_of(to);
    const Slot source = m_operands.slot_of(from);
    if (m_operands.is_scalar(to) && m_operands.is_scalar(from)) {
        put(move ? Opcode::Move : Opcode::Copy, target, source, 0, 0, at);
    } else if (to.type == from.type) {
        put(move ? Opcode::MoveWords : Opcode::CopyWords, target, source, 0, raw(to.type), at);
    } else {
        report_mismatch(node, from.type, to.type);
    }
}

// A move out of memory that is no slot. It always faults: what it would leave behind has no owner.
void Emitter::put_move_out(const Place& to, const Place& from, NodeId node, Span at) {
    if (!m_operands.is_word(to)) return report_mismatch(node, from.type, to.type);
    put_memory(Opcode::MoveOutP, m_operands.slot_of(to), from, at);
}

void Emitter::put_borrow(freehold::Slot to, const Place& place, Opcode family, Opcode reach,
                         Span at) {
    put_memory(place.reach ? reach : family, to, place, at);
}

void Emitter::put_number(const Place& to, std::int64_t number, Fit fit, NodeId node, Span at) {
    if (m_operands.is_word(to)) {
        put(Opcode::Const, m_operands.slot_of(to), 0, 0, static_cast<std::uint64_t>(number), at);
        return;
    }
    const TypeKind kind = type(to.type).kind;
    if (fit == Fit::Wrap) number = cut(kind, number);
    if (!fits(node, to.type, number)) return;
    if (const auto index = pooled(node, number)) put_memory(store_constant(kind), *index, to, at);
}

std::uint16_t Emitter::null_kind(TypeId id) const {
    return static_cast<std::uint16_t>(kind_of(type(id)));
}

void Emitter::put_null(const Place& to, NodeId node, Span at) {
    if (!is_pointer(type(to.type).kind)) {
        m_unit.reporter.add(wrong(
            node, fmt::format("null is a pointer; the place is {}", m_unit.quoted_type(to.type))));
    } else if (m_operands.is_word(to)) {
        put(Opcode::ConstNull, m_operands.slot_of(to), 0, null_kind(to.type), 0, at);
    } else if (const auto index = pooled(node, 0)) {
        put_memory(Opcode::StoreNullP, *index, to, at);
    }
}

void Emitter::put_function(const Place& to, FunctionId function, NodeId node, Span at) {
    if (m_operands.is_word(to)) {
        put(Opcode::ConstCode, m_operands.slot_of(to), 0, 0, raw(function), at);
    } else if (is_narrow(type(to.type).kind)) {
        m_unit.reporter.add(
            wrong(node, fmt::format("a function; the place is {}", m_unit.quoted_type(to.type))));
    } else if (raw(function) > 0xffff) {
        m_unit.reporter.add(Mistake(Code::ProgramTooLarge,
                                    "only the first 65,536 functions can be stored at once",
                                    span_of(node))
                                .help("`const` it into a slot, and `store` that"));
    } else {
        put_memory(Opcode::StoreFnP, static_cast<std::uint16_t>(raw(function)), to, at);
    }
}

// False where the value is no constant.
bool Emitter::put_constant(const Place& to, const Operand& value, Fit fit, NodeId node, Span at) {
    switch (value.kind) {
        case Operand::Kind::Number: put_number(to, value.value.number, fit, node, at); return true;
        case Operand::Kind::Null: put_null(to, node, at); return true;
        case Operand::Kind::Function: put_function(to, value.function, node, at); return true;
        default: return false;
    }
}

}  // namespace freehold::assembler
