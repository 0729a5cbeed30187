// SPDX-License-Identifier: MIT
// What effects make of a state.
#pragma once

#include <utility>
#include <vector>

#include "vm/ownership/effects.hpp"
#include "vm/ownership/state.hpp"

namespace freehold::ownership {

/// Walks over effects in order, from a state.
class Walker {
public:
    /// All must stay.
    Walker(const Program& program, const FrameMap& frame, const FunctionEffects& effects,
           LoanSets& sets);

    /// The value handed from one effect to the next.
    struct Hand {
        LoanSet loans = 0;
        bool may_be_null = false;
        std::uint32_t leaf = none;  ///< the first of those it came from
    };

    State state;
    Hand hand;
    /// What borrows wait in the outgoing area.
    std::vector<std::pair<Slot, LoanSet>> waiting;

    void begin_instruction() { hand = {}; }
    void apply(const Effect& effect);
    /// Whether the pointer that an effect follows may be null.
    bool pointer_may_be_null(const Effect& effect) const;
    /// Whether the value in a leaf may be null.
    bool may_be_null(std::uint32_t leaf) const {
        return m_frame.leaf(leaf).nullable && state.may(May::Null, leaf);
    }

private:
    void pick_up(const Effect& effect);
    void touch(const Effect& effect);
    void lend(const Effect& effect);
    void give(const Effect& effect);
    void call(const Effect& effect);
    void end(const Effect& effect);
    void used(const Effect& effect, std::uint32_t leaf);
    void forget_loans_of(std::uint32_t leaf);
    void forget_loans_of_gone(std::uint32_t leaf);
    template <class Which>
    void forget_loans(Which&& of_leaf, bool results);

    const Program& m_program;
    const FrameMap& m_frame;
    const FunctionEffects& m_effects;
    LoanSets& m_sets;
    std::vector<bool> m_lent;   // by leaf: it is lent, or something it leads to
    std::vector<bool> m_leads;  // by leaf: something it leads to is lent
};

}  // namespace freehold::ownership
