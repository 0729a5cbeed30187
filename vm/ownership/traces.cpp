// SPDX-License-Identifier: MIT
#include "vm/ownership/traces.hpp"

#include <algorithm>
#include <deque>

namespace freehold::ownership {

namespace {

enum class Seen : std::uint8_t { GoOn, Found, Stop };

bool concerns(const Effect& effect, std::uint32_t leaf) {
    return effect.leaves.first <= leaf && leaf < effect.leaves.last;
}

// Whether an effect leaves the leaf moved, or gives it something else to be.
Seen how_moved(const Effect& effect, std::uint32_t leaf) {
    if (!concerns(effect, leaf) || effect.part) return Seen::GoOn;
    switch (effect.what) {
        case Effect::Do::Consume:
        case Effect::Do::Release: return Seen::Found;
        case Effect::Do::Give:
        case Effect::Do::End: return Seen::Stop;
        default: return Seen::GoOn;
    }
}

// Blocks are visited once each, nearest first; the one it began in once more, through a loop.
template <class Look>
std::optional<Trace> search_back(const Analysis& analysis, std::uint32_t at, Look&& look) {
    const FlowGraph& graph = analysis.graph();
    const std::uint32_t first = analysis.function().first;
    std::vector<std::vector<std::uint32_t>> before(graph.blocks().size());
    for (std::uint32_t b = 0; b < graph.blocks().size(); ++b) {
        const Block& block = graph.blocks()[b];
        if (!block.reachable) continue;
        if (block.next != none) before[block.next].push_back(b);
        if (block.target != none) before[block.target].push_back(b);
    }
    std::vector<bool> seen(graph.blocks().size(), false);
    std::deque<std::pair<std::uint32_t, std::uint32_t>> waiting;
    const std::uint32_t start = at - first;
    waiting.emplace_back(graph.block_of(start), start);
    while (!waiting.empty()) {
        const auto [b, end] = waiting.front();
        waiting.pop_front();
        Seen result = Seen::GoOn;
        for (std::uint32_t i = end; result == Seen::GoOn && i-- > graph.blocks()[b].begin;) {
            const auto effects = analysis.effects().of(i);
            for (std::size_t e = effects.size(); result == Seen::GoOn && e-- > 0;) {
                result = look(effects[e], first + i);
            }
            if (result == Seen::Found) return Trace{first + i, i >= start};
        }
        if (result == Seen::Stop) continue;
        for (const std::uint32_t from : before[b]) {
            if (seen[from]) continue;
            seen[from] = true;
            waiting.emplace_back(from, graph.blocks()[from].end);
        }
    }
    return std::nullopt;
}

// The same onwards, beginning with instruction `at` itself.
template <class Look>
std::optional<Trace> search_on(const Analysis& analysis, std::uint32_t at, Look&& look) {
    const FlowGraph& graph = analysis.graph();
    const std::uint32_t first = analysis.function().first;
    std::vector<bool> seen(graph.blocks().size(), false);
    std::deque<std::pair<std::uint32_t, std::uint32_t>> waiting;
    const std::uint32_t start = at - first;
    waiting.emplace_back(graph.block_of(start), start);
    for (bool again = false; !waiting.empty(); again = true) {
        const auto [b, begin] = waiting.front();
        waiting.pop_front();
        Seen result = Seen::GoOn;
        for (std::uint32_t i = begin; result == Seen::GoOn && i < graph.blocks()[b].end; ++i) {
            for (const Effect& effect : analysis.effects().of(i)) {
                if (result == Seen::GoOn) result = look(effect);
            }
            const bool wraps = i < start || (again && b == graph.block_of(start));
            if (result == Seen::Found) return Trace{first + i, wraps};
        }
        if (result == Seen::Stop) continue;
        for (const std::uint32_t to : {graph.blocks()[b].next, graph.blocks()[b].target}) {
            if (to == none || seen[to]) continue;
            seen[to] = true;
            waiting.emplace_back(to, graph.blocks()[to].begin);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Trace> find_move(const Analysis& analysis, std::uint32_t at, std::uint32_t leaf) {
    return search_back(analysis, at, [leaf](const Effect& effect, std::uint32_t) {
        return how_moved(effect, leaf);
    });
}

std::vector<std::uint32_t> find_moves(const Analysis& analysis, std::uint32_t at,
                                      std::uint32_t leaf) {
    std::vector<std::uint32_t> moves;
    search_back(analysis, at, [&](const Effect& effect, std::uint32_t index) {
        const Seen seen = how_moved(effect, leaf);
        if (seen != Seen::Found) return seen;
        moves.push_back(index);
        return Seen::Stop;
    });
    return moves;
}

std::optional<Trace> find_gift(const Analysis& analysis, std::uint32_t at, std::uint32_t leaf) {
    return search_back(analysis, at, [leaf](const Effect& effect, std::uint32_t) {
        if (!concerns(effect, leaf) || effect.part) return Seen::GoOn;
        return effect.what == Effect::Do::Give  ? Seen::Found
               : effect.what == Effect::Do::End ? Seen::Stop
                                                : Seen::GoOn;
    });
}

namespace {

/// Null may be put into the leaf, by whoever gets the borrow or because its owner is taken.
bool leaves_null(const Effect& effect, std::uint32_t leaf) {
    if (effect.pointer != none || effect.part || !concerns(effect, leaf)) return false;
    return effect.what == Effect::Do::Touch ||
           (effect.what == Effect::Do::Lend && effect.access == Access::Exclude);
}

/// Whether what an instruction gives is known not to be null; of a value that it moves or copies it
/// is not.
bool gives_no_null(const Analysis& analysis, std::uint32_t at) {
    bool known = true;
    for (const Effect& effect : analysis.effects().of(at - analysis.function().first)) {
        switch (effect.what) {
            case Effect::Do::Give: return known;
            case Effect::Do::Use:
            case Effect::Do::Consume:
            case Effect::Do::Touch: known = false; break;
            case Effect::Do::Fresh:
            case Effect::Do::Call:
            case Effect::Do::Lend: known = !effect.may_be_null; break;
            default: known = true; break;
        }
    }
    return false;
}

}  // namespace

std::optional<Trace> find_lost_value(const Analysis& analysis, std::uint32_t at,
                                     std::uint32_t leaf) {
    const auto lost = search_back(analysis, at, [leaf](const Effect& effect, std::uint32_t) {
        if (leaves_null(effect, leaf)) return Seen::Found;
        const bool given = effect.what == Effect::Do::Give && concerns(effect, leaf);
        return given ? Seen::Stop : Seen::GoOn;
    });
    if (!lost) return std::nullopt;
    const auto known = search_back(analysis, lost->at, [&](const Effect& effect, std::uint32_t i) {
        if (!concerns(effect, leaf)) return Seen::GoOn;
        const bool tested = effect.what == Effect::Do::Use && effect.access == Access::Test;
        if (tested) return Seen::Found;
        if (effect.what != Effect::Do::Give) return Seen::GoOn;
        return gives_no_null(analysis, i) ? Seen::Found : Seen::Stop;
    });
    return known ? lost : std::nullopt;
}

std::optional<Trace> find_later_use(const Analysis& analysis, std::uint32_t at,
                                    std::uint32_t leaf) {
    const FrameMap& frame = analysis.frame();
    const std::uint32_t borrow = frame.leaf(leaf).borrow;
    return search_on(analysis, at, [&](const Effect& effect) {
        if (borrow_used(frame, effect) == borrow) return Seen::Found;
        return borrow_given(frame, effect) == borrow ? Seen::Stop : Seen::GoOn;
    });
}

bool is_used_after(const Analysis& analysis, std::uint32_t at, Leaves leaves) {
    const auto use = search_on(analysis, at + 1, [leaves](const Effect& effect) {
        const bool points = leaves.first <= effect.pointer && effect.pointer < leaves.last;
        if (points) return Seen::Found;
        const Leaves both{std::max(leaves.first, effect.leaves.first),
                          std::min(leaves.last, effect.leaves.last)};
        if (both.first >= both.last) return Seen::GoOn;
        const bool all = both.first == leaves.first && both.last == leaves.last;
        switch (effect.what) {
            case Effect::Do::Give: return effect.part ? Seen::Found : all ? Seen::Stop : Seen::GoOn;
            case Effect::Do::Release:
            case Effect::Do::End: return all ? Seen::Stop : Seen::GoOn;
            default: return Seen::Found;
        }
    });
    return use.has_value();
}

std::optional<Trace> find_taker(const Analysis& analysis, std::uint32_t at) {
    const std::uint32_t first = analysis.function().first;
    const Block& block = analysis.graph().blocks()[analysis.graph().block_of(at - first)];
    for (std::uint32_t i = at - first; i < block.end; ++i) {
        for (const Effect& effect : analysis.effects().of(i)) {
            if (effect.what == Effect::Do::Call || effect.what == Effect::Do::Build) {
                return Trace{first + i, false};
            }
        }
    }
    return std::nullopt;
}

}  // namespace freehold::ownership
