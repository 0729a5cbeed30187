// SPDX-License-Identifier: MIT
// Sets of loans. Each different set is kept once and named by a number, 0 the empty one.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "vm/ownership/budget.hpp"

namespace freehold::ownership {

using LoanSet = std::uint32_t;

class LoanSets {
public:
    explicit LoanSets(Budget& budget) : m_budget(budget), m_sets(1), m_numbers{{{}, 0}} {}

    const std::vector<std::uint32_t>& loans(LoanSet set) const { return m_sets[set]; }
    LoanSet both(LoanSet a, LoanSet b);
    LoanSet with(LoanSet set, std::uint32_t loan);
    /// Without those for which `leaves(loan)` holds.
    template <class Leaves>
    LoanSet without(LoanSet set, Leaves&& leaves) {
        std::vector<std::uint32_t> kept;
        for (std::uint32_t loan : m_sets[set]) {
            if (!leaves(loan)) kept.push_back(loan);
        }
        return kept.size() == m_sets[set].size() ? set : number(std::move(kept));
    }

private:
    LoanSet number(std::vector<std::uint32_t> loans);

    Budget& m_budget;
    std::vector<std::vector<std::uint32_t>> m_sets;  // each ascending
    std::map<std::vector<std::uint32_t>, LoanSet> m_numbers;
    std::unordered_map<std::uint64_t, LoanSet> m_joined;
};

}  // namespace freehold::ownership
