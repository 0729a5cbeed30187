// SPDX-License-Identifier: MIT
#include "vm/compare/heap_trials.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/compare/input_tape.hpp"

namespace freehold {

namespace {

HeapTrial trial_of(const Program& program, Options options, InputTape& tape) {
    const std::unique_ptr<Input> input = tape.play();
    options.input = input.get();
    Machine machine{program, options};
    const Stop stop = machine.run();
    HeapTrial trial;
    trial.totals = totals_of(machine, stop, false);
    trial.stats = machine.heap_stats();
    if (stop.kind == Stop::Kind::Faulted) trial.fault = explain(machine, stop.fault);
    return trial;
}

std::string code_word(HeapPolicy policy) { return fmt::format("`{}`", policy_word(policy)); }

/// "3.0 times", of two numbers that are not 0.
std::string times(std::uint64_t larger, std::uint64_t smaller) {
    const std::uint64_t tenths = (larger * 10 + smaller / 2) / smaller;
    return fmt::format("{}.{} times", with_commas(tenths / 10), tenths % 10);
}

using Ended = std::vector<const HeapTrial*>;

/// The trials with the least and the most of something; nothing where all are alike.
template <class Measure>
std::optional<std::pair<const HeapTrial*, const HeapTrial*>> extremes(const Ended& trials,
                                                                      Measure measure) {
    const auto less = [&](const HeapTrial* a, const HeapTrial* b) {
        return measure(*a) < measure(*b);
    };
    if (trials.empty()) return std::nullopt;
    const auto least = std::min_element(trials.begin(), trials.end(), less);
    const auto most = std::max_element(trials.begin(), trials.end(), less);
    if (measure(**least) == measure(**most)) return std::nullopt;
    return std::pair{*least, *most};
}

std::string size_lesson(const Ended& trials) {
    const auto found = extremes(trials, [](const HeapTrial& it) { return it.stats.peak_span; });
    if (!found) return "all need the same heap: places are never torn here";
    const std::uint32_t least = found->first->stats.peak_span;
    const HeapTrial& most = *found->second;
    std::vector<std::string> names;
    for (const HeapTrial* it : trials) {
        if (it->stats.peak_span == least) names.push_back(code_word(it->policy()));
    }
    return fmt::format("{} {} the smallest heap, {}; {} needs {} as much", list_of(names, "and"),
                       names.size() == 1 ? "needs" : "need", quantity(least, "byte"),
                       code_word(most.policy()), times(most.stats.peak_span, std::max(least, 1u)));
}

std::string search_lesson(const Ended& trials) {
    const auto per_block = [](const HeapTrial& it) {
        const std::uint64_t blocks = std::max<std::uint64_t>(it.stats.allocations, 1);
        return (it.stats.examined * 10 + blocks / 2) / blocks;
    };
    const auto found = extremes(trials, per_block);
    if (!found) return {};
    const HeapTrial& most = *found->second;
    const std::uint64_t tenths = per_block(most);
    return fmt::format("{} looks at most free chunks, {}.{} per block, at most {} for one",
                       code_word(most.policy()), with_commas(tenths / 10), tenths % 10,
                       with_commas(most.stats.most_examined));
}

std::string padding_lesson(const Ended& trials) {
    const auto found =
        extremes(trials, [](const HeapTrial& it) { return it.stats.internal_fragmentation(); });
    if (!found) return {};
    const HeapTrial& most = *found->second;
    const std::uint32_t padding = most.stats.internal_fragmentation();
    return fmt::format("{} pads most: {}.{} % of what its blocks take nobody asked for",
                       code_word(most.policy()), padding / 10, padding % 10);
}

std::string exhausted_lesson(const std::vector<HeapTrial>& trials, const Ended& ended) {
    std::vector<std::string> names;
    for (const HeapTrial& it : trials) {
        if (it.exhausted()) names.push_back(code_word(it.policy()));
    }
    if (names.empty() || ended.empty()) return {};
    return fmt::format("the heap is too small for {}, and large enough for {}",
                       list_of(names, "and"), ended.size() == 1 ? "one other" : "the others");
}

}  // namespace

std::vector<HeapTrial> heap_trials(const Program& program, const Options& options, Input* input) {
    std::vector<HeapTrial> trials;
    InputTape tape{input};
    for (std::uint8_t k = 0; k < heap_policy_count; ++k) {
        Options its = options;
        its.heap.policy = HeapPolicy{k};
        its.heap.counts = true;
        trials.push_back(trial_of(program, its, tape));
    }
    return trials;
}

bool all_failed(const std::vector<HeapTrial>& trials) {
    return std::none_of(trials.begin(), trials.end(),
                        [](const HeapTrial& it) { return it.ended(); });
}

std::vector<std::string> lessons_of(const std::vector<HeapTrial>& trials) {
    Ended ended;
    for (const HeapTrial& it : trials) {
        if (it.ended()) ended.push_back(&it);
    }
    if (ended.empty()) return {"under no policy does the program end by itself"};
    if (trials.front().stats.allocations == 0) return {"the program allocates nothing"};
    std::vector<std::string> lessons{size_lesson(ended), padding_lesson(ended),
                                     search_lesson(ended), exhausted_lesson(trials, ended)};
    lessons.erase(std::remove(lessons.begin(), lessons.end(), ""), lessons.end());
    return lessons;
}

}  // namespace freehold
