// SPDX-License-Identifier: MIT
#include "vm/ownership/loan_sets.hpp"

#include <algorithm>
#include <iterator>

namespace freehold::ownership {

LoanSet LoanSets::number(std::vector<std::uint32_t> loans) {
    // A set costs what it holds, so that a flood of sets ends when the budget does.
    m_budget.spend(16 * (loans.size() + 1));
    const auto [found, is_new] =
        m_numbers.try_emplace(std::move(loans), static_cast<LoanSet>(m_sets.size()));
    if (is_new) m_sets.push_back(found->first);
    return found->second;
}

LoanSet LoanSets::both(LoanSet a, LoanSet b) {
    if (a == b || b == 0) return a;
    if (a == 0) return b;
    // A look into the table costs as much as several other steps.
    m_budget.spend(4);
    const std::uint64_t key = a < b ? std::uint64_t{a} << 32 | b : std::uint64_t{b} << 32 | a;
    if (const auto known = m_joined.find(key); known != m_joined.end()) return known->second;
    std::vector<std::uint32_t> all;
    std::set_union(m_sets[a].begin(), m_sets[a].end(), m_sets[b].begin(), m_sets[b].end(),
                   std::back_inserter(all));
    const LoanSet set = number(std::move(all));
    m_joined.emplace(key, set);
    return set;
}

LoanSet LoanSets::with(LoanSet set, std::uint32_t loan) { return both(set, number({loan})); }

}  // namespace freehold::ownership
