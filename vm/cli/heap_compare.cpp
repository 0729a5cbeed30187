// SPDX-License-Identifier: MIT
// freehold heap-compare FILE
#include <memory>

#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/heap_compare_json.hpp"
#include "vm/cli/heap_compare_text.hpp"
#include "vm/cli/load.hpp"
#include "vm/cli/run_request.hpp"

namespace freehold::cli {

namespace {

/// Seven runs of a program without an end have to end.
constexpr Step most_steps_of_each = 10'000'000;

std::optional<UsageError> misuse(const RunRequest& request, const Arguments& arguments) {
    if (auto error = wrong_format(arguments, {"text", "json"})) return error;
    return contradiction(request);
}

}  // namespace

int heap_compare_command(const Arguments& arguments, Console& console) {
    RunRequest request = run_request(arguments);
    if (const auto error = misuse(request, arguments)) return say_usage(*error, console);
    if (request.options.max_steps == 0) request.options.max_steps = most_steps_of_each;
    const Loaded loaded = load_program(request.path, arguments);
    if (!request.json) say_diagnostics(loaded, console);
    if (!loaded.program) {
        if (request.json) console.print(heap_compare_json_text({}, loaded));
        return ProblemFound;
    }
    if (const auto error = too_large(request, *loaded.program)) return say_usage(*error, console);

    const std::unique_ptr<DescriptorInput> input = open_input(request);
    const std::vector<HeapTrial> trials =
        heap_trials(*loaded.program, request.options, input.get());
    if (input && !input->problem().empty()) {
        console.say_error(input->problem());
        return CannotReadOrWrite;
    }
    console.print(request.json ? heap_compare_json_text(trials, loaded)
                               : heap_compare_text(trials, loaded.name, console.output_style()));
    return all_failed(trials) ? ProblemFound : Fine;
}

}  // namespace freehold::cli
