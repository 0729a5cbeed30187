// SPDX-License-Identifier: MIT
#include "vm/cli/witnesses.hpp"

#include <algorithm>

#include "freehold/replay.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/heap_settings.hpp"
#include "vm/cli/repeat.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::cli {

namespace {

/// The input that is named, as far as it can be read twice.
std::string input_of(const Arguments& arguments) {
    const auto path = arguments.text("input");
    if (!path || *path == "-") return "";
    try {
        return std::string{Source::read(*path).text()};
    } catch (const FileError&) {
        return "";
    }
}

Options options_of(const Arguments& arguments) {
    Options options;
    // The catalogue keeps every number in the range of its field.
    if (const auto heap = arguments.number("heap")) {
        options.heap_bytes = static_cast<std::uint32_t>(*heap);
    }
    if (const auto stack = arguments.number("stack")) {
        options.stack_bytes = static_cast<std::uint32_t>(*stack);
    }
    options.heap = heap_settings(arguments);
    return options;
}

/// A witness found without input waits for none.
std::string input_option(const Program& program, const Arguments& arguments) {
    const auto path = arguments.text("input");
    if (path && *path != "-") return " --input=" + shell_word(*path);
    return reads_input(program) ? " --input=/dev/null" : "";
}

bool is_called(const Program& program, FunctionId id) {
    return std::any_of(program.code.begin(), program.code.end(), [&](const Instruction& i) {
        return i.opcode() == Opcode::Call && FunctionId{i.low()} == id;
    });
}

std::string fault_text(const Program& program, const Fault& fault) {
    return code_name(fault.code) + " at " + place_of(program, fault.index);
}

}  // namespace

bool may_be_fed(const std::string& name, const Arguments& arguments) {
    return !arguments.has("input") && name != "<stdin>";
}

std::string replay_command(const Program& program, const std::string& name,
                           const std::vector<bool>& branches, const Arguments& arguments,
                           Feed feed) {
    std::string line = feed == Feed::Ones ? "yes 1 | " : "";
    line += "freehold run --no-verify";
    if (!branches.empty()) line += " --replay=" + replay_text(branches);
    for (const auto& [constant, value] : arguments.defines()) {
        line += " -D " + constant + "=" + std::to_string(value);
    }
    std::vector<std::string_view> kept = heap_options();
    kept.insert(kept.begin(), {"heap", "stack"});
    for (const std::string_view option : kept) {
        if (const auto value = arguments.text(option)) {
            line += " --" + std::string{option} + "=" + shell_word(*value);
        }
    }
    if (feed == Feed::AsGiven) line += input_option(program, arguments);
    line += " " + program_word(name) + program_note(name);
    return feed == Feed::ByHand ? line + "   (with the same input)" : line;
}

std::string unseen_text(const Program& program, const Finding& finding, const Sighting& sighting) {
    if (sighting.result != Sighting::Result::NotFound) return "";
    const std::string begin = "no run shows it: ";
    if (sighting.why == Sighting::Why::NeverCalled) {
        const std::string name = "`" + printable(program.function(finding.function).name) + "`";
        return begin + name +
               (is_called(program, finding.function)
                    ? " is called only by functions that are never called themselves"
                    : " is never called");
    }
    if (sighting.why == Sighting::Why::OnlyWay) {
        return begin + "there is one way through the program, which " +
               (sighting.before ? "stops with " + fault_text(program, *sighting.before) + " before"
                                : "ends without a fault that comes of it");
    }
    if (!sighting.before) return "no run found within 10,000 steps that shows it";
    return "no run found that shows it: " + fault_text(program, *sighting.before) +
           " stops them before";
}

void add_witnesses(const Program& program, std::vector<Finding>& findings, const std::string& name,
                   const Arguments& arguments) {
    const Options options = options_of(arguments);
    const std::string input = input_of(arguments);
    const auto sightings = may_be_fed(name, arguments)
                               ? find_fed_witnesses(program, findings, options, input)
                               : find_witnesses(program, findings, options, input);
    for (std::size_t f = 0; f < findings.size(); ++f) {
        Diagnostic& diagnostic = findings[f].diagnostic;
        const Sighting& sighting = sightings[f];
        if (sighting.result == Sighting::Result::Found) {
            const Feed feed = sighting.witness.fed ? Feed::Ones : Feed::AsGiven;
            diagnostic.commands.push_back(
                replay_command(program, name, sighting.witness.branches, arguments, feed));
        }
        const std::string why_not = unseen_text(program, findings[f], sighting);
        if (!why_not.empty()) diagnostic.notes.push_back(why_not);
    }
}

}  // namespace freehold::cli
