// SPDX-License-Identifier: MIT
#include "vm/ownership/analysis.hpp"

#include <algorithm>
#include <utility>

#include "vm/ownership/decoder.hpp"

namespace freehold::ownership {

Analysis::Analysis(ProgramFacts& facts, FunctionId id)
    : m_facts(facts),
      m_program(facts.program()),
      m_id(id),
      m_function(m_program.function(id)),
      m_budget(m_function.count),
      m_frame(m_program, m_function),
      m_graph(m_program, m_function),
      m_effects(Decoder(facts, m_frame, m_graph, m_mistakes).decode()),
      m_flow(m_program, m_frame, m_graph, m_effects, m_budget),
      m_settled(m_flow.settle()) {}

std::vector<Mistake> Analysis::judge() {
    std::vector<Mistake> all = m_mistakes;
    const bool judged = m_settled && Judge(m_frame, m_effects, m_flow, m_budget, all).judge();
    // By place; that a value is not there is said before that it may not be written.
    const auto order = [](const Mistake& it) {
        return std::pair(it.at, it.code == Code::WriteThroughShared);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&order](const Mistake& a, const Mistake& b) { return order(a) < order(b); });
    if (!judged) {
        Mistake& made = all.emplace_back();
        made.code = Code::TooLargeToVerify;
        made.why = Mistake::Why::TooLarge;
        made.at = m_function.first;
    }
    return all;
}

}  // namespace freehold::ownership
