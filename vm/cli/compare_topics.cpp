// SPDX-License-Identifier: MIT
#include "vm/cli/compare_topics.hpp"

#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/isa/code_place.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold::cli {

namespace {

Cell ending(const Comparison& comparison, const ComparedRun& run) {
    const RunTotals& totals = run.totals;
    if (!run.fault) {
        return {{fmt::format("exit {}", totals.status), Ink::Help,
                 "after " + quantity(totals.step, "step")}};
    }
    return {{fmt::format("fault {} at {}", code_name(totals.code),
                         place_and_step(*comparison.program, totals.index, totals.step)),
             Ink::Severity},
            {"", Ink::Plain, run.fault->headline}};
}

void add_told(Cell& cell, const Comparison& comparison, const ToldList& list,
              std::string_view verb) {
    for (const Told& told : list.first) {
        cell.push_back({fmt::format("{} {} at {}", verb, code_name(told.code),
                                    place_and_step(*comparison.program, told.index, told.step)),
                        Ink::Severity});
        cell.push_back({"", Ink::Plain, told.words});
    }
    if (list.count > list.first.size()) {
        const std::uint64_t more = list.count - list.first.size();
        cell.push_back({"", Ink::Plain, "and " + quantity(more, "more time")});
    }
}

Cell rules(const Comparison& comparison, const ComparedRun& run) {
    if (run.rules.count == 0) return {{"kept", Ink::Help}};
    Cell cell;
    add_told(cell, comparison, run.rules, "broken:");
    return cell;
}

/// Whether the run was stopped before it could do harm.
bool stopped_in_time(const ComparedRun& run) { return run.fault && is_of_memory(run.totals.code); }

Cell memory(const Comparison& comparison, const ComparedRun& run) {
    if (run.harms.count == 0) {
        return {{"not harmed", Ink::Help, stopped_in_time(run) ? "the fault came first" : ""}};
    }
    Cell cell;
    add_told(cell, comparison, run.harms, "harmed:");
    return cell;
}

/// "2 allocated, 1 freed, 1 alive".
Cell blocks(const ComparedRun& run) {
    const RunTotals& totals = run.totals;
    if (totals.allocated == 0) return {{"", Ink::Plain, "none"}};
    std::string text =
        with_commas(totals.allocated) + " allocated, " + with_commas(totals.freed) + " freed";
    if (totals.end != RunTotals::End::Exit) {
        text += ", " + with_commas(totals.abandoned) + " alive";
    }
    if (totals.owned != 0) text += ", " + with_commas(totals.owned) + " still owned";
    Cell cell{{"", Ink::Plain, text}};
    if (totals.leaked != 0) cell.push_back({with_commas(totals.leaked) + " leaked", Ink::Severity});
    return cell;
}

Cell output(const ComparedRun& run) {
    constexpr std::size_t most_lines = 6;
    if (run.output.empty()) return {{"", Ink::Plain, "none"}};
    Cell cell;
    std::string_view rest = run.output;
    while (!rest.empty() && cell.size() < most_lines) {
        const auto end = std::min(rest.find('\n'), rest.size());
        cell.push_back({std::string(rest.substr(0, end)), Ink::Strong});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const std::uint64_t shown = run.output.size() - rest.size();
    if (shown < run.output_bytes) {
        const std::uint64_t more = run.output_bytes - shown;
        cell.push_back({"", Ink::Plain, "and " + quantity(more, "more byte")});
    }
    return cell;
}

template <class About>
Topic topic(std::string_view label, const Comparison& comparison, About&& about) {
    return {label,
            {about(comparison.runs[0]), about(comparison.runs[1]), about(comparison.runs[2])}};
}

}  // namespace

std::string_view word_of(Enforce enforce) {
    switch (enforce) {
        case Enforce::Ownership: return "ownership";
        case Enforce::Memory: return "memory";
        case Enforce::None: break;
    }
    return "none";
}

std::string_view option_of(Enforce enforce) {
    switch (enforce) {
        case Enforce::Ownership: return "--enforce=ownership";
        case Enforce::Memory: return "--enforce=memory";
        case Enforce::None: break;
    }
    return "--enforce=none";
}

std::string_view meaning_of(Enforce enforce) {
    switch (enforce) {
        case Enforce::Ownership: return "a broken rule stops it, and harm";
        case Enforce::Memory: return "only harm to memory stops it";
        case Enforce::None: break;
    }
    return "nothing is checked, as in C";
}

std::string place_and_step(const Program& program, std::uint32_t index, Step step) {
    const std::string place = place_of(program, index);
    return step == 0 ? place : place + ", " + step_text(step, 0);
}

std::vector<Topic> topics_of(const Comparison& comparison) {
    return {topic("ended", comparison, [&](const auto& run) { return ending(comparison, run); }),
            topic("rules", comparison, [&](const auto& run) { return rules(comparison, run); }),
            topic("memory", comparison, [&](const auto& run) { return memory(comparison, run); }),
            topic("blocks", comparison, [](const auto& run) { return blocks(run); }),
            topic("output", comparison, [](const auto& run) { return output(run); })};
}

}  // namespace freehold::cli
