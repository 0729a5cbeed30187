// SPDX-License-Identifier: MIT
// Blocks, and owners in and out of memory.
#include "vm/isa/shape.hpp"
#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

bool Decoder::owners() {
    switch (m_i.opcode()) {
        case Opcode::New: new_value(); return true;
        case Opcode::NewRun: new_run(false); return true;
        case Opcode::NewRunK: new_run(true); return true;
        case Opcode::Clone: clone(); return true;
        case Opcode::Unbox: unbox(); return true;
        case Opcode::Drop: drop(Access::Drop); return true;
        case Opcode::Forget: drop(Access::Forget); return true;
        case Opcode::DropEnd: drop_end(); return true;
        case Opcode::End: end_slots(); return true;
        default: return false;
    }
}

// The image of the value stands in the outgoing area.
void Decoder::new_value() {
    bool good = m_frame.is_outgoing(m_i.b);
    if (!good) mistake(Code::WrongKind, Mistake::Why::NoValue, m_i.b);
    for (const Passed& each : m_passed) {
        if (each.word.kind != ValueKind::Ref && each.word.kind != ValueKind::Mut) continue;
        Mistake& made = mistake(Code::BorrowStored, Mistake::Why::Plain);
        made.found = each.word;
        made.at = each.at;
        good = false;
    }
    good = good && sort_passed() && match(m_i.type(), m_frame.bytes(m_i.b, 0, 0).begin);
    if (good) finish_passed();
    m_passed.clear();
    emit(Effect::Do::Build);
    give_word(m_i.a, {ValueKind::Own, m_i.type(), true});
}

void Decoder::new_run(bool constant) {
    if (!constant) need_int(m_i.b);
    if (!m_facts.may_be_zero(m_i.type())) {
        mistake(Code::WrongKind, Mistake::Why::ZeroNoValue).wanted = m_i.type();
    }
    fresh(false);
    give_word(m_i.a, {ValueKind::Own, TypeId::None, true, m_i.type(),
                      constant ? m_i.high() : Word::unknown});
}

void Decoder::new_copy() {
    const Spot spot = typed_spot();
    touch(spot, Access::Share);
    Word word;
    if (spot.good) {
        const Type& array = type(spot.type);
        if (type(array.element).owns) cannot_copy(no_slot, {ValueKind::Own});
        word = {ValueKind::Own, TypeId::None, true, array.element,
                array.kind == TypeKind::Array ? array.count : Word::unknown};
    }
    fresh(false);
    give_word(m_i.a, word);
}

void Decoder::clone() {
    Word word = use_word(m_i.b, Access::Share);
    if (word.kind != ValueKind::None && word.kind != ValueKind::Own) {
        wrong_kind(m_i.b, word, ValueKind::Own);
        word = {};
    }
    give_word(m_i.a, word);
}

void Decoder::unbox() {
    const Value owner = word_at(m_i.b);
    if (owner.good) {
        const Type& what = type(owner.type);
        if (what.kind != TypeKind::Own) {
            use(owner);
            wrong_kind(m_i.b, word_of(m_program, owner.type), ValueKind::Own);
        } else {
            if (what.element != m_i.type()) {
                wrong_type(m_i.b, word_of(m_program, owner.type), m_i.type());
            }
            if (consume(owner, Access::Unbox, m_i.b)) m_effects.effects.back().asks_value = true;
        }
    }
    const Type& content = type(m_i.type());
    fresh(!is_scalar(content.kind) || content.nullable);
    give_widened(m_i.a, m_i.type());
}

void Decoder::drop(Access access) {
    const Value value = value_at(m_i.a, m_i.type());
    if (value.good) consume(value, access, m_i.a);
}

void Decoder::drop_end() {
    const Value value = value_at(m_i.a, m_i.type());
    if (!value.good || !type(value.type).owns) return;
    if (value.part) {
        mistake(Code::MoveOutOfPlace, Mistake::Why::OfElement, m_i.a);
        return;
    }
    Effect& made = emit(Effect::Do::Release);
    made.access = Access::ScopeDrop;
    made.leaves = value.leaves;
    made.place.frame = value.bytes;
}

void Decoder::end_slots() {
    if (m_frame.is_outgoing(m_i.b)) {
        const bool number = m_i.a == m_i.b && end_passed(m_i.a);
        if (!number) mistake(Code::WrongKind, Mistake::Why::Outgoing, m_i.b);
        return;
    }
    Effect& made = emit(Effect::Do::End);
    made.access = Access::ScopeEnd;
    made.place.frame = m_frame.bytes(m_i.b, 0, 8u * (m_i.b - m_i.a + 1u));
    made.leaves = m_frame.leaves_in(made.place.frame);
}

// ---- owners in and out of memory ---------------------------------------------------------------

