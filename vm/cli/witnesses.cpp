// SPDX-License-Identifier: MIT
#include "vm/cli/witnesses.hpp"

#include "freehold/replay.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/code_place.hpp"
#include "vm/cli/repeat.hpp"

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
    return options;
}

bool reads_input(const Program& program) {
    for (const Instruction& instruction : program.code) {
        const Opcode opcode = instruction.opcode();
        if (opcode == Opcode::ReadInt || opcode == Opcode::ReadByte || opcode == Opcode::ReadLine) {
            return true;
        }
    }
    return false;
}

/// A witness found without input waits for none.
std::string input_option(const Program& program, const Arguments& arguments) {
    const auto path = arguments.text("input");
    if (path && *path != "-") return " --input=" + shell_word(*path);
    return reads_input(program) ? " --input=/dev/null" : "";
}

/// More than a witness can read.
std::string ones() {
    constexpr std::size_t lines = 10'000;
    std::string text;
    for (std::size_t line = 0; line < lines; ++line) text += "1\n";
    return text;
}

/// A program that is standard input itself leaves no room there for its own.
bool may_be_fed(const Program& program, const std::string& name, const Arguments& arguments) {
    return reads_input(program) && !arguments.has("input") && name != "<stdin>";
}

}  // namespace

std::string replay_command(const Program& program, const std::string& name,
                           const std::vector<bool>& branches, const Arguments& arguments,
                           Feed feed) {
    std::string line = feed == Feed::Ones ? "yes 1 | " : "";
    line += "freehold run --no-verify";
    if (!branches.empty()) line += " --replay=" + replay_text(branches);
    for (const auto& [constant, value] : arguments.defines()) {
        line += " -D " + constant + "=" + std::to_string(value);
    }
    for (const char* option : {"heap", "stack"}) {
        if (const auto value = arguments.text(option)) {
            line += " --" + std::string{option} + "=" + shell_word(*value);
        }
    }
    if (feed == Feed::AsGiven) line += input_option(program, arguments);
    line += " " + shell_word(name == "<stdin>" ? "-" : name);
    return feed == Feed::ByHand ? line + "   (with the same input)" : line;
}

std::string unseen_text(const Program& program, const Sighting& sighting) {
    if (sighting.result != Sighting::Result::NotFound) return "";
    if (!sighting.before) return "no run found within 10,000 steps that shows it";
    return "no run found that shows it: " + code_name(sighting.before->code) + " at " +
           place_of(program, sighting.before->index) + " stops them before";
}

void add_witnesses(const Program& program, std::vector<Finding>& findings, const std::string& name,
                   const Arguments& arguments) {
    const Options options = options_of(arguments);
    const auto sightings = find_witnesses(program, findings, options, input_of(arguments));
    const auto with_ones = may_be_fed(program, name, arguments)
                               ? find_witnesses(program, findings, options, ones())
                               : std::vector<Sighting>(findings.size());
    for (std::size_t f = 0; f < findings.size(); ++f) {
        Diagnostic& diagnostic = findings[f].diagnostic;
        const bool fed = sightings[f].result != Sighting::Result::Found &&
                         with_ones[f].result == Sighting::Result::Found;
        const Sighting& sighting = fed ? with_ones[f] : sightings[f];
        if (sighting.result == Sighting::Result::Found) {
            diagnostic.commands.push_back(replay_command(program, name, sighting.witness.branches,
                                                         arguments,
                                                         fed ? Feed::Ones : Feed::AsGiven));
        }
        const std::string why_not = unseen_text(program, sighting);
        if (!why_not.empty()) diagnostic.notes.push_back(why_not);
    }
}

}  // namespace freehold::cli
