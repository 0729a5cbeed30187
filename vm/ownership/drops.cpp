// SPDX-License-Identifier: MIT
#include "vm/ownership/drops.hpp"

#include <algorithm>

#include "vm/ownership/names.hpp"

namespace freehold::ownership {

namespace {

bool concerns(const Effect& effect, std::uint32_t leaf) {
    return !effect.part && effect.leaves.first <= leaf && leaf < effect.leaves.last;
}

/// Finds the last instructions before a drop that set or cleared its flag, on every way to it.
class Flags {
public:
    explicit Flags(const Analysis& analysis)
        : m_analysis(analysis), m_before(analysis.graph().blocks().size()) {
        const auto& blocks = analysis.graph().blocks();
        for (std::uint32_t b = 0; b < blocks.size(); ++b) {
            if (!blocks[b].reachable) continue;
            for (const std::uint32_t to : {blocks[b].next, blocks[b].target}) {
                if (to != none) m_before[to].push_back(b);
            }
        }
    }

    // Each block is visited once, the one it began in once more through a loop.
    void find(EndDrop& drop, std::uint32_t leaf) const {
        const auto& blocks = m_analysis.graph().blocks();
        const std::uint32_t start = drop.at - m_analysis.function().first;
        std::vector<bool> seen(blocks.size(), false);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> waiting;
        waiting.emplace_back(m_analysis.graph().block_of(start), start);
        while (!waiting.empty()) {
            const auto [block, end] = waiting.back();
            waiting.pop_back();
            if (look(drop, leaf, blocks[block].begin, end)) continue;
            for (const std::uint32_t from : m_before[block]) {
                if (seen[from]) continue;
                seen[from] = true;
                waiting.emplace_back(from, blocks[from].end);
            }
        }
        for (auto* list : {&drop.set, &drop.cleared}) {
            std::sort(list->begin(), list->end());
            list->erase(std::unique(list->begin(), list->end()), list->end());
        }
    }

private:
    // Backwards. True where something was found: what lies before it does not matter.
    bool look(EndDrop& drop, std::uint32_t leaf, std::uint32_t begin, std::uint32_t end) const {
        for (std::uint32_t i = end; i-- > begin;) {
            const auto effects = m_analysis.effects().of(i);
            for (std::size_t e = effects.size(); e-- > 0;) {
                if (!concerns(effects[e], leaf)) continue;
                const std::uint32_t at = m_analysis.function().first + i;
                switch (effects[e].what) {
                    case Effect::Do::Give: drop.set.push_back(at); return true;
                    case Effect::Do::Consume:
                    case Effect::Do::Release: drop.cleared.push_back(at); return true;
                    case Effect::Do::End: return true;
                    default: break;
                }
            }
        }
        return false;
    }

    const Analysis& m_analysis;
    std::vector<std::vector<std::uint32_t>> m_before;
};

EndDrop::Kind kind_of(const State& state, std::uint32_t leaf) {
    if (state.surely_init(leaf)) return EndDrop::Kind::Static;
    return state.may(May::Init, leaf) ? EndDrop::Kind::Conditional : EndDrop::Kind::Dead;
}

bool is_drop(const Analysis& analysis, std::uint32_t i) {
    return analysis.program().code[analysis.function().first + i].opcode() == Opcode::DropEnd;
}

}  // namespace

std::vector<EndDrop> drops_of(const Program& program, const StaticIndex& statics,
                              FunctionId function) {
    std::vector<EndDrop> drops;
    Analysis analysis(program, statics, function);
    if (!analysis.is_settled()) return drops;
    const Names names(analysis);
    const Flags flags(analysis);
    const auto add = [&](std::uint32_t i, const Effect& effect, const Walker* walker) {
        for (std::uint32_t leaf = effect.leaves.first; leaf < effect.leaves.last; ++leaf) {
            if (!analysis.frame().leaf(leaf).owns) continue;
            EndDrop& drop = drops.emplace_back();
            drop.at = analysis.function().first + i;
            drop.slot = names.leaf(leaf);
            if (walker == nullptr) continue;
            drop.kind = kind_of(walker->state, leaf);
            drop.may_be_null = drop.kind != EndDrop::Kind::Dead && walker->may_be_null(leaf);
            flags.find(drop, leaf);
        }
    };
    const auto& blocks = analysis.graph().blocks();
    for (std::uint32_t b = 0; b < blocks.size(); ++b) {
        if (blocks[b].reachable) {
            analysis.flow().walk(b, [&](std::uint32_t i, const Effect& effect, Walker& walker) {
                if (is_drop(analysis, i) && effect.what == Effect::Do::Release) {
                    add(i, effect, &walker);
                }
            });
            continue;
        }
        for (std::uint32_t i = blocks[b].begin; i < blocks[b].end; ++i) {
            if (!is_drop(analysis, i)) continue;
            for (const Effect& effect : analysis.effects().of(i)) {
                if (effect.what == Effect::Do::Release) add(i, effect, nullptr);
            }
        }
    }
    return drops;
}

const char* drop_kind_word(EndDrop::Kind kind) {
    switch (kind) {
        case EndDrop::Kind::Static: return "static";
        case EndDrop::Kind::Dead: return "dead";
        case EndDrop::Kind::Conditional: return "conditional";
        case EndDrop::Kind::Unreached: return "unreached";
    }
    return "unreached";
}

}  // namespace freehold::ownership
