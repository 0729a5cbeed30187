// SPDX-License-Identifier: MIT
// const, copy, move; arithmetic and comparison; branches.
#include <fmt/format.h>

#include <utility>

#include "assembler/emitter.hpp"

namespace freehold::assembler {
namespace {

// What an instruction computes of two constants.
Folded fold_wrapped(Opcode op, std::int64_t x, std::int64_t y) {
    const auto a = static_cast<std::uint64_t>(x);
    const auto b = static_cast<std::uint64_t>(y);
    switch (op) {
        case Opcode::AddWrap: return {static_cast<std::int64_t>(a + b)};
        case Opcode::SubWrap: return {static_cast<std::int64_t>(a - b)};
        case Opcode::MulWrap: return {static_cast<std::int64_t>(a * b)};
        case Opcode::DivU:
            if (b == 0) return {std::nullopt, "this divides by zero"};
            return {static_cast<std::int64_t>(a / b)};
        case Opcode::RemU:
            if (b == 0) return {std::nullopt, "this divides by zero"};
            return {static_cast<std::int64_t>(a % b)};
        case Opcode::ShrU:
            if (b > 63) return {std::nullopt, "a shift moves by 0 to 63 bits"};
            return {static_cast<std::int64_t>(a >> b)};
        case Opcode::LtU: return {a < b};
        case Opcode::LeU: return {a <= b};
        case Opcode::GtU: return {a > b};
        case Opcode::GeU: return {a >= b};
        default: return {std::nullopt, "it has no value"};
    }
}

Folded fold_instruction(Opcode op, std::int64_t x, std::int64_t y) {
    switch (op) {
        case Opcode::Add: return fold(Operator::Add, x, y);
        case Opcode::Sub: return fold(Operator::Subtract, x, y);
        case Opcode::Mul: return fold(Operator::Multiply, x, y);
        case Opcode::Div: return fold(Operator::Divide, x, y);
        case Opcode::Rem: return fold(Operator::Remainder, x, y);
        case Opcode::And: return fold(Operator::And, x, y);
        case Opcode::Or: return fold(Operator::Or, x, y);
        case Opcode::Xor: return fold(Operator::Xor, x, y);
        case Opcode::Shl: return fold(Operator::ShiftLeft, x, y);
        case Opcode::Shr: return fold(Operator::ShiftRight, x, y);
        case Opcode::Eq: return {x == y};
        case Opcode::Ne: return {x != y};
        case Opcode::Lt: return {x < y};
        case Opcode::Le: return {x <= y};
        case Opcode::Gt: return {x > y};
        case Opcode::Ge: return {x >= y};
        default: return fold_wrapped(op, x, y);
    }
}

std::uint64_t bits(std::int64_t number) { return static_cast<std::uint64_t>(number); }

}  // namespace

void Emitter::emit_const() {
    const std::optional<Place> to = word_place(operand(0));
    const Operand value = m_operands.resolve(operand(1));
    if (!to || value.is(Operand::Kind::Bad)) return;
    if (put_constant(*to, value, Fit::Check, operand(1), span())) return;
    Mistake mistake = wrong(operand(1), describe(value) + "; a constant is needed");
    if (m_operands.is_slot(value.place)) {
        mistake.help("`copy` takes a slot", m_statement->word, "copy");
    } else {
        mistake.help("`load` reads memory", m_statement->word, "load");
    }
    m_unit.reporter.add(mistake);
}

void Emitter::emit_copy() {
    const std::optional<Place> to = slot_place(operand(0));
    const Operand from = m_operands.resolve(operand(1));
    if (!to || from.is(Operand::Kind::Bad)) return;
    if (from.is(Operand::Kind::Place) && m_operands.is_slot(from.place)) {
        return put_copy(*to, from.place, false, operand(1), span());
    }
    Mistake mistake = wrong(operand(1), describe(from) + "; a slot is needed");
    if (!from.is(Operand::Kind::Place)) {
        mistake.help("`const` takes a constant", m_statement->word, "const");
    } else if (type(from.place.type).kind == TypeKind::Own && !from.place.reach) {
        help_look(mistake, operand(1), from.place.type, no_node);
    } else if (m_operands.is_scalar(from.place)) {
        mistake.help("`load` reads memory", m_statement->word, "load");
    }
    m_unit.reporter.add(mistake);
}

// `move [p].f, s`: the place is in memory, and there are instructions for that.
void Emitter::report_move_into_memory(const Operand& to) {
    Mistake mistake = wrong(operand(0), describe(to) + "; a slot is needed");
    if (type(to.place.type).kind == TypeKind::Own) {
        mistake.help("an owner goes into memory with `put`, and comes out with `take`",
                     m_statement->word, "put");
    } else {
        mistake.help("`store` writes memory", m_statement->word, "store");
    }
    m_unit.reporter.add(mistake);
}

void Emitter::emit_move() {
    const Operand target = m_operands.resolve(operand(0));
    if (target.is(Operand::Kind::Place) && m_operands.is_scalar(target.place) &&
        !m_operands.is_slot(target.place) && !target.place.reach) {
        return report_move_into_memory(target);
    }
    const std::optional<Place> to = slot_place(operand(0));
    const Operand from = m_operands.resolve(operand(1));
    if (!to || from.is(Operand::Kind::Bad)) return;
    if (!from.is(Operand::Kind::Place)) {
        m_unit.reporter.add(wrong(operand(1), describe(from) + "; a slot is needed")
                                .help("`const` takes a constant", m_statement->word, "const"));
    } else if (m_operands.is_slot(from.place)) {
        put_copy(*to, from.place, true, operand(1), span());
    } else if (owner_named_by(operand(1)) && type(to->type).kind == TypeKind::Own) {
        Mistake mistake = wrong(operand(1), describe(from) + ", not its owner");
        help_without_brackets(mistake, operand(1));
        m_unit.reporter.add(mistake);
    } else if (memory(operand(1))) {
        put_move_out(*to, from.place, operand(1), span());
    }
}

void Emitter::emit_arithmetic() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Word> x = word_or_number(operand(1));
    const std::optional<Word> y = word_or_number(operand(2));
    if (!to || !x || !y) return;
    if (!x->is_number && !y->is_number) {
        put(m_row->op, *to, x->slot, y->slot, 0, span());
    } else if (!x->is_number) {
        put(m_row->constant, *to, x->slot, 0, bits(y->number), span());
    } else if (!y->is_number) {
        put(m_row->turned, *to, y->slot, 0, bits(x->number), span());
    } else {
        const Folded folded = fold_instruction(m_row->op, x->number, y->number);
        if (folded.number) {
            put(Opcode::Const, *to, 0, 0, bits(*folded.number), span());
        } else {
            m_unit.reporter.add(Mistake(
                Code::BadConstant,
                fmt::format("`{}` of these constants has no value", m_row->mnemonic),
                join(span_of(operand(1)), span_of(operand(2))), std::string(folded.problem)));
        }
    }
}

