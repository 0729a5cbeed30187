// SPDX-License-Identifier: MIT
// Borrows, what is done through them, and calls.
#include "tests/agreement/library/generator.hpp"

namespace freehold::agreement {

bool Generator::write_borrow() {
    std::vector<LocalIndex> borrows;
    for (const LocalIndex local : m_visible) {
        if (type_at(local).is_borrow()) borrows.push_back(local);
    }
    if (borrows.empty()) return false;
    const LocalIndex d = m_random.of(borrows);
    return borrow_into(d, type_at(d));
}

bool Generator::borrow_into(LocalIndex d, Type type) {
    const bool mut = type.is_exclusive();
    if (here().locals[d].ro && m_known[d].state != State::Uninit) return false;
    const bool wrong_path = m_random.percent(3);
    const bool unsafe_static = m_random.percent(2);
    const bool of_itself = m_random.percent(25);  // else cursors would be all there is
    const Candidate* s = pick(4, [&](const Candidate& c) {
        if (!of_itself && !c.place.is_static && c.place.root == d) return false;
        const bool fits = c.type == type.inner() ||
                          (type.inner().is(Shape::Run) && c.type.is_array() && c.place.count == 0);
        const bool writable =
            wrong_path || !mut || (!c.shared && (c.borrowed || may_write(c.place)));
        return fits && writable && (!c.maybe || type.is_maybe()) &&
               (!c.mut_static || unsafe_static);
    });
    if (s == nullptr) return false;
    Statement statement;
    statement.op = mut ? Op::BorrowMut : Op::Borrow;
    statement.d = Place{d};
    statement.s = s->place;
    lend(d, statement.s, mut);
    add(std::move(statement));
    return true;
}

bool Generator::write_load() {
    const Candidate* s = pick(3, [](const Candidate& c) {
        return c.type.is(Shape::Int) && !c.place.is_slot() && !c.lend_only;
    });
    if (s == nullptr) return false;
    const Place from = s->place;
    auto d = pick_target(Shape::Int);
    if (!d) d = Place{fresh(Shape::Int)};
    Statement statement;
    statement.op = Op::Load;
    statement.d = *d;
    statement.s = from;
    touch(from, false);
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_store() {
    const bool wrong_path = m_random.percent(4);
    const Candidate* d = pick(3, [&](const Candidate& c) {
        return c.type.is(Shape::Int) && !c.place.is_slot() && !c.lend_only &&
               (wrong_path || !c.shared);
    });
    if (d == nullptr) return false;
    Statement statement;
    statement.op = Op::Store;
    statement.d = d->place;
    Argument value;
    value.number = m_random.between(0, 9);
    const Candidate* s =
        pick(3, [](const Candidate& c) { return c.type.is(Shape::Int) && c.place.is_slot(); });
    if (s != nullptr && m_random.percent(40)) {
        value.how = Argument::How::Copy;
        value.place = s->place;
        touch(s->place, false);
    }
    statement.arguments.push_back(value);
    touch(statement.d, true);
    add(std::move(statement));
    return true;
}

bool Generator::write_take() {
    const bool wrong_path = m_random.percent(4);
    const Candidate* s = pick(3, [&](const Candidate& c) {
        return c.type.is(Shape::OwnMaybe) && !c.place.is_slot() && !c.lend_only &&
               (wrong_path || !c.shared);
    });
    if (s == nullptr) return false;
    const Candidate source = *s;
    auto d = pick_target(source.type);
    if (!d) d = Place{fresh(source.type)};
    Statement statement;
    statement.op = Op::Take;
    statement.d = *d;
    statement.s = source.place;
    touch(source.place, true);
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_put() {
    const bool wrong_path = m_random.percent(4);
    const Candidate* d = pick(3, [&](const Candidate& c) {
        return c.type.is_owner() && !c.place.is_slot() && !c.lend_only && (wrong_path || !c.shared);
    });
    if (d == nullptr) return false;
    const Candidate target = *d;
    const bool widen = target.type.is(Shape::OwnMaybe) && m_random.percent(40);
    const Type wanted = widen ? Type{Shape::Own, target.type.inner()} : target.type;
    const Candidate* s = pick(4, [&](const Candidate& c) {
        return c.type == wanted && c.place.is_slot() && c.place.root != target.place.root;
    });
    if (s == nullptr) return false;
    Statement statement;
    statement.op = Op::Put;
    statement.d = target.place;
    statement.s = s->place;
    take_away(statement.s);
    touch(statement.d, true);
    add(std::move(statement));
    return true;
}

bool Generator::write_swap() {
    const bool wrong_path = m_random.percent(4);
    const Candidate* d = pick(3, [&](const Candidate& c) {
        return c.type.is_owner() && !c.place.is_slot() && !c.lend_only && (wrong_path || !c.shared);
    });
    if (d == nullptr) return false;
    const Candidate target = *d;
    const Candidate* s = pick(4, [&](const Candidate& c) {
        return c.type == target.type && c.place.is_slot() && may_write(c.place) &&
               (target.place.is_static || c.place.root != target.place.root);
    });
    if (s == nullptr) return false;
    Statement statement;
    statement.op = Op::Swap;
    statement.d = target.place;
    statement.s = s->place;
    touch(statement.s, true);
    touch(statement.d, true);
    add(std::move(statement));
    return true;
}

bool Generator::write_move_out() {
    const Candidate* s = pick(3, [](const Candidate& c) {
        return c.type.owns() && c.borrowed && !c.lend_only && !c.place.is_slot();
    });
    if (s == nullptr) return false;
    const Candidate source = *s;
    if (!source.type.is_owner()) return false;
    const auto d = pick_target(source.type);
    if (!d) return false;
    Statement statement;
    statement.op = Op::MoveOut;
    statement.d = *d;
    statement.s = source.place;
    if (type_at(source.place.root).is_maybe()) return false;
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_len() {
    const Candidate* s = pick(
        3, [](const Candidate& c) { return c.type.is(Shape::Run) && c.shared && !c.lend_only; });
    if (s == nullptr) return false;
    const Place from = s->place;
    const auto d = pick_target(Shape::Int);
    if (!d) return false;
    Statement statement;
    statement.op = Op::Len;
    statement.d = *d;
    statement.s = from;
    assign(*d);
    add(std::move(statement));
    return true;
}

bool Generator::write_call() {
    if (m_program.functions.size() == 1) return false;
    // The last is main, which nobody calls.
    std::size_t callee = m_random.below(m_program.functions.size() - 1);
    if (callee == m_index && !m_random.percent(30)) return false;
    return call(callee);
}

bool Generator::call(std::size_t index) {
    const Function& callee = m_program.functions[index];
    Statement statement;
    statement.op = Op::Call;
    statement.function = static_cast<std::uint8_t>(index + library_count);
    if (!choose_arguments(callee, statement)) return false;
    LocalState lent;
    for (std::size_t i = 0; i < statement.arguments.size(); ++i) {
        const Argument& a = statement.arguments[i];
        if ((callee.from >> i & 1) == 0) continue;
        if (a.how == Argument::How::Borrow || a.how == Argument::How::BorrowMut ||
            (a.how == Argument::How::Copy && type_at(a.place.root).is_exclusive())) {
            if (!a.place.is_static && lent.lent_count < lent.lent.size()) {
                lent.lent[lent.lent_count++] = {false, a.place.root, first_field(a.place),
                                                a.how != Argument::How::Borrow};
                if (!type_at(a.place.root).is_borrow()) lent.origins |= from_local;
            }
        }
        if (!a.place.is_static && type_at(a.place.root).is_borrow()) {
            inherit(lent, m_known[a.place.root]);
        }
    }
    if (callee.from_static) lent.origins |= from_static;
    for (const Argument& a : statement.arguments) {
        if (a.how == Argument::How::Move) take_away(a.place);
        if (a.how == Argument::How::Borrow) touch(a.place, false);
        if (a.how == Argument::How::BorrowMut) touch(a.place, true);
        if (a.how == Argument::How::Copy) touch(a.place, type_at(a.place.root).is_exclusive());
    }
    statement.has_d = !callee.result.is(Shape::None) && m_random.percent(88);
    if (statement.has_d) {
        auto d = pick_target(callee.result);
        if (!d || m_random.percent(15)) d = Place{fresh(callee.result)};
        statement.d = *d;
        assign(*d);
        if (callee.result.is_borrow()) inherit(m_known[d->root], lent);
    }
    add(std::move(statement));
    return true;
}

bool Generator::choose_arguments(const Function& callee, Statement& call) {
    for (LocalIndex i = 0; i < callee.parameters; ++i) {
        const auto argument = choose_argument(callee.locals[i].type, call);
        if (!argument) return false;
        call.arguments.push_back(*argument);
    }
    return true;
}

std::optional<Argument> Generator::choose_argument(Type type, const Statement& call) {
    Argument argument;
    argument.number = m_random.between(0, 9);
    if (type.is(Shape::Int) && m_random.percent(60)) return argument;
    if (type.is(Shape::OwnMaybe) && m_random.percent(35)) {
        argument.how = Argument::How::Null;
        return argument;
    }
    // A place that another argument of this call takes away or writes is left alone, mostly.
    const bool careless = m_random.percent(6);
    const auto is_free = [&](const Place& place, bool write) {
        if (careless) return true;
        for (const Argument& other : call.arguments) {
            const bool shares =
                other.how == Argument::How::Copy || other.how == Argument::How::Borrow;
            const bool named =
                other.how != Argument::How::Number && other.how != Argument::How::Null;
            if (named && other.place.root == place.root && (write || !shares)) return false;
        }
        return true;
    };
    if (type.is_borrow() && m_random.percent(60)) {
        const bool mut = type.is_exclusive();
        const bool wrong_path = m_random.percent(2);
        const Candidate* s = pick(3, [&](const Candidate& c) {
            const bool fits = c.type == type.inner() || (type.inner().is(Shape::Run) &&
                                                         c.type.is_array() && c.place.count == 0);
            return fits && !c.mut_static && (!c.maybe || type.is_maybe()) &&
                   (!mut || wrong_path || (!c.shared && (c.borrowed || may_write(c.place)))) &&
                   is_free(c.place, mut);
        });
        if (s != nullptr) {
            argument.how = mut ? Argument::How::BorrowMut : Argument::How::Borrow;
            argument.place = s->place;
            return argument;
        }
    }
    const bool widen = type.is(Shape::OwnMaybe) && m_random.percent(30);
    const Type wanted = widen ? Type{Shape::Own, type.inner()} : type;
    const Candidate* s = pick(3, [&](const Candidate& c) {
        return c.type == wanted && c.place.is_slot() && is_free(c.place, c.type.moves());
    });
    if (s != nullptr) {
        argument.place = s->place;
        argument.how = type.owns() || (type.is_exclusive() && m_random.percent(20))
                           ? Argument::How::Move
                           : Argument::How::Copy;
        argument.widen = widen;
        return argument;
    }
    if (type.is(Shape::Int)) return argument;
    if (type == Type{Shape::Own, Shape::Int} || type.is(Shape::Pair) || type.is(Shape::Unit)) {
        const LocalIndex local = fresh(type);
        if (!initialise(local)) return std::nullopt;
        argument.place = Place{local};
        argument.how = type.owns() ? Argument::How::Move : Argument::How::Copy;
        return argument;
    }
    return std::nullopt;
}

}  // namespace freehold::agreement
