// SPDX-License-Identifier: MIT
// Blocks that plainly come and go (plain_blocks.hpp). All others are out of line.
#pragma once

#include "vm/execute/meaning_owners.hpp"
#include "vm/execute/plain_blocks.hpp"

namespace freehold {

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
        c.run.charge(8);  // the slot, as the careful core does
        leave_moved(c, i.a);
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

FREEHOLD_MEANING(New, new_one(c, i))
FREEHOLD_MEANING(NewRun, new_run_one(c, i))
FREEHOLD_MEANING(NewRunK, new_run_of(c, i))
FREEHOLD_MEANING(Drop, drop_one(c, i))
FREEHOLD_MEANING(DropEnd, drop_at_end(c, i))

}  // namespace freehold
