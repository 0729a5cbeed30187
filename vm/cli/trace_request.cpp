// SPDX-License-Identifier: MIT
#include "vm/cli/trace_request.hpp"

#include "vm/base/text.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/overwriting.hpp"
#include "vm/cli/trace_parts.hpp"

namespace freehold::cli {

namespace {

TraceFilter filter_of(const Arguments& arguments) {
    TraceFilter filter = whole_trace();
    const auto only = arguments.text("only");
    if (!only) return filter;
    const TraceParts parts = *trace_parts_in(*only).value;
    filter.events = parts.events;
    filter.segments = parts.segments;
    filter.empty_steps = false;
    return filter;
}

}  // namespace

TraceRequest trace_request(const Arguments& arguments) {
    TraceRequest request;
    request.run = run_request(arguments);
    const std::string format = arguments.choice("format");
    if (format == "jsonl") request.format = TraceRequest::Format::Lines;
    if (format == "chrome") request.format = TraceRequest::Format::Chrome;
    request.target = arguments.text("output").value_or("-");
    request.first = arguments.number("from").value_or(1);
    request.last = arguments.number("to").value_or(request.last);
    request.last_steps = arguments.number("last");
    if (arguments.has("every-line")) request.entries = TraceText::Entries::Lines;
    request.filter = filter_of(arguments);
    request.function = arguments.text("function");
    return request;
}

std::optional<UsageError> contradiction(const TraceRequest& request, const Arguments& arguments) {
    if (auto error = wrong_format(arguments, {"text", "jsonl", "chrome"})) return error;
    if (auto error = contradiction(request.run)) return error;
    if (request.last < request.first) {
        return UsageError{"`--to` is before `--from`", "the trace goes from a step to a later one"};
    }
    if (request.last_steps && arguments.has("from")) {
        return UsageError{"`--last` and `--from` both say where the trace begins",
                          "leave one of them out"};
    }
    if (request.format == TraceRequest::Format::Text) return std::nullopt;
    for (const char* option : {"only", "function", "every-line"}) {
        if (!arguments.has(option)) continue;
        return UsageError{"`--" + std::string{option} +
                              "` chooses what the text shows; a trace "
                              "for programs is whole",
                          "leave out `--format`, or choose with `--from`, `--to` and `--last`"};
    }
    return std::nullopt;
}

std::optional<UsageError> overwriting(const TraceRequest& request, const Loaded& loaded) {
    std::vector<OutputFile> outputs;
    if (request.run.record) outputs.push_back({"--record", *request.run.record});
    if (request.target != "-") outputs.push_back({"-o", request.target});
    std::vector<std::string> inputs = files_of(request.run.path, loaded.sources);
    inputs.push_back(request.run.input.value_or("-"));
    return overwriting(outputs, inputs);
}

std::optional<UsageError> find_function(TraceRequest& request, const Program& program) {
    if (!request.function) return std::nullopt;
    std::vector<std::string_view> names;
    for (std::uint32_t id = 0; id < program.functions.size(); ++id) {
        names.push_back(program.functions[id].name);
        if (names.back() == *request.function) request.filter.function = FunctionId{id};
    }
    if (request.filter.function != FunctionId::None) return std::nullopt;
    UsageError error{"the program has no function `" + printable(*request.function) + "`"};
    if (const auto near = nearest(*request.function, names)) {
        error.help = "did you mean `" + *near + "`?";
    }
    return error;
}

}  // namespace freehold::cli
