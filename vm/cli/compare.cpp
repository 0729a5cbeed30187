// SPDX-License-Identifier: MIT
// freehold compare FILE
#include <memory>

#include "vm/cli/commands.hpp"
#include "vm/cli/compare_json.hpp"
#include "vm/cli/compare_text.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/load.hpp"
#include "vm/cli/repeat.hpp"
#include "vm/cli/run_request.hpp"
#include "vm/cli/witnesses.hpp"

namespace freehold::cli {

namespace {

/// Three runs of a program without an end have to end.
constexpr Step most_steps_of_two = 10'000'000;

std::optional<UsageError> misuse(const RunRequest& request, const Arguments& arguments) {
    if (auto error = wrong_format(arguments, {"text", "json"})) return error;
    return contradiction(request);
}

int reject(const Loaded& loaded, const RunRequest& request, Console& console) {
    if (request.json) {
        console.print(compare_json_text(loaded));
    } else {
        say_diagnostics(loaded, console);
    }
    return ProblemFound;
}

/// What shows more: the page of what was found, and the run that was told.
std::vector<std::string> commands_for(const Comparison& comparison, const std::string& name,
                                      const Arguments& arguments) {
    std::vector<std::string> commands;
    if (!comparison.accepted()) {
        const std::size_t shown = comparison.forced_for.value_or(0);
        commands.push_back("freehold explain " + code_name(comparison.findings[shown].code));
    } else if (comparison.checked().fault) {
        commands.push_back("freehold explain " + code_name(comparison.checked().totals.code));
    }
    if (comparison.found_problem()) {
        const bool by_hand = comparison.reads_input && !arguments.has("input");
        const Feed feed = comparison.fed ? Feed::Ones : by_hand ? Feed::ByHand : Feed::AsGiven;
        commands.push_back(
            replay_command(*comparison.program, name, comparison.branches, arguments, feed));
    }
    return commands;
}

}  // namespace

int compare_command(const Arguments& arguments, Console& console) {
    RunRequest request = run_request(arguments);
    if (const auto error = misuse(request, arguments)) return say_usage(*error, console);
    if (request.options.max_steps == 0) request.options.max_steps = most_steps_of_two;
    const Loaded loaded = load_program(request.path, arguments);
    if (!loaded.program) return reject(loaded, request, console);
    if (const auto error = too_large(request, *loaded.program)) return say_usage(*error, console);

    const std::unique_ptr<DescriptorInput> input = open_input(request);
    const OtherInput other =
        may_be_fed(loaded.name, arguments) ? OtherInput::Ones : OtherInput::None;
    const Comparison comparison = compare(*loaded.program, request.options, input.get(), other);
    if (input && !input->problem().empty()) {
        console.say_error(input->problem());
        return CannotReadOrWrite;
    }
    if (request.json) {
        console.print(compare_json_text(comparison, loaded));
    } else {
        say_diagnostics(loaded, console);
        console.print(compare_text(comparison, loaded.name,
                                   commands_for(comparison, loaded.name, arguments),
                                   console.output_style()));
    }
    return comparison.found_problem() ? ProblemFound : Fine;
}

}  // namespace freehold::cli
