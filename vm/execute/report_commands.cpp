// SPDX-License-Identifier: MIT
#include "vm/execute/report_commands.hpp"

#include "vm/base/text.hpp"

#include <fmt/format.h>

#include <bit>

#include "vm/execute/report_words.hpp"

namespace freehold::reports {

namespace {

/// The largest segment there can be.
constexpr std::uint64_t most_bytes = 0xffff'0000;

/// The file the user named, as far as the program knows.
std::string file_of(const Program& program) {
    if (program.sources.empty()) return "FILE";
    const std::string& name = program.sources.front().name();
    return name == "<stdin>" ? "-" : shell_word(name);
}

std::string again(const Machine& machine, const std::string& command, const std::string& option) {
    const Options& options = machine.options();
    const Options usual;
    std::string text = "freehold " + command + " " + option;
    if (options.heap_bytes != usual.heap_bytes && !option.starts_with("--heap")) {
        text += " --heap=" + option_size(options.heap_bytes);
    }
    if (options.stack_bytes != usual.stack_bytes && !option.starts_with("--stack")) {
        text += " --stack=" + option_size(options.stack_bytes);
    }
    if (options.enforce == Enforce::Memory) text += " --enforce=memory";
    if (options.enforce == Enforce::None) text += " --enforce=none";
    return text + " " + file_of(machine.program());
}

/// Whether a larger stack is sure to help: where functions call one another over and over, only the
/// program's author knows whether that ends.
bool repeats(const Machine& machine) {
    std::vector<bool> seen(machine.program().functions.size());
    for (const FrameInfo& frame : machine.frames()) {
        if (seen[raw(frame.function)]) return true;
        seen[raw(frame.function)] = true;
    }
    return false;
}

/// How to run it again so that this does not happen; empty: nothing would help.
std::string option_for(const Machine& machine, const Fault& fault) {
    const Options& options = machine.options();
    const auto number = [](std::int64_t n) { return static_cast<std::uint64_t>(n); };
    switch (fault.code) {
        case Code::StackOverflow: {
            if (repeats(machine)) return {};
            const std::uint64_t needed = options.stack_bytes + number(fault.y);
            return "--stack=" + option_size(next_size(options.stack_bytes, needed));
        }
        case Code::HeapExhausted: {
            // Of a heap that filled up bit by bit nobody knows when it would be enough.
            if (number(fault.x) > most_bytes / 2 || machine.heap_use().blocks != 0) return {};
            const std::uint64_t needed = options.heap_bytes + number(fault.x);
            return "--heap=" + option_size(next_size(options.heap_bytes, needed));
        }
        case Code::StepLimit: return fmt::format("--max-steps={}", number(fault.x) * 10);
        default: return {};
    }
}

}  // namespace

std::uint64_t next_size(std::uint64_t limit, std::uint64_t bytes) {
    const std::uint64_t size = std::bit_ceil(std::max(limit + 1, bytes));
    return std::min(size, std::uint64_t{1} << 31);
}

std::vector<std::string> commands(const Machine& machine, const Fault& fault) {
    std::vector<std::string> all{"freehold explain " + code_name(fault.code)};
    const std::string option = option_for(machine, fault);
    if (!option.empty()) all.push_back(again(machine, "run", option));
    // There the run can be looked at, and gone back from.
    all.push_back(again(machine, "debug", fmt::format("--goto={}", fault.step)));
    return all;
}

std::vector<std::string> leftover_commands(const Machine& machine, Code code) {
    return {"freehold explain " + code_name(code), again(machine, "debug", "--goto=end")};
}

}  // namespace freehold::reports
