// SPDX-License-Identifier: MIT
#include "vm/ownership/flow.hpp"

namespace freehold::ownership {

Flow::Flow(const Program& program, const FrameMap& frame, const FlowGraph& graph,
           FunctionEffects& effects, Budget& budget)
    : m_program(program),
      m_frame(frame),
      m_graph(graph),
      m_effects(effects),
      m_budget(budget),
      m_sets(budget),
      m_liveness(frame, graph, effects, budget),
      m_walker(program, frame, effects, m_sets) {}

bool Flow::fits_in_memory() const {
    const std::uint64_t state = 4 * ((m_frame.leaves().size() + 63) / 64) * 8 +
                                4 * m_frame.borrows().size() + sizeof(State);
    return state * m_graph.order().size() <= Budget::state_bytes;
}

// Parameters have their values; each borrow among them its own loan, in their order.
State Flow::first_state() const {
    State state(m_frame.leaves().size(), m_frame.borrows().size());
    for (std::uint32_t leaf = 0; leaf < m_frame.leaves().size(); ++leaf) {
        state.become(leaf, false, true, false);
    }
    const Function& function = m_frame.function();
    for (std::uint32_t i = 0; i < function.parameters; ++i) {
        const Leaves leaves = m_frame.value_of(i).leaves;
        for (std::uint32_t leaf = leaves.first; leaf < leaves.last; ++leaf) {
            state.become(leaf, true, false, false);
            state.set(May::Null, leaf, true);
        }
    }
    return state;
}

bool Flow::settle() {
    if (m_budget.is_spent() || !fits_in_memory()) return false;
    const std::size_t blocks = m_graph.blocks().size();
    m_states.resize(blocks);
    m_waiting.assign(blocks, false);
    m_known.assign(blocks, false);
    State first = first_state();
    for (std::uint32_t number = 0; number < m_effects.loans.size(); ++number) {
        const Loan& loan = m_effects.loans[number];
        if (!loan.is_callers()) break;
        const std::uint32_t leaf = m_frame.value_of(loan.parameter).leaves.first;
        first.carry(m_frame.leaf(leaf).borrow, m_sets.with(0, number));
    }
    join(0, first);
    // Ends because states only grow, and there are finitely many facts.
    for (bool changed = true; changed;) {
        changed = false;
        for (const std::uint32_t block : m_graph.order()) {
            if (!m_waiting[block]) continue;
            m_waiting[block] = false;
            changed |= pass_on(block);
            if (m_budget.is_spent()) return false;
        }
    }
    return true;
}

Walker& Flow::at_block(std::uint32_t block) {
    m_walker.state = m_states[block];
    m_walker.waiting.clear();
    return m_walker;
}

bool Flow::join(std::uint32_t to, const State& state) {
    const auto live = [this, to](std::uint32_t borrow) { return m_liveness.live_at(to, borrow); };
    if (!m_known[to]) {
        m_known[to] = true;
        m_states[to] = State(m_frame.leaves().size(), m_frame.borrows().size());
        m_states[to].join(state, m_sets, live);
    } else if (!m_states[to].join(state, m_sets, live)) {
        return false;
    }
    m_waiting[to] = true;
    return true;
}

// Walks over a block and tells those that follow. What a branch finds out about null holds on one
// side only; what an instruction reads is not there where it goes on at the end of the input.
bool Flow::pass_on(std::uint32_t block) {
    const Block& at = m_graph.blocks()[block];
    const std::uint64_t cost = m_frame.leaves().size() / 16 + m_frame.borrows().size() + 8;
    m_budget.spend(cost + 4 * (at.end - at.begin));
    const Instruction& last = m_program.code[m_frame.function().first + at.end - 1];
    const Opcode opcode = last.opcode();
    const bool reads =
        opcode == Opcode::ReadInt || opcode == Opcode::ReadByte || opcode == Opcode::ReadLine;
    bool changed = false;
    Walker& walker = at_block(block);
    for (std::uint32_t i = at.begin; i < at.end; ++i) {
        if (reads && i + 1 == at.end && at.target != none) {
            changed |= join(at.target, walker.state);
        }
        walker.begin_instruction();
        for (const Effect& effect : m_effects.of(i)) {
            m_budget.spend(effect.leaves.count());
            walker.apply(effect);
        }
    }
    const bool tests = opcode == Opcode::BNull || opcode == Opcode::BNonNull;
    const std::uint32_t non_null = opcode == Opcode::BNull ? at.next : at.target;
    const std::uint32_t leaf = tests ? walker.hand.leaf : none;
    for (const std::uint32_t to : {at.next, at.target}) {
        if (to == none || (reads && to == at.target && to != at.next)) continue;
        const bool refined = leaf != none && to == non_null && at.next != at.target;
        if (refined) walker.state.set(May::Null, leaf, false);
        changed |= join(to, walker.state);
        if (refined) walker.state.set(May::Null, leaf, true);
    }
    return changed;
}

}  // namespace freehold::ownership
