// SPDX-License-Identifier: MIT
// Calls and returns that are plainly right. All others are out of line.
#pragma once

#include "vm/execute/calls.hpp"
#include "vm/execute/fast_frames.hpp"
#include "vm/execute/frames.hpp"
#include "vm/execute/meaning.hpp"
#include "vm/execute/meaning_owners.hpp"
#include "vm/execute/quick_frames.hpp"

namespace freehold {

template <class Rules>
bool call_function(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return out_of_line<call>(c, i);
    } else {
        return enter(c, i);
    }
}

template <class Rules>
bool return_nothing(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return out_of_line<ret>(c, i);
    } else {
        const Return<Rules> it{c, i};
        if (!it.is_plain(c)) [[unlikely]]
            return c.rare();
        it.leave(c);
        return true;
    }
}

template <class Rules>
bool return_word(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return out_of_line<ret_word>(c, i);
    } else {
        std::uint64_t value = 0;
        ValueKind kind{};
        const Return<Rules> it{c, i};
        if (!it.read_result(c, value, kind) || !it.is_plain(c) || !it.may_take_word(c)) [[unlikely]]
            return c.rare();
        it.leave(c);
        it.give(c, kind, value);
        return true;
    }
}

/// ret of a value with drop flags: quick for one owner that comes to a slot without one.
template <class Rules>
bool return_value(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return ret_type(c, i);
    } else {
        constexpr SlotOf<Rules> result{};
        if (value_bytes(c.run, i) != 8 || !may_go_plainly(c.state(result))) {
            return c.rare();
        }
        const Return<Rules> it{c, i};
        if (!it.is_plain(c) || !it.takes_result(c)) [[unlikely]]
            return c.rare();
        if (!may_come_plainly(it.caller(c), it.to(c))) return c.rare();
        const std::uint64_t owner = c.word(result);
        it.leave(c);
        give_owner(c, it.to(c), owner);
        return true;
    }
}

FREEHOLD_MEANING(RetType, return_value(c, i))
FREEHOLD_MEANING(Call, call_function(c, i))
FREEHOLD_MEANING(Ret, return_nothing(c, i))
FREEHOLD_MEANING(RetWord, return_word(c, i))

}  // namespace freehold
