// SPDX-License-Identifier: MIT
#include "vm/cli/run_request.hpp"

#include "vm/cli/event_groups.hpp"
#include "vm/cli/heap_settings.hpp"
#include "vm/cli/overwriting.hpp"

namespace freehold::cli {

RunRequest run_request(const Arguments& arguments) {
    RunRequest request;
    request.path = arguments.operands().front();
    // The catalogue keeps every number in the range of its field.
    if (const auto heap = arguments.number("heap")) {
        request.options.heap_bytes = static_cast<std::uint32_t>(*heap);
    }
    if (const auto stack = arguments.number("stack")) {
        request.options.stack_bytes = static_cast<std::uint32_t>(*stack);
    }
    request.options.max_steps = arguments.number("max-steps").value_or(0);
    request.options.max_milliseconds =
        static_cast<std::uint32_t>(arguments.number("max-time").value_or(0));
    request.options.heap = heap_settings(arguments);
    const std::string enforce = arguments.choice("enforce");
    if (enforce == "memory") request.options.enforce = Enforce::Memory;
    request.options.checks_slots = arguments.choice("engine") == "checked";
    if (enforce == "none") request.options.enforce = Enforce::None;
    request.options.branches = arguments.decisions("replay");
    request.events = arguments.events("report").value_or(default_events());
    request.verify = !arguments.has("no-verify");
    request.debug_on_fault = arguments.has("debug-on-fault");
    request.quiet = arguments.has("quiet");
    request.map = arguments.has("map");
    request.heap_stats = arguments.has("heap-stats");
    request.json = arguments.choice("format") == "json";
    request.leaks_are_errors = arguments.choice("leaks") == "error";
    request.input = arguments.text("input");
    request.record = arguments.text("record");
    request.report_file = arguments.text("report-file");
    return request;
}

std::unique_ptr<DescriptorInput> open_input(const RunRequest& request) {
    if (request.input) return std::make_unique<DescriptorInput>(*request.input);
    if (request.path == "-") return nullptr;
    return std::make_unique<DescriptorInput>();
}

std::optional<UsageError> contradiction(const RunRequest& request) {
    if (request.path == "-" && request.input == "-") {
        return UsageError{"the program and its input cannot both be standard input",
                          "name a file for one of them"};
    }
    return std::nullopt;
}

std::optional<UsageError> overwriting(const RunRequest& request, const Loaded& loaded) {
    std::vector<OutputFile> outputs;
    if (request.record) outputs.push_back({"--record", *request.record});
    if (request.report_file) outputs.push_back({"--report-file", *request.report_file});
    std::vector<std::string> inputs = files_of(request.path, loaded.sources);
    inputs.push_back(request.input.value_or("-"));
    return overwriting(outputs, inputs);
}

std::optional<UsageError> too_large(const RunRequest& request, const Program& program) {
    if (Layout::fits(program, request.options.heap_bytes, request.options.stack_bytes)) {
        return std::nullopt;
    }
    return UsageError{"heap and stack together do not fit in the 32-bit address space",
                      "give a smaller `--heap` or `--stack`"};
}

}  // namespace freehold::cli
