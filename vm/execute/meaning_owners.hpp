// SPDX-License-Identifier: MIT
// Owners that move plainly: nothing is lent, nothing is freed, and nobody reads more of it than
// that it happened. All others are out of line.
#pragma once

#include "vm/execute/meaning.hpp"
#include "vm/execute/owners.hpp"
#include "vm/execute/places.hpp"
#include "vm/execute/plain_blocks.hpp"
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
    Shadow& s = c.state(slot);
    s = (s & ~shadow::replaced) | shadow::whole(ValueKind::Own);
    c.word(slot) = word;
}
template <class Rules>
void leave_moved(Core<Rules>& c, SlotOf<Rules> slot) {
    Shadow& s = c.state(slot);
    s = (s & shadow::kept_by_write) | shadow::moved;
}

/// Whether the slot that is written has no shadow, and so owns nothing.
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
    Shadow& s = run.space.shadow(address);
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

/// drop.end of one owner that is gone, as most are where a scope ends.
template <class Rules>
bool drop_at_end(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return drop_end(c, i);
    } else {
        constexpr Shadow whole = shadow::kind_mask | shadow::init_mask;
        const bool there = (c.state(i.a) & whole) == shadow::whole(ValueKind::Own);
        const bool unseen = !c.run.told_details || !c.run.wants(EventKind::Skip);
        if (value_bytes(c.run, i) != 8 || (there && c.word(i.a) != 0) || !unseen) return c.rare();
        (void)c.run.tells(EventKind::Skip);
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

/// What has just been made comes to slot a.
template <class Rules>
bool give_block(Core<Rules>& c, const Coded<Rules>& i, Pointer block) {
    if (block.is_null()) return c.rare();
    give_owner(c, i.a, block.word());
    return true;
}

template <class Rules>
bool new_zeros(Core<Rules>& c, const Coded<Rules>& i, std::int64_t count) {
    if (!may_come_plainly(c, i.a)) return c.rare();
    return give_block(c, i, new_zeros_plainly(c.run, i.type(), count));
}

/// new of zeros, as many as a slot says.
template <class Rules>
bool new_run_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return new_run(c, i);
    } else {
        std::int64_t count = 0;
        return c.read_int(i.b, count) && new_zeros(c, i, count);
    }
}
template <class Rules>
bool new_run_of(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return new_run_k(c, i);
    } else {
        return new_zeros(c, i, i.high());
    }
}

/// new of a value whose words are known to be sound.
template <class Rules>
bool new_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return new_value(c, i);
    } else if constexpr (Rules::proven) {
        if (!may_come_plainly(c, i.a)) return c.rare();
        return give_block(c, i, new_value_plainly(c.run, i.type(), c.slot_address(i.b)));
    } else {
        return c.rare();
    }
}

/// drop of one owner that is there.
template <class Rules>
bool drop_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return drop(c, i);
    } else {
        if (!may_go_plainly(c.state(i.a)) || value_bytes(c.run, i) != 8) return c.rare();
        if (!free_plainly(c.run, Pointer::from_word(c.word(i.a)))) return c.rare();
        leave_moved(c, i.a);
        return true;
    }
}

FREEHOLD_MEANING(New, new_one(c, i))
FREEHOLD_MEANING(NewRun, new_run_one(c, i))
FREEHOLD_MEANING(NewRunK, new_run_of(c, i))
FREEHOLD_MEANING(Drop, drop_one(c, i))
FREEHOLD_MEANING(ConstNull, null_constant(c, i))
FREEHOLD_MEANING(DropEnd, drop_at_end(c, i))
FREEHOLD_MEANING(End, end_slots(c, i))
FREEHOLD_MEANING(Move, move_one(c, i))
FREEHOLD_MEANING_IN_WAYS(Take, take_one<way>(c, i))
FREEHOLD_MEANING_IN_WAYS(Put, put_one<way>(c, i))

}  // namespace freehold
