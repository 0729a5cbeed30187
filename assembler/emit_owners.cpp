// SPDX-License-Identifier: MIT
// drop, forget, clone, unbox; what `unsafe` adds; reading input; exit.
#include <fmt/format.h>

#include "assembler/emitter.hpp"
#include "vm/isa/shape.hpp"

namespace freehold::assembler {

void Emitter::emit_slot_to_slot() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Slot> from = word_slot(operand(1));
    if (to && from) put(m_row->op, *to, *from, 0, 0, span());
}

void Emitter::emit_owner() {
    const std::optional<Place> what = slot_place(operand(0));
    if (what) put(m_row->op, m_operands.slot_of(*what), 0, 0, raw(what->type), span());
}

void Emitter::emit_unbox() {
    const std::optional<Place> to = slot_place(operand(0));
    const std::optional<Place> from = word_place(operand(1));
    if (!to || !from) return;
    if (!is_pointer(type(from->type).kind)) {
        m_unit.reporter.add(wrong(
            operand(1), fmt::format("{}, which owns nothing", m_unit.quoted_type(from->type))));
        return;
    }
    const TypeId content = type(from->type).element;
    if (!m_resolver.complete(content, span_of(operand(1)))) return;
    if (type(content).kind == TypeKind::Run) {
        m_unit.reporter.add(
            Mistake(Code::UnsizedType,
                    fmt::format("{} owns a block of unknown length", m_unit.quoted(operand(1))),
                    span_of(operand(1)), "it fits in no slot"));
        return;
    }
    const bool words = m_operands.is_scalar(*to) && is_scalar(type(content).kind);
    if (!words && content != to->type) return report_mismatch(operand(0), to->type, content);
    put(Opcode::Unbox, m_operands.slot_of(*to), m_operands.slot_of(*from), 0, raw(content), span());
}

void Emitter::emit_read() {
    const std::optional<Slot> to = word_slot(operand(0));
    if (operand_count() == 1) {
        if (to) put(m_row->op, *to, 0, 0, 0, span());
        return;
    }
    const auto label = label_operand(operand(1));
    if (!to || !label) return;
    const auto left = scopes_left(*label, operand(1));
    if (!left) return;
    jump_to(put(m_row->op, *to, 0, 0, 0, span()), *label, ends_anything(*left));
}

void Emitter::emit_exit() {
    m_alive = false;
    const std::optional<Word> status = word_or_number(operand(0));
    if (!status) return;
    if (!status->is_number) {
        put(Opcode::Exit, status->slot, 0, 0, 0, span());
    } else if (status->number >= 0 && status->number <= 99) {
        put(Opcode::ExitK, 0, 0, 0, static_cast<std::uint64_t>(status->number), span());
    } else {
        m_unit.reporter.add(Mistake(Code::NumberOutOfRange,
                                    fmt::format("{} is no exit status", status->number),
                                    span_of(operand(0)), "a program's own are 0 to 99"));
    }
}

// ---- in unsafe ---------------------------------------------------------------------------------

void Emitter::emit_offset() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Place> from = word_place(operand(1));
    const std::optional<Word> count = word_or_number(operand(2));
    if (!to || !from || !count) return;
    if (!is_pointer(type(from->type).kind)) {
        m_unit.reporter.add(
            wrong(operand(1), fmt::format("{}, not a pointer", m_unit.quoted_type(from->type))));
        return;
    }
    TypeId element = type(from->type).element;
    if (!m_resolver.complete(element, span_of(operand(1)))) return;
    if (type(element).kind == TypeKind::Run) element = type(element).element;
    const Slot source = m_operands.slot_of(*from);
    if (!count->is_number) {
        put(Opcode::Offset, *to, source, count->slot, raw(element), span());
        return;
    }
    const Folded bytes = fold(Operator::Multiply, count->number, type(element).size);
    if (bytes.number) {
        put(Opcode::OffsetK, *to, source, 0, static_cast<std::uint64_t>(*bytes.number), span());
    } else {
        m_unit.reporter.add(Mistake(Code::NumberOutOfRange,
                                    fmt::format("{} elements are too far", count->number),
                                    span_of(operand(2)), "no address is so far away"));
    }
}

// The kind is that of the slot written; what is neither raw nor code nor owner is a number.
void Emitter::emit_cast() {
    const std::optional<Place> to = word_place(operand(0));
    const std::optional<Slot> from = word_slot(operand(1));
    if (!to || !from) return;
    const TypeKind kind = type(to->type).kind;
    if (kind != TypeKind::Raw && !is_integer(kind)) {
        m_unit.reporter.add(wrong(operand(0), fmt::format("{}; a cast gives a `raw` or an `int`",
                                                          m_unit.quoted_type(to->type))));
        return;
    }
    const ValueKind value = kind == TypeKind::Raw ? ValueKind::Raw : ValueKind::Int;
    put(Opcode::Cast, m_operands.slot_of(*to), *from, static_cast<std::uint16_t>(value), 0, span());
}

void Emitter::emit_alloc() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Word> bytes = word_or_number(operand(1));
    if (!to || !bytes) return;
    if (bytes->is_number) {
        put(Opcode::AllocK, *to, 0, 0, static_cast<std::uint64_t>(bytes->number), span());
    } else {
        put(Opcode::Alloc, *to, bytes->slot, 0, 0, span());
    }
}

void Emitter::emit_realloc() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Slot> from = word_slot(operand(1));
    const std::optional<Word> bytes = word_or_number(operand(2));
    if (!to || !from || !bytes) return;
    if (bytes->is_number) {
        put(Opcode::ReallocK, *to, *from, 0, static_cast<std::uint64_t>(bytes->number), span());
    } else {
        put(Opcode::Realloc, *to, *from, bytes->slot, 0, span());
    }
}

void Emitter::emit_free() {
    const std::optional<Slot> what = word_slot(operand(0));
    if (what) put(m_row->op, *what, 0, 0, 0, span());
}

}  // namespace freehold::assembler
