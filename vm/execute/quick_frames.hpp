// SPDX-License-Identifier: MIT
// Frames as the quick core makes and leaves them: their records are trusted from the shadow.
#pragma once

#include "vm/execute/frames.hpp"

namespace freehold {

/// How a function is left; the quick and the fast core have one each.
template <class Rules>
class Return;

inline bool enter(Core<Quick>& c, const Instruction& i) {
    const FunctionId function{i.low()};
    const Address fp = c.slot_address(i.a) + 8;
    if (!room_for(c.run, function, fp)) [[unlikely]]
        return c.rare();
    const auto* after = reinterpret_cast<const std::byte*>(c.pc + 1);
    open_frame(c.run, function, fp, &c.word(i.a), &c.state(i.a), c.run.space.address_of(after),
               c.run.space.address_of(c.fp()));
    c.stand_in(c.run.space.frame_end(fp));
    c.jump(c.run.callees[raw(function)].first);
    return true;
}

template <>
class Return<Quick> {
public:
    Return(const Core<Quick>& c, const Instruction&) : m_leaving(c) {}

    bool is_plain(const Core<Quick>& c) const { return leaves_plainly(c.run, m_leaving); }
    void leave(Core<Quick>& c) const {
        end_frame(c.run, m_leaving);
        c.stand_in(c.run.space.frame_end(m_leaving.caller));
        c.jump(m_leaving.back);
    }

    /// A borrow that is handed on keeps its node.
    bool read_result(Core<Quick>& c, std::uint64_t& value, ValueKind& kind) const {
        return (c.state(0) & shadow::holds_node) == 0 && c.read_any(0, value, kind);
    }
    // Of a frame that has been found plain, and so has a caller.
    Slot to(const Core<Quick>& c) const {
        // The call, before the return address, says who wants the result.
        return reinterpret_cast<const Instruction*>(c.run.space.host(m_leaving.back))[-1].b;
    }
    bool takes_result(const Core<Quick>& c) const { return to(c) != no_slot; }
    Core<Quick> caller(const Core<Quick>& c) const {
        return c.in_frame(c.run.space.frame_end(m_leaving.caller));
    }
    bool may_take_word(const Core<Quick>& c) const {
        return !takes_result(c) || caller(c).plainly_writable(to(c));
    }
    /// After leave().
    void give(Core<Quick>& c, ValueKind kind, std::uint64_t value) const {
        if (takes_result(c)) (void)c.write(to(c), kind, value);
    }

private:
    Leaving m_leaving;
};

}  // namespace freehold