// An owner that may be null, where it may be replaced.
bool Decoder::check_takable(const Spot& spot) {
    if (!need_place_kind(spot, ValueKind::Own)) return false;
    if (spot.via == TypeKind::Ref) {
        mistake(Code::MoveOutOfPlace, Mistake::Why::ThroughRef, m_i.b).wanted = spot.type;
        return false;
    }
    if (spot.in_frame() && spot.ro) {
        mistake(Code::WriteThroughShared, Mistake::Why::ReadOnlySlot, m_i.b);
        return false;
    }
    return check_writable(spot);
}

void Decoder::take() {
    const Spot spot = scalar_spot(8);
    Word word;
    if (check_takable(spot)) {
        if (!type(spot.type).nullable) {
            mistake(Code::MoveOutOfPlace, Mistake::Why::NeverNull).wanted = spot.type;
        } else {
            touch(spot, Access::Take);
        }
        word = word_of(m_program, spot.type);
    }
    give_word(m_i.a, word);
}

void Decoder::put() {
    const Value value = word_at(m_i.a);
    if (!value.good) return;
    const Word word = word_of(m_program, value.type);
    if (word.kind == ValueKind::Ref || word.kind == ValueKind::Mut) {
        use(value);
        mistake(Code::BorrowStored, Mistake::Why::Plain, m_i.a).found = word;
        return;
    }
    if (word.kind != ValueKind::Own) {
        use(value);
        return wrong_kind(m_i.a, word, ValueKind::Own);
    }
    if (!consume(value, Access::Move, m_i.a)) return;
    const std::size_t consumed = m_effects.effects.size() - 1;
    const Spot spot = scalar_spot(8);
    if (!need_place_kind(spot, ValueKind::Own)) return;
    if (!fits(m_program, word, spot.type)) return wrong_type(m_i.a, word, spot.type);
    // The engine frees what the place owned, which is what it owns now.
    if (spot.in_frame() && spot.place.frame == value.bytes) {
        mistake(Code::DoubleFree, Mistake::Why::Itself, m_i.a);
    }
    // The pointer was read in between: what is put must be known not to be null when it leaves.
    m_effects.effects[consumed].asks_value = forbids_null(type(spot.type));
    assign(spot);
    if (m_effects.effects.size() > consumed + 1) m_effects.effects.back().asks_value = false;
}

void Decoder::swap() {
    const Value value = word_at(m_i.a);
    if (!value.good) return;
    const Word word = word_of(m_program, value.type);
    if (word.kind != ValueKind::Own) {
        use(value);
        const bool borrow = word.kind == ValueKind::Ref || word.kind == ValueKind::Mut;
        if (!borrow) return wrong_kind(m_i.a, word, ValueKind::Own);
        mistake(Code::BorrowStored, Mistake::Why::Plain, m_i.a).found = word;
        return;
    }
    const Leaf& leaf = m_frame.leaf(value.leaves.first);
    if (leaf.ro) {
        mistake(Code::WriteThroughShared, Mistake::Why::ReadOnlySlot, m_i.a);
        return use(value);
    }
    const Spot spot = scalar_spot(8);
    if (!check_takable(spot)) return;
    if (type(spot.type).element != type(value.type).element) {
        return wrong_type(m_i.a, word, spot.type);
    }
    // Both places are changed at once, and one is reached through the other.
    if (spot.through_pointer() && spot.place.frame == value.bytes) {
        mistake(Code::TwoExclusiveBorrows, Mistake::Why::Itself, m_i.a);
        return touch(spot, Access::Read);
    }
    Effect& out = emit(Effect::Do::Touch);
    out.access = Access::Take;
    out.place.frame = value.bytes;
    out.leaves = value.leaves;
    out.part = value.part;
    out.may_be_null = value.part && type(value.type).nullable;
    out.asks_value = forbids_null(type(spot.type));
    touch(spot, Access::Take);
    Effect& in = emit(Effect::Do::Give);
    in.access = Access::Take;
    in.leaves = value.leaves;
    in.part = value.part;
    in.place.frame = value.bytes;
    in.asks_value = forbids_null(type(value.type));
}

// A `move` or `take` out of memory that has to keep its owner.
void Decoder::move_out() {
    const Spot spot = scalar_spot(8);
    if (spot.good) {
        touch(spot, Access::Read);
        using Why = Mistake::Why;
        const Why why = spot.via == TypeKind::Ref ? Why::ThroughRef
                        : spot.in_static()        ? Why::OfStatic
                        : spot.in_frame()         ? Why::OfElement
                                                  : Why::NeverNull;
        const bool owner = type(spot.type).owns;
        if (!owner) {
            need_place_kind(spot, ValueKind::Own);
        } else {
            mistake(Code::MoveOutOfPlace, why, spot.through_pointer() ? m_i.b : no_slot).wanted =
                spot.type;
        }
    }
    fresh(false);
    give_word(m_i.a, {});
}

}  // namespace freehold::ownership
