// SPDX-License-Identifier: MIT
// Borrows and raw addresses of places; arrays as a whole.
#include "vm/isa/shape.hpp"
#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

// ---- borrows -----------------------------------------------------------------------------------

// Whether the place may be borrowed like that at all.
bool Decoder::check_lendable(const Spot& spot, ValueKind kind) {
    if (!spot.good) return false;
    if (spot.in_frame() && m_frame.value_at(m_i.b)->local == nullptr) {
        mistake(Code::WrongKind, Mistake::Why::NoValue, m_i.b);  // the result has no address
        return false;
    }
    if (kind == ValueKind::Raw) return true;
    const bool exclusive = kind == ValueKind::Mut;
    if (exclusive && !check_writable(spot)) return false;
    if (exclusive && spot.in_frame() && spot.ro) {
        mistake(Code::WriteThroughShared, Mistake::Why::ReadOnlySlot, m_i.b);
        return false;
    }
    if (!spot.in_static() || !spot.item->mut || in_unsafe()) return true;
    mistake(Code::MutableStaticBorrowed, Mistake::Why::Plain);
    return false;
}

// A borrow of what was found, in hand. Where nobody could disturb it, or `unsafe` vouches for it,
// there is no loan.
void Decoder::lend(const Spot& spot, ValueKind kind) {
    if (spot.in_static()) return fresh(false);
    Effect& made = emit(Effect::Do::Lend);
    made.raw = kind == ValueKind::Raw;
    made.access = kind == ValueKind::Ref ? Access::Share : Access::Exclude;
    made.place = spot.place;
    if (spot.in_frame() && spot.place.frame.empty()) {
        made.place.home = m_frame.value_at(m_i.b)->bytes;
    }
    made.leaves = spot.leaves;
    made.part = spot.part;
    made.pointer = spot.pointer;
    made.pointer_may_be_null = spot.pointer_in_array && spot.pointer_nullable;
    const bool shared_path = spot.via == TypeKind::Ref || spot.via == TypeKind::Raw;
    if (kind == ValueKind::Raw || shared_path) return;
    made.loan = static_cast<std::uint32_t>(m_effects.loans.size());
    m_effects.loans.push_back({m_at, none, kind == ValueKind::Mut, made.place});
}

void Decoder::borrow(ValueKind kind) {
    if (kind == ValueKind::Raw) need_unsafe();
    const Spot spot = typed_spot();
    const bool lendable = check_lendable(spot, kind);
    if (!lendable) {
        touch(spot, Access::Read);
        return give_word(m_i.a, {});
    }
    lend(spot, kind);
    // Only of an array behind a pointer that is there an element can be borrowed.
    if (spot.form == MemoryForm::PX && spot.via != TypeKind::Raw) {
        m_effects.effects.back().asks_pointer = true;
    }
    give_word(m_i.a, {kind, spot.type, spot.whole});
}

// What the pointer at the place points at.
void Decoder::reach(ValueKind kind) {
    if (kind == ValueKind::Raw) need_unsafe();
    Spot spot = scalar_spot(8);
    if (!spot.good) return give_word(m_i.a, {});
    const Type& pointer = type(spot.type);
    if (pointer.kind != TypeKind::Own && pointer.kind != TypeKind::Raw) {
        touch(spot, Access::Read);
        wrong_kind(no_slot, word_of(m_program, spot.type), ValueKind::Own);
        return give_word(m_i.a, {});
    }
    if (pointer.kind == TypeKind::Raw && kind != ValueKind::Raw) need_unsafe();
    if (pointer.kind == TypeKind::Own && !check_lendable(spot, kind)) {
        return give_word(m_i.a, {});
    }
    const bool through = spot.through_pointer();
    if (!through && spot.in_frame()) {
        spot.pointer = spot.leaves.first;
        spot.pointer_in_array = spot.part;
        spot.pointer_nullable = pointer.nullable;
        spot.place.via = kind_of(pointer);
        spot.place.inside = everything;
        spot.via = pointer.kind;
    }
    ++spot.place.follows;
    if (pointer.kind == TypeKind::Raw) spot.via = TypeKind::Raw;
    if (spot.in_static()) {
        fresh(pointer.nullable);
    } else {
        lend(spot, kind);
        // Of memory the pointer is read through another, which must be there.
        m_effects.effects.back().asks_pointer = through && spot.place.via != ValueKind::Raw;
        m_effects.effects.back().may_be_null = through && pointer.nullable;
    }
    give_word(m_i.a, {kind, pointer.element, true});
}

// ---- arrays as a whole -------------------------------------------------------------------------

void Decoder::len() {
    touch(typed_spot(), Access::Share);
    fresh(false);
    give_word(m_i.a, {ValueKind::Int});
}

void Decoder::fill(bool constant) {
    // It names an array (ensured by validation).
    const Type& element = type(type(TypeId{m_i.high()}).element);
    const bool functions = !constant && element.kind == TypeKind::Code;
    if (!constant && !need(m_i.a, functions ? ValueKind::Code : ValueKind::Int)) return;
    const Spot spot = typed_spot();
    if (!spot.good) return;
    if (!is_integer(element.kind) && !functions) {
        // Of everything but numbers and functions there is only zero, and only where it is a value.
        const bool zero = constant && m_program.constants[m_i.a] == 0;
        if (!zero || !m_facts.may_be_zero(type(spot.type).element)) {
            mistake(Code::WrongKind, Mistake::Why::ZeroNoValue).wanted = type(spot.type).element;
            return;
        }
    }
    fresh(true);
    if (!check_writable(spot)) return;
    if (!spot.in_frame()) return touch(spot, Access::Assign);
    Effect& made = emit(Effect::Do::Give);
    made.access = Access::Assign;
    made.leaves = spot.leaves;
    made.part = spot.part;
    made.place = spot.place;
}

void Decoder::write(bool constant) {
    if (!constant) need_int(m_i.a);
    const Spot spot = typed_spot();
    if (spot.good && !is_numbers(m_program, spot.type)) {
        mistake(Code::WrongKind, Mistake::Why::NotPlain).wanted = spot.type;
        return;
    }
    if (constant && !has_bytes(spot, m_program.constants[m_i.a])) {
        mistake(Code::WrongKind, Mistake::Why::NotPlain);
    }
    touch(spot, Access::Share);
}

// Whether the array is so long. Of a run behind a pointer only the run itself knows it.
bool Decoder::has_bytes(const Spot& spot, std::int64_t count) const {
    if (!spot.good) return true;
    const bool is_run = type(spot.type).kind == TypeKind::Run;
    if (is_run && !spot.in_static()) return count >= 0;
    return count >= 0 && count <= (is_run ? spot.item->size : type(spot.type).size);
}

}  // namespace freehold::ownership
