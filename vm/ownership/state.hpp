// SPDX-License-Identifier: MIT
// What may hold at one point of a function, on some way that leads there.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/ownership/loan_sets.hpp"

namespace freehold::ownership {

/// Facts about a leaf. Each is a "may": ways that meet add up.
enum class May : std::uint8_t { Init, Uninit, Moved, Null };

class State {
public:
    State() = default;
    State(std::size_t leaves, std::size_t borrows)
        : m_words((leaves + 63) / 64), m_bits(4 * m_words), m_sets(borrows) {}

    bool may(May what, std::uint32_t leaf) const {
        return (word(what, leaf) >> (leaf % 64) & 1) != 0;
    }
    void set(May what, std::uint32_t leaf, bool to) {
        const std::uint64_t bit = std::uint64_t{1} << (leaf % 64);
        std::uint64_t& at = m_bits[index(what, leaf)];
        at = to ? at | bit : at & ~bit;
    }
    bool surely_init(std::uint32_t leaf) const {
        return may(May::Init, leaf) && !may(May::Uninit, leaf) && !may(May::Moved, leaf);
    }
    bool surely_uninit(std::uint32_t leaf) const {
        return !may(May::Init, leaf) && !may(May::Moved, leaf);
    }
    void become(std::uint32_t leaf, bool init, bool uninit, bool moved) {
        set(May::Init, leaf, init);
        set(May::Uninit, leaf, uninit);
        set(May::Moved, leaf, moved);
    }

    /// The loans that the value of a borrow (by its number) may carry.
    const std::vector<LoanSet>& sets() const { return m_sets; }
    LoanSet loans(std::uint32_t borrow) const { return m_sets[borrow]; }
    void carry(std::uint32_t borrow, LoanSet set) { m_sets[borrow] = set; }

    /// Adds what holds on another way. True if that was new. `live(borrow)`: whether anybody looks
    /// at it; what nobody looks at carries nothing.
    template <class Live>
    bool join(const State& other, LoanSets& sets, Live&& live) {
        bool changed = false;
        for (std::size_t i = 0; i < m_bits.size(); ++i) {
            const std::uint64_t all = m_bits[i] | other.m_bits[i];
            changed |= all != m_bits[i];
            m_bits[i] = all;
        }
        for (std::uint32_t b = 0; b < m_sets.size(); ++b) {
            if (other.m_sets[b] == m_sets[b] || other.m_sets[b] == 0 || !live(b)) continue;
            const LoanSet all = sets.both(m_sets[b], other.m_sets[b]);
            changed |= all != m_sets[b];
            m_sets[b] = all;
        }
        return changed;
    }

private:
    std::size_t index(May what, std::uint32_t leaf) const {
        return static_cast<std::size_t>(what) * m_words + leaf / 64;
    }
    std::uint64_t word(May what, std::uint32_t leaf) const { return m_bits[index(what, leaf)]; }

    std::size_t m_words = 0;
    std::vector<std::uint64_t> m_bits;
    std::vector<LoanSet> m_sets;
};

}  // namespace freehold::ownership
