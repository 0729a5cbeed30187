// SPDX-License-Identifier: MIT
// freehold debug FILE
#include "freehold/witness.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/debug_session.hpp"
#include "vm/cli/prove.hpp"
#include "vm/cli/run_request.hpp"
#include "vm/debug/words.hpp"

namespace freehold::cli {

namespace {

std::optional<UsageError> wrong_step(const Arguments& arguments) {
    const auto text = arguments.text("goto");
    if (!text || step_of(*text)) return std::nullopt;
    return UsageError{"`" + *text + "` is no step for `--goto`",
                      "write `--goto=31` or `--goto=end`"};
}

DebugStart start_of(const Arguments& arguments, const RunRequest& request) {
    DebugStart start;
    if (const auto step = arguments.text("goto")) start.step = step_of(*step);
    if (const auto commands = arguments.text("do")) {
        std::size_t begin = 0;
        while (begin <= commands->size()) {
            const std::size_t end = std::min(commands->find(';', begin), commands->size());
            const auto part = std::string_view{*commands}.substr(begin, end - begin);
            start.commands.emplace_back(debug::Words{part}.rest());
            begin = end + 1;
        }
    }
    start.reads_input = start.commands.empty() && request.path != "-";
    return start;
}

}  // namespace

int debug_command(const Arguments& arguments, Console& console) {
    const RunRequest request = run_request(arguments);
    if (const auto error = contradiction(request)) return say_usage(*error, console);
    if (const auto error = wrong_step(arguments)) return say_usage(*error, console);
    Loaded loaded = load_program(request.path, arguments);
    if (!loaded.program) return say_rejected(loaded, arguments, console);
    if (const auto error = too_large(request, *loaded.program)) return say_usage(*error, console);
    if (request.verify && !prove(loaded, arguments))
        return say_rejected(loaded, arguments, console);
    say_diagnostics(loaded, console);
    // Standard input has the commands.
    std::unique_ptr<DescriptorInput> input;
    if (request.input) input = std::make_unique<DescriptorInput>(*request.input);
    if (!input && reads_input(*loaded.program)) {
        console.say("the program reads input, and finds none; give it with `--input FILE`\n");
    }
    Options options = request.options;
    options.input = input.get();
    return debug_program(*loaded.program, options, start_of(arguments, request), console);
}

}  // namespace freehold::cli
