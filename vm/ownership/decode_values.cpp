// SPDX-License-Identifier: MIT
// Constants, copies, moves, arithmetic, comparison, branches; raw pointers.
#include "vm/isa/form.hpp"
#include "vm/isa/shape.hpp"
#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

namespace {

constexpr Word number{ValueKind::Int};

// Comparisons of slots; those with a constant are of numbers.
bool compares_any(Opcode opcode) {
    return opcode == Opcode::Eq || opcode == Opcode::Ne || opcode == Opcode::Beq ||
           opcode == Opcode::Bne;
}
bool compares_raw(Opcode opcode) {
    return is_between(opcode, Opcode::Lt, Opcode::GeK) ||
           is_between(opcode, Opcode::Blt, Opcode::BgeK);
}

}  // namespace

// Everything about numbers, by its form.
bool Decoder::arithmetic() {
    const Opcode opcode = m_i.opcode();
    if (!is_between(opcode, Opcode::Const, Opcode::BNonNull)) return false;
    switch (opcode) {
        case Opcode::Const: give_word(m_i.a, number); return true;
        case Opcode::ConstNull:
            fresh(true);
            give_word(m_i.a, {static_cast<ValueKind>(m_i.c)});
            return true;
        case Opcode::ConstCode: give_word(m_i.a, {ValueKind::Code}); return true;
        case Opcode::Copy: copy(); return true;
        case Opcode::CopyWords: copy_words(); return true;
        case Opcode::Move: move(); return true;
        case Opcode::MoveWords: move_words(); return true;
        case Opcode::Jmp: return true;
        case Opcode::BNull:
        case Opcode::BNonNull: {
            const Word word = use_word(m_i.a, Access::Test);
            if (word.kind != ValueKind::None && !is_pointer(word.kind)) {
                wrong_kind(m_i.a, word, ValueKind::Raw);
            }
            return true;
        }
        default: break;
    }
    switch (opcode_info(opcode).form) {
        case Form::D_S_S: compare(m_i.b, m_i.c, compares_any(opcode), compares_raw(opcode)); break;
        case Form::S_S_L:
            compare(m_i.a, m_i.b, compares_any(opcode), compares_raw(opcode));
            return true;
        case Form::S_K_L: need_int(m_i.a); return true;
        default: need_int(m_i.b); break;  // D_S, D_S_K, D_K_S
    }
    fresh(false);
    give_word(m_i.a, number);
    return true;
}

// Two numbers, or two pointers where those can be compared.
void Decoder::compare(Slot left, Slot right, bool any_pointer, bool raw_pointers) {
    const Word x = use_word(left);
    const Word y = use_word(right);
    if (x.kind == ValueKind::None || y.kind == ValueKind::None) return;
    const auto may = [&](ValueKind kind) {
        return any_pointer ? kind != ValueKind::Int : raw_pointers && kind == ValueKind::Raw;
    };
    const bool numbers = x.kind == ValueKind::Int && y.kind == ValueKind::Int;
    if (numbers || (may(x.kind) && may(y.kind))) return;
    const bool left_wrong = !may(x.kind) && x.kind != ValueKind::Int;
    const bool blame_left = left_wrong || (x.kind == ValueKind::Int && may(y.kind));
    const ValueKind other = blame_left ? y.kind : x.kind;
    const ValueKind wanted = may(other) ? other : ValueKind::Int;
    wrong_kind(blame_left ? left : right, blame_left ? x : y, wanted);
}

void Decoder::cannot_copy(Slot slot, const Word& word) {
    mistake(Code::CopyOfOwner, Mistake::Why::Plain, slot).found = word;
}

void Decoder::copy() {
    const Word word = use_word(m_i.b);
    if (word.kind != ValueKind::None && !is_copyable(word.kind)) {
        cannot_copy(m_i.b, word);
        // What a copy would be for the rest of the function: a value of its own.
        fresh(false);
        return give_word(m_i.a, {});
    }
    give_word(m_i.a, word);
}

void Decoder::copy_words() {
    const Value value = value_at(m_i.b, m_i.type());
    if (value.good) use(value);
    if (value.good && type(value.type).owns) cannot_copy(m_i.b, {ValueKind::Own});
    give_value(m_i.a, m_i.type());
}

void Decoder::move() {
    const Value value = word_at(m_i.b);
    if (!value.good) return give_word(m_i.a, {});
    const Word word = word_of(m_program, value.type);
    if (m_i.a == m_i.b) return use(value);
    const bool moved = consume(value, Access::Move, m_i.b);
    give_word(m_i.a, moved ? word : Word{});
}

void Decoder::move_words() {
    const Value value = value_at(m_i.b, m_i.type());
    if (value.good && m_i.a == m_i.b) return use(value);
    if (value.good) consume(value, Access::Move, m_i.b);
    give_value(m_i.a, m_i.type());
}

// ---- raw pointers ------------------------------------------------------------------------------

bool Decoder::raw_operation() {
    const Opcode opcode = m_i.opcode();
    if (!is_raw_operation(opcode)) return false;
    need_unsafe();
    if (opcode == Opcode::Cast) {
        cast();
        return true;
    }
    if (opcode == Opcode::Alloc || opcode == Opcode::AllocK) {
        if (opcode == Opcode::Alloc) need_int(m_i.b);
        fresh(false);
        give_word(m_i.a, {ValueKind::Raw});
        return true;
    }
    const Slot source = opcode == Opcode::Free ? m_i.a : m_i.b;
    Word word = use_word(source);
    if (word.kind != ValueKind::None && word.kind != ValueKind::Raw) {
        wrong_kind(source, word, ValueKind::Raw);
        word = {};
    }
    if (opcode == Opcode::Free) return true;
    if (opcode == Opcode::Offset || opcode == Opcode::Realloc) need_int(m_i.c);
    // That a block is adopted which is there is what `unsafe` promises.
    if (opcode == Opcode::Adopt && word.kind == ValueKind::Raw) word.kind = ValueKind::Own;
    fresh(false);
    give_word(m_i.a, word);
    return true;
}

void Decoder::cast() {
    const Word word = use_word(m_i.b);
    const bool good = word.kind == ValueKind::Int || word.kind == ValueKind::Raw;
    if (!good && word.kind != ValueKind::None) wrong_kind(m_i.b, word, ValueKind::Raw);
    fresh(false);
    give_word(m_i.a, {static_cast<ValueKind>(m_i.c)});
}

}  // namespace freehold::ownership
