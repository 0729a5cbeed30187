// SPDX-License-Identifier: MIT
// Calls and returns that are plainly right. All others are out of line.
#pragma once

#include "vm/execute/calls.hpp"
#include "vm/execute/frames.hpp"
#include "vm/execute/meaning.hpp"
#include "vm/execute/meaning_owners.hpp"

namespace freehold {

template <class Rules>
bool call_function(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return out_of_line<call>(c, i);
    } else {
        const FunctionId function{i.low()};
        const Address fp = c.slot_address(i.a) + 8;
        if (!room_for(c.run, function, fp)) [[unlikely]]
            return c.rare();
        const auto* after = reinterpret_cast<const std::byte*>(c.pc + 1);
        open_frame(c.run, function, fp, &c.word(i.a), &c.state(i.a), c.run.space.address_of(after),
                   c.run.space.address_of(c.fp()));
        ++c.run.depth;
        c.stand_in(c.run.space.host(fp));
        c.jump(c.run.callees[raw(function)].first);
        return true;
    }
}

/// Back in the caller.
template <class Rules>
void leave(Core<Rules>& c, const Leaving& leaving) {
    end_frame(c.run, leaving);
    c.stand_in(c.run.space.host(leaving.caller));
    c.jump(leaving.back);
}

template <class Rules>
bool return_nothing(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return out_of_line<ret>(c, i);
    } else {
        const Leaving leaving{c};
        if (!leaves_plainly(c.run, leaving)) [[unlikely]]
            return c.rare();
        leave(c, leaving);
        return true;
    }
}

template <class Rules>
bool return_word(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return out_of_line<ret_word>(c, i);
    } else {
        std::uint64_t value = 0;
        ValueKind kind{};
        // A borrow that is handed on keeps its node.
        if ((c.state(0) & shadow::holds_node) != 0 || !c.read_any(0, value, kind)) return c.rare();
        const Leaving leaving{c};
        if (!leaves_plainly(c.run, leaving)) [[unlikely]]
            return c.rare();
        // The call, before the return address, says who wants the result.
        const auto* back = reinterpret_cast<const Instruction*>(c.run.space.host(leaving.back));
        const Slot to = back[-1].b;
        const Core<Rules> caller = c.in_frame(c.run.space.host(leaving.caller));
        if (to != no_slot && !caller.plainly_writable(to)) [[unlikely]]
            return c.rare();
        leave(c, leaving);
        return to == no_slot || c.write(to, kind, value);
    }
}

/// ret of a value with drop flags: quick for one owner that comes to a slot without one.
template <class Rules>
bool return_value(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return ret_type(c, i);
    } else {
        if (c.run.program.type(i.type()).size != 8 || !may_go_plainly(c.state(0))) return c.rare();
        const Leaving leaving{c};
        if (!leaves_plainly(c.run, leaving)) [[unlikely]]
            return c.rare();
        const auto* back = reinterpret_cast<const Instruction*>(c.run.space.host(leaving.back));
        const Slot to = back[-1].b;
        if (to == no_slot || !may_come_plainly(c.in_frame(c.run.space.host(leaving.caller)), to)) {
            return c.rare();
        }
        const std::uint64_t owner = c.word(0);
        leave(c, leaving);
        give_owner(c, to, owner);
        return true;
    }
}

FREEHOLD_MEANING(RetType, return_value(c, i))
FREEHOLD_MEANING(Call, call_function(c, i))
FREEHOLD_MEANING(Ret, return_nothing(c, i))
FREEHOLD_MEANING(RetWord, return_word(c, i))

}  // namespace freehold
