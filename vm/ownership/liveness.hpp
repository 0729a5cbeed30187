// SPDX-License-Identifier: MIT
// Which borrows somebody still looks at: a borrow ends at its last use.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/ownership/budget.hpp"
#include "vm/ownership/effects.hpp"
#include "vm/ownership/flow_graph.hpp"

namespace freehold::ownership {

class Liveness {
public:
    /// Marks last uses and gifts that nobody looks at in `effects`.
    Liveness(const FrameMap& frame, const FlowGraph& graph, FunctionEffects& effects,
             Budget& budget);

    /// Whether a borrow (by its number) is looked at from the beginning of a block on.
    bool live_at(std::uint32_t block, std::uint32_t borrow) const {
        return (m_live[block * m_words + borrow / 64] >> (borrow % 64) & 1) != 0;
    }

private:
    using Words = std::vector<std::uint64_t>;

    void find_uses(const FunctionEffects& effects);
    void settle(Budget& budget);
    bool update(std::uint32_t block);
    void mark(FunctionEffects& effects);
    /// What lives at the end of a block.
    void live_out(std::uint32_t block, Words& out) const;

    const FrameMap& m_frame;
    const FlowGraph& m_graph;
    std::size_t m_words;
    Words m_live;  // by block: at its beginning
    Words m_used;  // by block: before anything is given
    Words m_given;
};

/// The borrow that an effect looks at, and the one it gives a value or ends, by number; none.
std::uint32_t borrow_used(const FrameMap& frame, const Effect& effect);
std::uint32_t borrow_given(const FrameMap& frame, const Effect& effect);

}  // namespace freehold::ownership