void Emitter::emit_not() {
    const std::optional<Slot> to = word_slot(operand(0));
    const std::optional<Word> from = word_or_number(operand(1));
    if (!to || !from) return;
    if (from->is_number) {
        put(Opcode::Const, *to, 0, 0, bits(~from->number), span());
    } else {
        put(Opcode::Not, *to, from->slot, 0, 0, span());
    }
}

void Emitter::emit_branch() {
    const std::optional<Word> x = word_or_number(operand(0));
    const std::optional<Word> y = word_or_number(operand(1));
    const auto label = label_operand(operand(2));
    if (!x || !y || !label) return;
    const auto left = scopes_left(*label, operand(2));
    if (!left) return;
    std::uint32_t jump = 0;
    if (!x->is_number && !y->is_number) {
        jump = put(m_row->op, x->slot, y->slot, 0, 0, span());
    } else if (!x->is_number) {
        jump = put(m_row->constant, x->slot, 0, 0, bits(y->number), span());
    } else if (!y->is_number) {
        jump = put(m_row->turned, y->slot, 0, 0, bits(x->number), span());
    } else {
        m_unit.reporter.add(wrong_statement("this compares two constants, so it is no branch")
                                .help("write `jmp`, or leave it out"));
        return;
    }
    jump_to(jump, *label, ends_anything(*left));
}

void Emitter::emit_branch_null() {
    const std::optional<Slot> slot = word_slot(operand(0));
    const auto label = label_operand(operand(1));
    if (!slot || !label) return;
    const auto left = scopes_left(*label, operand(1));
    if (!left) return;
    jump_to(put(m_row->op, *slot, 0, 0, 0, span()), *label, ends_anything(*left));
}

}  // namespace freehold::assembler
