// SPDX-License-Identifier: MIT
// What the generator can name at a point, and what it remembers about it. It need not be right:
// it only has to be right often enough.
#include "tests/agreement/library/generator.hpp"

namespace freehold::agreement {

void Generator::collect() {
    m_candidates.clear();
    for (const LocalIndex local : m_visible) {
        Candidate candidate;
        candidate.place = Place{local};
        candidate.type = type_at(local);
        expand(candidate, 0);
    }
    if (!m_with_statics) return;
    for (std::uint8_t i = 0; i < static_count; ++i) {
        Candidate candidate;
        candidate.place.is_static = true;
        candidate.place.root = i;
        candidate.type = static_info(i).type;
        candidate.shared = !static_info(i).mut;
        candidate.mut_static = static_info(i).mut;
        expand(candidate, 0);
    }
}

void Generator::expand(const Candidate& candidate, int derefs) {
    Candidate c = candidate;
    c.good = is_good(c.place);
    m_candidates.push_back(c);
    if (c.lend_only) return;
    const auto go_on = [&](Step::Kind kind, int number, Type type) {
        Candidate next = c;
        next.place = c.place.then(kind, number);
        next.type = type;
        expand(next, derefs);
    };
    if (c.type.is_struct()) {
        for (int i = 0; i < field_count(c.type.shape()); ++i) {
            go_on(Step::Kind::Field, i, field_of(c.type.shape(), i).type);
        }
    } else if (c.type.is(Shape::Array) || c.type.is(Shape::Run)) {
        go_on(Step::Kind::Element, m_random.between(0, array_length - 1), Shape::Int);
        for (const LocalIndex local : m_visible) {
            if (type_at(local).is(Shape::Int) && m_known[local].state == State::Init) {
                go_on(Step::Kind::ElementAt, local, Shape::Int);
                break;
            }
        }
    } else if (c.type.is_pointer() && derefs < 2 && !(c.mut_static && c.type.is_owner())) {
        Candidate next = c;
        next.place = c.place.then(Step::Kind::Deref);
        next.type = c.type.inner();
        next.shared = c.type.is_shared() || (c.shared && !c.type.is_exclusive());
        next.borrowed = c.borrowed || c.type.is_borrow();
        next.maybe = c.type.is_maybe() && !(c.place.is_local() && m_known[c.place.root].non_null);
        next.lend_only = derefs == 1 || next.maybe;
        expand(next, derefs + 1);
    }
}

bool Generator::is_good(const Place& place) const {
    if (place.is_static) return true;
    const LocalState& known = m_known[place.root];
    if (known.state != State::Init) return false;
    if (known.moved_fields == 0) return true;
    if (place.count == 0 || place.steps[0].kind != Step::Kind::Field) return false;
    return (known.moved_fields >> place.steps[0].number & 1) == 0;
}

bool Generator::may_write(const Place& place) const {
    return place.is_static || !here().locals[place.root].ro ||
           here().locals[place.root].type.is_exclusive();
}

std::uint8_t Generator::first_field(const Place& place) {
    for (std::uint8_t i = 0; i < place.count; ++i) {
        if (place.steps[i].kind == Step::Kind::Field) return place.steps[i].number;
    }
    return LentPlace::whole;
}

bool Generator::overlap(const LentPlace& lent, const Place& place) {
    if (lent.is_static != place.is_static || lent.root != place.root) return false;
    const std::uint8_t field = first_field(place);
    return lent.field == LentPlace::whole || field == LentPlace::whole || lent.field == field;
}

// An access: the borrows that it ends had better not be used any more.
void Generator::touch(const Place& place, bool write, std::uint32_t forget) {
    for (const LocalIndex local : m_visible) {
        LocalState& known = m_known[local];
        if (known.state != State::Init) continue;
        for (std::uint8_t i = 0; i < known.lent_count; ++i) {
            const bool conflict = (write || known.lent[i].mut) && overlap(known.lent[i], place);
            if (conflict && !m_random.percent(forget)) known.state = State::Stale;
        }
    }
}

void Generator::assign(const Place& d) {
    touch(d, true);
    LocalState& known = m_known[d.root];
    if (d.count != 0 && d.steps[0].kind == Step::Kind::Field) {
        known.moved_fields &= static_cast<std::uint8_t>(~(1u << d.steps[0].number));
        return;
    }
    if (d.count != 0) return;
    known = LocalState{};
    known.state = State::Init;
}

void Generator::take_away(const Place& s) {
    touch(s, true);
    LocalState& known = m_known[s.root];
    if (s.count == 0) {
        known.state = State::Moved;
        known.non_null = false;
    } else {
        known.moved_fields |= static_cast<std::uint8_t>(1u << s.steps[0].number);
    }
}

void Generator::inherit(LocalState& to, const LocalState& from) const {
    to.origins |= from.origins;
    for (std::uint8_t i = 0; i < from.lent_count && to.lent_count < to.lent.size(); ++i) {
        to.lent[to.lent_count++] = from.lent[i];
    }
}

// Slot d becomes a borrow of the place.
void Generator::lend(LocalIndex d, const Place& place, bool mut) {
    touch(place, mut, 14);
    LocalState now;
    now.state = State::Init;
    if (place.is_static) {
        now.origins = from_static;
    } else {
        now.lent[now.lent_count++] = {false, place.root, first_field(place), mut};
        if (type_at(place.root).is_borrow()) {
            // A copy of a shared borrow does not depend on the slot it was copied from.
            if (type_at(place.root).is_shared()) now.lent_count = 0;
            inherit(now, m_known[place.root]);
        } else {
            now.origins = from_local;
        }
    }
    assign(Place{d});
    if (place.root == d && !place.is_static) {
        // A cursor: what it lent of itself is itself now.
        for (std::uint8_t i = 0; i < now.lent_count; ++i) {
            if (now.lent[i].root == d) now.lent[i] = now.lent[--now.lent_count];
        }
    }
    m_known[d] = now;
}

Knowledge Generator::join(const Knowledge& a, const Knowledge& b) const {
    Knowledge result = a;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        LocalState& to = result[i];
        if (a[i].state != b[i].state) {
            const bool stale = a[i].state == State::Stale || b[i].state == State::Stale;
            to.state = stale ? State::Stale : State::Maybe;
        }
        to.moved_fields |= b[i].moved_fields;
        to.non_null = a[i].non_null && b[i].non_null;
        inherit(to, b[i]);
    }
    return result;
}

/// A slot of the type that may be given a value.
std::optional<Place> Generator::pick_target(Type type) {
    const bool risky = m_random.percent(2);
    const Candidate* d = pick(100, [&](const Candidate& c) {
        if (!(c.type == type) || !c.place.is_slot()) return false;
        const LocalState& known = m_known[c.place.root];
        const bool ro = here().locals[c.place.root].ro && known.state != State::Uninit;
        return risky || (!ro && (c.place.count == 0 || known.state == State::Init));
    });
    if (d == nullptr) return std::nullopt;
    return d->place;
}

}  // namespace freehold::agreement
