// SPDX-License-Identifier: MIT
// Owners that move plainly: nothing is lent, nothing is freed, and nobody reads more of it than
// that it happened. All others are out of line.
#pragma once

#include "vm/execute/meaning.hpp"
#include "vm/execute/owners.hpp"
#include "vm/execute/places.hpp"
#include "vm/execute/way.hpp"

namespace freehold {

/// Whether moves are not told one by one.
inline bool moves_unseen(const Run& run) {
    return !run.told_details || !run.wants(EventKind::Move);
}
inline void count_move(Run& run, std::uint64_t word) {
    if (word != 0) (void)run.tells(EventKind::Move, ValueKind::Own);
}

/// A slot with an owner that may go: it is not lent, and no live borrow is of its block, since the
/// slot's pointer may be stored through without asking.
constexpr bool may_go_plainly(Shadow s) {
    constexpr Shadow odd = shadow::lent | shadow::lent_exclusively | shadow::holds_node |
                           shadow::slow | shadow::kind_mask | shadow::init_mask;
    return (s & odd) == shadow::whole(ValueKind::Own);
}
/// A slot to which an owner may come: what it had is no owner, or null.
template <class Rules>
bool may_come_plainly(const Core<Rules>& c, SlotOf<Rules> slot) {
    const Shadow s = c.state(slot);
    if ((s & (shadow::ro | shadow::lent | shadow::holds_node)) != 0) return false;
    return !owns(shadow::kind(s)) || (s & shadow::init_mask) == 0 || c.word(slot) == 0;
}

template <class Rules>
void give_owner(Core<Rules>& c, SlotOf<Rules> slot, std::uint64_t word) {
    c.set_state(slot, ValueKind::Own);
    c.word(slot) = word;
}
template <class Rules>
void leave_moved(Core<Rules>& c, SlotOf<Rules> slot) {
    Shadow& s = c.state(slot);
    s = (s & shadow::kept_by_write) | shadow::moved;
}

/// Whether the slots that are written, or leave their scope, have no shadow, and so own nothing.
template <class Rules>
constexpr bool has_no_shadow = false;
template <AtHand operand>
inline constexpr bool has_no_shadow<FastRules<false, operand>> = true;

/// How many bytes a value has that an instruction names by its type.
inline std::uint32_t value_bytes(const Run& run, const Instruction& i) {
    return run.program.type(i.type()).size;
}
inline std::uint32_t value_bytes(const Run&, const Prepared& i) { return i.value_bytes(); }

template <class Rules>
bool move_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return move_word(c, i);
    } else if constexpr (has_no_shadow<Rules>) {
        // It is an exclusive borrow.
        if (!moves_unseen(c.run)) return c.rare();
        c.word(i.a) = c.word(i.b);
        if (c.word(i.b) != 0) (void)c.run.tells(EventKind::Move, ValueKind::Mut);
        return true;
    } else {
        if (!may_go_plainly(c.state(i.b)) || i.a == i.b || !may_come_plainly(c, i.a) ||
            !moves_unseen(c.run)) {
            return c.rare();
        }
        const std::uint64_t word = c.word(i.b);
        leave_moved(c, i.b);
        give_owner(c, i.a, word);
        count_move(c.run, word);
        return true;
    }
}

/// A place behind a pointer that holds an owner, which may be read and replaced.
template <Way way, class Rules>
bool locate_owner(Core<Rules>& c, const Coded<Rules>& i, Place& place) {
    constexpr Shadow asks = shadow::slow | shadow::lent | shadow::lent_exclusively;
    if (!locate_scalar<way, 8, asks>(c, i, place)) return false;
    return writes_through(place.via) &&
           c.run.space.template may_store<8>(place.pointer.object, place.sum, ValueKind::Own);
}

inline void set_owner(Run& run, Address address, std::uint64_t word) {
    Shadow& s = run.space.edit_shadow(address);
    s = (s & ~shadow::moved) | shadow::init_mask;
    run.space.write(address, word);
}

// A borrow may be of the block of an owner that lies in memory, without a word to tell there.
template <Way way, class Rules>
bool take_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return take(c, i, way);
    } else if constexpr (!through_pointer(way)) {
        return c.rare();
    } else {
        Place place;
        if (c.run.borrows.any() || !moves_unseen(c.run) || !may_come_plainly(c, i.a) ||
            !locate_owner<way>(c, i, place) ||
            !c.run.space.template may_load<8>(place.pointer.object, place.sum, ValueKind::Own)) {
            return c.rare();
        }
        const auto word = c.run.space.template read<std::uint64_t>(place.pointer.address);
        set_owner(c.run, place.pointer.address, 0);
        give_owner(c, i.a, word);
        count_move(c.run, word);
        return true;
    }
}

template <Way way, class Rules>
bool put_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return put(c, i, way);
    } else if constexpr (!through_pointer(way)) {
        return c.rare();
    } else {
        Place place;
        if (!may_go_plainly(c.state(i.a)) || !moves_unseen(c.run) ||
            !locate_owner<way>(c, i, place)) {
            return c.rare();
        }
        const Address address = place.pointer.address;
        // What stands there would have to be freed.
        const bool empty = !c.run.space.template holds<8>(address, ValueKind::Own) ||
                           c.run.space.template read<std::uint64_t>(address) == 0;
        const std::uint64_t word = c.word(i.a);
        if (!empty || place.pointer.object == Pointer::from_word(word).object) return c.rare();
        leave_moved(c, i.a);
        set_owner(c.run, address, word);
        count_move(c.run, word);
        return true;
    }
}

/// The end of a scope whose slots have no shadow: there is nothing to forget.
template <class Rules>
bool end_slots(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return end_scope(c, i);
    } else if constexpr (has_no_shadow<Rules>) {
        return !c.run.wants(EventKind::Scope) || c.rare();
    } else {
        return c.rare();
    }
}

/// const.null into a slot that owns nothing.
template <class Rules>
bool null_constant(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return const_null(c, i);
    } else if constexpr (has_no_shadow<Rules>) {
        return c.write(i.a, i.kind(), 0);
    } else if constexpr (Rules::proven) {
        if (!owns(i.kind()) || !may_come_plainly(c, i.a)) return c.rare();
        give_owner(c, i.a, 0);
        return true;
    } else {
        return c.rare();
    }
}

FREEHOLD_MEANING(ConstNull, null_constant(c, i))
FREEHOLD_MEANING(End, end_slots(c, i))
FREEHOLD_MEANING(Move, move_one(c, i))
FREEHOLD_MEANING_IN_WAYS(Take, take_one<way>(c, i))
FREEHOLD_MEANING_IN_WAYS(Put, put_one<way>(c, i))

}  // namespace freehold
