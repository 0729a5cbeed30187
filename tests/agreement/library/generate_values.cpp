// SPDX-License-Identifier: MIT
// Statements about slots: giving them values, handing them on, ending them.
#include "tests/agreement/library/generator.hpp"

namespace freehold::agreement {

bool Generator::initialise_some() {
    std::vector<LocalIndex> empty;
    for (const LocalIndex local : m_visible) {
        if (m_known[local].state != State::Init) empty.push_back(local);
    }
    return !empty.empty() && initialise(m_random.of(empty));
}

bool Generator::initialise(LocalIndex local) {
    const Type type = type_at(local);
    Statement s;
    s.d = Place{local};
    s.number = m_random.between(0, 9);
    if (type.is_borrow()) return initialise_borrow(local, type);
    switch (type.shape()) {
        case Shape::Int: s.op = Op::Const; break;
        case Shape::Array:
        case Shape::Empty: s.op = Op::Fill; break;
        case Shape::Own: return new_block(s.d, type);
        case Shape::OwnMaybe:
            if (m_random.percent(65)) return new_block(s.d, type);
            s.op = Op::Null;
            break;
        case Shape::Pair:
        case Shape::Duo: {
            s.op = Op::Call;
            s.function = type.is(Shape::Pair) ? MakePair : MakeDuo;
            for (int i = 0; i < 2; ++i) {
                const auto value = choose_argument(
                    type.is(Shape::Pair) ? Type{Shape::Int} : Type{Shape::Own, Shape::Int}, s);
                if (!value) return false;
                s.arguments.push_back(*value);
                if (value->how == Argument::How::Move) take_away(value->place);
            }
            break;
        }
        case Shape::Unit:
            s.op = Op::Call;
            s.function = MakeUnit;
            break;
        default: {  // Node, Cell, Head: from a block
            const LocalIndex block = fresh({Shape::Own, type});
            if (!new_block(Place{block}, {Shape::Own, type})) return false;
            s.op = Op::Unbox;
            s.s = Place{block};
            take_away(s.s);
        }
    }
    assign(s.d);
    add(std::move(s));
    return true;
}

bool Generator::initialise_borrow(LocalIndex local, Type type) {
    if (borrow_into(local, type)) return true;
    Statement s;
    s.op = Op::Null;
    s.d = Place{local};
    if (type.is_maybe() && m_random.percent(30)) {
        assign(s.d);
        add(std::move(s));
        return true;
    }
    Type owner = type.inner();
    if (owner.is(Shape::Run)) owner = Shape::Array;
    if (type.is_maybe()) owner = {Shape::OwnMaybe, owner};
    const LocalIndex lender = fresh(owner);
    return initialise(lender) && borrow_into(local, type);
}

bool Generator::new_block(const Place& d, Type type) {
    Statement s;
    s.op = Op::New;
    s.d = d;
    const Type content = type.inner();
    if (content.is(Shape::Run)) {
        s.op = Op::NewRun;
    } else {
        const int count = content.is_struct() ? field_count(content.shape()) : 1;
        for (int i = 0; i < count; ++i) {
            const Type field =
                content.is_struct() ? field_of(content.shape(), i).type : Type{Shape::Int};
            const auto value = choose_argument(field, s);
            if (!value) return false;
            s.arguments.push_back(*value);
            if (value->how == Argument::How::Move) take_away(value->place);
        }
    }
    assign(d);
    add(std::move(s));
    return true;
}

bool Generator::write_const() {
    const auto d = pick_target(Shape::Int);
    if (!d) return false;
    Statement s;
    s.op = Op::Const;
    s.d = *d;
    s.number = m_random.between(0, 9);
    assign(*d);
    add(std::move(s));
    return true;
}

bool Generator::write_null() {
    const Candidate* d = pick(100, [&](const Candidate& c) {
        return c.type.is_maybe() && c.place.is_slot() && may_write(c.place);
    });
    if (d == nullptr) return false;
    Statement s;
    s.op = Op::Null;
    s.d = d->place;
    if (s.d.count != 0 && m_known[s.d.root].state != State::Init) return false;
    assign(s.d);
    add(std::move(s));
    return true;
}

bool Generator::write_add() {
    const auto d = pick_target(Shape::Int);
    const Candidate* s =
        pick(4, [](const Candidate& c) { return c.type.is(Shape::Int) && c.place.is_slot(); });
    if (!d || s == nullptr) return false;
    Statement statement;
    statement.op = Op::Add;
    statement.d = *d;
    statement.s = s->place;
    statement.number = m_random.between(1, 3);
    touch(s->place, false);
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_copy() {
    const Candidate* s = pick(4, [](const Candidate& c) {
        return !c.type.moves() && !c.type.is(Shape::Run) && c.place.is_slot();
    });
    if (s == nullptr) return false;
    const Candidate source = *s;
    Type to = source.type;
    if (to.is(Shape::Ref) && m_random.percent(25)) to = {Shape::RefMaybe, to.inner()};
    const auto d = pick_target(to);
    if (!d || (d->root == source.place.root && d->count == source.place.count)) return false;
    Statement statement;
    statement.op = Op::Copy;
    statement.d = *d;
    statement.s = source.place;
    touch(source.place, false);
    const LocalState lent = m_known[source.place.root];
    assign(*d);
    if (source.type.is_borrow()) inherit(m_known[d->root], lent);
    add(std::move(statement));
    return true;
}

bool Generator::write_move() {
    const Candidate* s =
        pick(4, [](const Candidate& c) { return c.type.moves() && c.place.is_slot(); });
    if (s == nullptr) return false;
    const Candidate source = *s;
    Type to = source.type;
    if (to.is(Shape::Own) && m_random.percent(30)) to = {Shape::OwnMaybe, to.inner()};
    const auto d = pick_target(to);
    if (!d || (d->root == source.place.root && !m_random.percent(20))) return false;
    Statement statement;
    statement.op = Op::Move;
    statement.d = *d;
    statement.s = source.place;
    const LocalState lent = m_known[source.place.root];
    take_away(source.place);
    assign(*d);
    if (source.type.is_borrow()) inherit(m_known[d->root], lent);
    add(std::move(statement));
    return true;
}

bool Generator::write_new() {
    const Candidate* d = pick(100, [&](const Candidate& c) {
        return c.type.is_owner() && c.place.is_slot() && may_write(c.place) &&
               (c.place.count == 0 || m_known[c.place.root].state == State::Init);
    });
    if (d == nullptr) return false;
    const Place place = d->place;
    const Type type = d->type;
    return new_block(place, type);
}

bool Generator::write_print() {
    const Candidate* s = pick(3, [](const Candidate& c) {
        const bool number = c.type.is(Shape::Int);
        const bool pointer =
            c.type.is_pointer() && !c.type.is_maybe() && c.type.inner().is(Shape::Int);
        return (number || pointer) && c.place.is_slot();
    });
    if (s == nullptr) return false;
    Statement statement;
    statement.op = Op::Print;
    statement.s = s->place;
    touch(s->place, false);
    add(std::move(statement));
    return true;
}

bool Generator::write_drop() {
    const Candidate* s =
        pick(4, [](const Candidate& c) { return c.type.owns() && c.place.is_slot(); });
    if (s == nullptr) return false;
    Statement statement;
    statement.op = Op::Drop;
    statement.s = s->place;
    take_away(statement.s);
    add(std::move(statement));
    return true;
}

bool Generator::write_forget() {
    if (!write_drop()) return false;
    m_out->back().op = Op::Forget;
    return true;
}

bool Generator::write_clone() {
    const Candidate* s =
        pick(4, [](const Candidate& c) { return c.type.is_owner() && c.place.is_slot(); });
    if (s == nullptr) return false;
    const Candidate source = *s;
    const auto d = pick_target(source.type);
    if (!d) return false;
    Statement statement;
    statement.op = Op::Clone;
    statement.d = *d;
    statement.s = source.place;
    touch(source.place, false);
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_unbox() {
    const Candidate* s = pick(4, [](const Candidate& c) {
        return c.type.is(Shape::Own) && !c.type.inner().is(Shape::Run) && c.place.is_slot();
    });
    if (s == nullptr) return false;
    const Candidate source = *s;
    const auto d = pick_target(source.type.inner());
    if (!d) return false;
    Statement statement;
    statement.op = Op::Unbox;
    statement.d = *d;
    statement.s = source.place;
    take_away(source.place);
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_fill() {
    const Candidate* d = pick(100, [&](const Candidate& c) {
        const bool array = c.type.is_array() || c.type.is(Shape::Run);
        return array && !c.lend_only && !c.shared && (c.good || c.place.is_local());
    });
    if (d == nullptr) return false;
    Statement statement;
    statement.op = Op::Fill;
    statement.d = d->place;
    statement.number = m_random.between(0, 9);
    if (statement.d.is_local()) {
        assign(statement.d);
    } else {
        touch(statement.d, true);
    }
    add(std::move(statement));
    return true;
}

}  // namespace freehold::agreement
