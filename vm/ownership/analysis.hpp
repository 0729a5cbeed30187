// SPDX-License-Identifier: MIT
// All that is known about one function, made in order.
#pragma once

#include <vector>

#include "vm/ownership/flow.hpp"
#include "vm/ownership/judge.hpp"
#include "vm/ownership/mistake.hpp"
#include "vm/ownership/program_facts.hpp"

namespace freehold::ownership {

class Analysis {
public:
    /// The facts must stay.
    Analysis(ProgramFacts& facts, FunctionId function);
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    /// Broken rules, in the order of the instructions.
    std::vector<Mistake> judge();

    const Program& program() const { return m_program; }
    const StaticIndex& statics() const { return m_facts.statics(); }
    /// Whether zero is a value of a type.
    bool may_be_zero(TypeId type) const { return m_facts.may_be_zero(type); }
    FunctionId id() const { return m_id; }
    const Function& function() const { return m_function; }
    const FrameMap& frame() const { return m_frame; }
    const FlowGraph& graph() const { return m_graph; }
    const FunctionEffects& effects() const { return m_effects; }
    Flow& flow() { return m_flow; }
    /// The states of blocks are known; otherwise the function was too large.
    bool is_settled() const { return m_settled; }

private:
    ProgramFacts& m_facts;
    const Program& m_program;
    FunctionId m_id;
    const Function& m_function;
    Budget m_budget;
    FrameMap m_frame;
    FlowGraph m_graph;
    std::vector<Mistake> m_mistakes;
    FunctionEffects m_effects;
    Flow m_flow;
    bool m_settled;
};

}  // namespace freehold::ownership
