// SPDX-License-Identifier: MIT
// What each effect demands of the state it meets. Once all states are known, one walk over the
// function finds what is broken.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "vm/ownership/flow.hpp"
#include "vm/ownership/mistake.hpp"

namespace freehold::ownership {

class Judge {
public:
    /// All must stay; the flow is settled.
    Judge(const FrameMap& frame, const FunctionEffects& effects, Flow& flow, Budget& budget,
          std::vector<Mistake>& mistakes);

    /// Walks over all that can be reached. False where the budget does not suffice.
    bool judge();

private:
    void effect(const Effect& effect);
    void use(const Effect& effect);
    void consume(const Effect& effect);
    void release(const Effect& effect);
    void touch(const Effect& effect);
    void lend(const Effect& effect);
    void give(const Effect& effect);
    void end(const Effect& effect);
    void leave(const Effect& effect);

    void demand_values(Leaves leaves, Access access = Access::Read);
    void no_value(std::uint32_t leaf, Access access);
    void demand_pointer(const Effect& effect);
    void demand_non_null(bool may_be_null, std::uint32_t leaf, Mistake::Why why);
    void demand_peace(const Effect& effect, Access access, Depth depth);
    void disturbed(const Effect& effect, Access access, std::uint32_t loan, std::uint32_t holder,
                   Slot outgoing);
    void check_returned(std::uint32_t leaf);
    void check_left(Leaves kept);
    Mistake& mistake(Code code);

    /// What was said about a loan last.
    struct Told {
        std::uint32_t at = none;
        Access access = Access::Read;
    };
    bool follows_from_told(std::uint32_t loan, Access access) const;

    const FrameMap& m_frame;
    const FunctionEffects& m_effects;
    Flow& m_flow;
    Budget& m_budget;
    std::vector<Mistake>& m_mistakes;
    Walker* m_walker = nullptr;
    std::uint32_t m_at = 0;
    std::vector<std::uint32_t> m_lent;  // by word of the frame: lent words before it
    std::vector<Told> m_told;           // by loan
    std::set<std::pair<std::uint32_t, Code>> m_told_leaves;
    std::vector<std::uint32_t> m_owners;  // leaves that own
};

/// The code of a conflict between what is done and a borrow that is still looked at.
Code conflict_code(Access access, bool exclusive);

}  // namespace freehold::ownership
