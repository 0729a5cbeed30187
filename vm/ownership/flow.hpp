// SPDX-License-Identifier: MIT
// The states at the beginning of every block of a function: one forward dataflow.
#pragma once

#include <vector>

#include "vm/ownership/liveness.hpp"
#include "vm/ownership/walker.hpp"

namespace freehold::ownership {

class Flow {
public:
    /// All must stay. `effects` get the marks of liveness.
    Flow(const Program& program, const FrameMap& frame, const FlowGraph& graph,
         FunctionEffects& effects, Budget& budget);

    /// Finds the states. False where the function is too much for the budget.
    bool settle();

    const FlowGraph& graph() const { return m_graph; }
    LoanSets& sets() { return m_sets; }
    /// A walker at the beginning of a reachable block.
    Walker& at_block(std::uint32_t block);
    /// Walks over the instructions of a block: `before(instruction, effect, walker)` is told each
    /// effect before it happens.
    template <class Before>
    void walk(std::uint32_t block, Before&& before) {
        Walker& walker = at_block(block);
        const Block& at = m_graph.blocks()[block];
        for (std::uint32_t i = at.begin; i < at.end; ++i) {
            walker.begin_instruction();
            for (const Effect& effect : m_effects.of(i)) {
                before(i, effect, walker);
                walker.apply(effect);
            }
        }
    }

private:
    bool fits_in_memory() const;
    State first_state() const;
    bool pass_on(std::uint32_t block);
    bool join(std::uint32_t to, const State& state);

    const Program& m_program;
    const FrameMap& m_frame;
    const FlowGraph& m_graph;
    FunctionEffects& m_effects;
    Budget& m_budget;
    LoanSets m_sets;
    Liveness m_liveness;
    Walker m_walker;
    std::vector<State> m_states;
    std::vector<bool> m_waiting;  // by block: it has to be walked over (again)
    std::vector<bool> m_known;    // by block: it has a state
};

}  // namespace freehold::ownership
