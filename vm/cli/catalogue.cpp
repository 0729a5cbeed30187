// SPDX-License-Identifier: MIT
#include "vm/cli/catalogue.hpp"

namespace freehold::cli {

namespace {

const std::vector<StatusSpec> statuses{
    {"0", "fine"},
    {"0..99", "run, trace: the program's own `exit`"},
    {"1",
     "a problem was found (check, compare, heap-compare), a submission lacks marks (grade), "
     "or an answer was not right (quiz)"},
    {"100", "rejected by the assembler or the verifier, or the image is damaged"},
    {"101", "a fault stopped the program"},
    {"102", "the step or time limit was reached"},
    {"103", "blocks leaked, under --leaks=error"},
    {"104", "wrong usage"},
    {"105", "a file or the output cannot be read or written"},
    {"106", "a bug of Freehold"},
    {"130", "interrupted"},
};

bool has_word(std::string_view words, std::string_view word) {
    const std::string padded = " " + std::string{words} + " ";
    return padded.find(" " + std::string{word} + " ") != std::string::npos;
}

}  // namespace

const std::vector<StatusSpec>& all_statuses() { return statuses; }

const CommandSpec* find_command(std::string_view name) {
    for (const CommandSpec& command : all_commands()) {
        if (command.name == name) return &command;
    }
    return nullptr;
}

const OptionSpec& option_named(std::string_view name) {
    std::size_t at = 0;
    while (all_options()[at].name != name) ++at;
    return all_options()[at];
}

bool takes(const CommandSpec& command, const OptionSpec& option) {
    return option.commands == "*" || has_word(option.commands, command.name);
}

std::vector<const OptionSpec*> options_of(const CommandSpec& command) {
    std::vector<const OptionSpec*> list;
    for (const OptionSpec& option : all_options()) {
        if (takes(command, option)) list.push_back(&option);
    }
    return list;
}

std::vector<std::string_view> command_names() {
    std::vector<std::string_view> names;
    for (const CommandSpec& command : all_commands()) {
        if (!command.hidden) names.push_back(command.name);
    }
    return names;
}

std::string option_form(const OptionSpec& option) {
    std::string form = option.letter == '\0' ? "" : std::string{"-"} + option.letter + ", ";
    form += "--" + std::string{option.name};
    if (option.rule != Rule::Flag) form += "=" + std::string{option.value};
    return form;
}

}  // namespace freehold::cli
