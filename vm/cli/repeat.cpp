// SPDX-License-Identifier: MIT
#include "vm/cli/repeat.hpp"

#include "vm/base/text.hpp"

namespace freehold::cli {

namespace {

bool is_standard_input(const std::string& name) { return name == "-" || name == "<stdin>"; }

}  // namespace

std::string program_word(const std::string& name) {
    return is_standard_input(name) ? "FILE" : shell_word(name);
}

std::string program_note(const std::string& name) {
    return is_standard_input(name) ? "   (with the program in FILE)" : "";
}

std::string repeat_command(const Arguments& arguments, const std::string& option,
                           const std::string& value) {
    const std::string name = "--" + option;
    std::string line = "freehold " + std::string{arguments.command().name};
    line += " " + name + "=" + shell_word(value);
    const std::string& program = arguments.operands().front();
    bool skip_value = false;
    for (const std::string& word : arguments.words()) {
        const bool silences = word == "-q" || word == "--quiet";
        const bool replaced = skip_value || word == name || word.rfind(name + "=", 0) == 0;
        skip_value = !skip_value && word == name;
        if (replaced || silences) continue;
        line += " " + (word == program ? program_word(word) : shell_word(word));
    }
    return line + program_note(program);
}

std::string debugger_command(const Arguments& arguments, const std::string& step) {
    std::string line = "freehold debug --goto=" + step;
    for (const auto& [name, value] : arguments.defines()) {
        line += " -D " + name + "=" + std::to_string(value);
    }
    if (!arguments.has("input") && arguments.has("record")) {
        line += " --input=" + shell_word(*arguments.text("record"));
    }
    for (const OptionSpec* option : options_of(*find_command("debug"))) {
        const bool its_own = option->name == "goto" || option->name == "do";
        if (its_own || option->rule == Rule::Define || option->name == "color") continue;
        if (!arguments.has(option->name)) continue;
        line += " --" + std::string{option->name};
        if (option->rule != Rule::Flag) line += "=" + shell_word(*arguments.text(option->name));
    }
    const std::string& program = arguments.operands().front();
    return line + " " + program_word(program) + program_note(program);
}

std::string with_all_options(const std::string& command, const Arguments& arguments) {
    const std::string begin = "freehold " + std::string{arguments.command().name} + " --";
    const auto equals = command.find('=');
    constexpr std::string_view debug = "freehold debug --goto=";
    if (command.starts_with(debug)) {
        return debugger_command(
            arguments,
            command.substr(debug.size(), command.find(' ', debug.size()) - debug.size()));
    }
    if (command.rfind(begin, 0) != 0 || equals == std::string::npos) return command;
    const std::string option = command.substr(begin.size(), equals - begin.size());
    const std::string value = command.substr(equals + 1, command.find(' ', equals) - equals - 1);
    return repeat_command(arguments, option, value);
}

}  // namespace freehold::cli
