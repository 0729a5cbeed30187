// SPDX-License-Identifier: MIT
#include "vm/ownership/liveness.hpp"

namespace freehold::ownership {

namespace {

std::uint32_t borrow_in(const FrameMap& frame, Leaves leaves) {
    // A borrow is a local of its own: no struct and no array holds one (ensured by validation).
    return leaves.count() == 1 ? frame.leaf(leaves.first).borrow : none;
}

}  // namespace

std::uint32_t borrow_used(const FrameMap& frame, const Effect& effect) {
    switch (effect.what) {
        case Effect::Do::Use:
        case Effect::Do::Consume:
        case Effect::Do::Return: return borrow_in(frame, effect.leaves);
        case Effect::Do::Touch:
        case Effect::Do::Lend:
            return effect.pointer == none ? none : frame.leaf(effect.pointer).borrow;
        default: return none;
    }
}

std::uint32_t borrow_given(const FrameMap& frame, const Effect& effect) {
    return effect.what == Effect::Do::Give ? borrow_in(frame, effect.leaves) : none;
}

Liveness::Liveness(const FrameMap& frame, const FlowGraph& graph, FunctionEffects& effects,
                   Budget& budget)
    : m_frame(frame), m_graph(graph), m_words((frame.borrows().size() + 63) / 64) {
    if (m_words == 0) return;
    const std::size_t all = m_words * graph.blocks().size();
    if (!budget.spend(3 * all)) return;
    m_live.assign(all, 0);
    m_used.assign(all, 0);
    m_given.assign(all, 0);
    find_uses(effects);
    settle(budget);
    mark(effects);
}

void Liveness::find_uses(const FunctionEffects& effects) {
    for (std::uint32_t b = 0; b < m_graph.blocks().size(); ++b) {
        const Block& block = m_graph.blocks()[b];
        std::uint64_t* used = &m_used[b * m_words];
        std::uint64_t* given = &m_given[b * m_words];
        for (std::uint32_t i = block.begin; i < block.end; ++i) {
            for (const Effect& effect : effects.of(i)) {
                if (const auto use = borrow_used(m_frame, effect); use != none) {
                    const std::uint64_t bit = std::uint64_t{1} << (use % 64);
                    used[use / 64] |= bit & ~given[use / 64];
                }
                if (const auto gift = borrow_given(m_frame, effect); gift != none) {
                    given[gift / 64] |= std::uint64_t{1} << (gift % 64);
                }
            }
        }
    }
}

void Liveness::live_out(std::uint32_t block, Words& out) const {
    out.assign(m_words, 0);
    const Block& at = m_graph.blocks()[block];
    for (std::uint32_t to : {at.next, at.target}) {
        if (to == none) continue;
        for (std::size_t w = 0; w < m_words; ++w) out[w] |= m_live[to * m_words + w];
    }
}

bool Liveness::update(std::uint32_t block) {
    const Block& at = m_graph.blocks()[block];
    bool changed = false;
    for (std::size_t w = 0; w < m_words; ++w) {
        std::uint64_t live = at.next == none ? 0 : m_live[at.next * m_words + w];
        if (at.target != none) live |= m_live[at.target * m_words + w];
        live = m_used[block * m_words + w] | (live & ~m_given[block * m_words + w]);
        changed |= live != m_live[block * m_words + w];
        m_live[block * m_words + w] = live;
    }
    return changed;
}

// Ends because live borrows only become more.
void Liveness::settle(Budget& budget) {
    const auto& order = m_graph.order();
    for (bool changed = true; changed;) {
        changed = false;
        if (!budget.spend(order.size() * m_words)) return;
        for (auto block = order.rbegin(); block != order.rend(); ++block) {
            changed |= update(*block);
        }
    }
}

void Liveness::mark(FunctionEffects& effects) {
    Words live;
    for (const std::uint32_t b : m_graph.order()) {
        live_out(b, live);
        const auto flip = [&live](std::uint32_t borrow, bool to) {
            const std::uint64_t bit = std::uint64_t{1} << (borrow % 64);
            const bool was = (live[borrow / 64] & bit) != 0;
            live[borrow / 64] = to ? live[borrow / 64] | bit : live[borrow / 64] & ~bit;
            return was;
        };
        const Block& block = m_graph.blocks()[b];
        for (std::uint32_t i = block.end; i-- > block.begin;) {
            const std::span<Effect> all = effects.of(i);
            for (std::size_t e = all.size(); e-- > 0;) {
                const auto gift = borrow_given(m_frame, all[e]);
                const auto use = borrow_used(m_frame, all[e]);
                if (gift != none) all[e].dead = !flip(gift, false);
                if (use != none) all[e].last_use = !flip(use, true);
            }
        }
    }
}

}  // namespace freehold::ownership
