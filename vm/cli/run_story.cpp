// SPDX-License-Identifier: MIT
#include "vm/cli/run_story.hpp"

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/cli/repeat.hpp"
#include "vm/observe/names.hpp"

namespace freehold::cli {

namespace {

/// One replay tells them all; so many are looked at, and so many shown.
constexpr std::size_t most_explained = 1'000;
constexpr std::size_t most_shown = 20;

bool tells_leftover(const Diagnostic& leftover, const RunRequest& request) {
    if (!request.quiet || request.json || request.report_file) return true;
    return leftover.code == Code::Leaked && request.leaks_are_errors;
}

std::vector<Diagnostic> leaks_of(const Machine& machine, const RunRequest& request) {
    std::vector<Diagnostic> leaks;
    for (Diagnostic& leftover : explain_leftovers(machine, most_explained)) {
        if (!tells_leftover(leftover, request)) continue;
        // It is an error where it decides the exit status.
        if (leftover.code == Code::Leaked && !request.leaks_are_errors) {
            leftover.severity = Severity::Warning;
        }
        leaks.push_back(std::move(leftover));
    }
    // Where not all are shown, the leaks come first.
    std::stable_partition(leaks.begin(), leaks.end(),
                          [](const Diagnostic& leftover) { return leftover.code == Code::Leaked; });
    return leaks;
}

/// Whether the input came from a place that cannot be read again.
bool took_unnamed_input(const Machine& machine, const Arguments& arguments) {
    return !arguments.has("input") && !arguments.has("record") && !machine.input_read().empty();
}

void complete_commands(Diagnostic& diagnostic, const Arguments& arguments, bool by_hand) {
    bool runs_again = false;
    for (std::string& command : diagnostic.commands) {
        runs_again = runs_again || command.rfind("freehold explain", 0) != 0;
        command = with_all_options(command, arguments);
    }
    if (runs_again && by_hand) {
        diagnostic.notes.push_back(
            "it has to be given the same input again: run with `--record=FILE`, which keeps it");
    }
}

/// Nobody may take a forced run for what the program does.
void tell_forced_branches(RunStory& story, std::size_t forced) {
    if (forced == 0) return;
    const std::string words = quantity(forced, "branch") + (forced == 1 ? " was" : " were") +
                              " forced by `--replay`: this is no natural run";
    if (story.fault) {
        story.fault->notes.push_back(words);
    } else {
        story.forced = Diagnostic{.severity = Severity::Note, .headline = words};
    }
}

}  // namespace

RunStory story_of(const Machine& machine, const Stop& stop, const RunTotals& totals,
                  const RunRequest& request, const Arguments& arguments) {
    RunStory story;
    if (totals.end == RunTotals::End::Fault) story.fault = explain(machine, stop.fault);
    if (totals.leaked + totals.owned != 0) story.leaks = leaks_of(machine, request);

    if (!story.fault && !request.quiet) story.order = explain_order(machine);
    tell_forced_branches(story, machine.forced_branches());
    const bool by_hand = took_unnamed_input(machine, arguments);
    if (story.fault) complete_commands(*story.fault, arguments, by_hand);
    // Many leaks, one place to read on.
    for (std::size_t i = 0; i < story.leaks.size(); ++i) {
        if (i + 1 < story.leaks.size()) story.leaks[i].commands.clear();
        complete_commands(story.leaks[i], arguments, by_hand);
    }
    return story;
}

void say_story(const RunStory& story, const RunTotals& totals, const Program& program,
               bool first_thing_said, Console& console) {
    const auto say = [&](const Diagnostic& diagnostic) {
        if (!first_thing_said) console.say("\n");
        first_thing_said = false;
        console.say(diagnostic, program.sources);
    };
    if (story.fault) say(*story.fault);
    if (story.forced) say(*story.forced);
    if (story.order) say(*story.order);
    const std::size_t shown = std::min(story.leaks.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i) say(story.leaks[i]);
    const std::uint64_t told = totals.leaked + totals.owned;
    if (shown == most_shown && told > shown) {
        console.say("\nand " + quantity(told - shown, "more block") + " alive at the end\n");
    }
}

void say_interrupted(const Machine& machine, const Arguments& arguments, Console& console) {
    const MachineNames names{machine};
    const FunctionId function = function_at(machine.program(), machine.index());
    const std::string place = names.source(machine.index());
    console.say("interrupted in `" + names.function(function) + "`" +
                (place.empty() ? "" : " at " + place) + ", after step @" +
                std::to_string(machine.step()) + ", " + quantity(machine.depth(), "frame") +
                " deep\n");
    std::string again = debugger_command(arguments, std::to_string(machine.step()));
    if (took_unnamed_input(machine, arguments)) {
        again += "   (with the same input as --input=FILE; --record=FILE keeps it)";
    }
    console.say("to look around there: " + again + "\n");
}

}  // namespace freehold::cli
