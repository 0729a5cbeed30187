// SPDX-License-Identifier: MIT
// The catalogue as a completion for bash. It needs no helper of the bash-completion package.
#include <fmt/format.h>

#include "freehold/diagnostic.hpp"
#include "vm/cli/catalogue.hpp"
#include "vm/cli/tables.hpp"

namespace freehold::cli {

namespace {

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

std::string options_line(const CommandSpec& command) {
    std::string words;
    for (const OptionSpec* option : options_of(command)) {
        if (!words.empty()) words += ' ';
        words += "--" + std::string{option->name};
        if (option->rule != Rule::Flag) words += '=';
    }
    return words;
}

/// How bash produces the candidates for an operand.
std::string_view operand_source(Operands operands) {
    switch (operands) {
        case Operands::Programs:
        case Operands::Images: return "_freehold_files \"$cur\"";
        case Operands::Folders:
            return "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\"))";
        case Operands::Topics:
            return "_freehold_words \"$cur\" \"$(freehold explain --names 2>/dev/null)\"";
        case Operands::Examples:
            return "_freehold_words \"$cur\" \"$(freehold examples --names 2>/dev/null)\"";
        case Operands::Commands: return "_freehold_words \"$cur\" \"$commands\"";
        case Operands::None: return ":";
    }
    return ":";
}

std::string command_case(const CommandSpec& command) {
    return fmt::format(
        "        {})\n            options='{}'\n            _freehold_operands() {{ {}; }}\n       "
        "     ;;\n",
        command.name, options_line(command), operand_source(command.operands));
}

std::string value_case(const OptionSpec& option) {
    std::string names = "--" + std::string{option.name};
    if (option.letter != '\0') names += std::string{"|-"} + option.letter;
    if (option.rule == Rule::File)
        return fmt::format("        {}) _freehold_files \"$2\" ;;\n", names);
    if (option.rule == Rule::Choice) {
        return fmt::format("        {}) _freehold_words \"$2\" '{}' ;;\n", names,
                           joined(option.choices));
    }
    if (option.rule == Rule::Events || option.rule == Rule::TraceParts ||
        option.rule == Rule::Words) {
        return fmt::format("        {}) _freehold_list \"$2\" '{}' ;;\n", names,
                           joined(option.choices));
    }
    return fmt::format("        {}) ;;\n", names);
}

constexpr std::string_view helpers = R"(
_freehold_words() {
    COMPREPLY=($(compgen -W "$2" -- "$1"))
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    return 0
}

_freehold_files() {
    compopt -o filenames
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -- "$1"))
}

# The last word of a list with commas; the words before it stay.
_freehold_list() {
    local before=
    [[ $1 == *,* ]] && before=${1%,*},
    compopt -o nospace
    COMPREPLY=($(compgen -P "$before" -W "$2" -- "${1##*,}"))
}
)";

constexpr std::string_view main_function = R"(
_freehold() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} options=
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
        _freehold_words "$cur" "$commands --help --version"
        return
    fi
    # Bash takes `--option=value` for three words.
    if [[ $cur == = ]]; then
        _freehold_value "$prev" ''
        return
    fi
    if [[ $prev == = ]]; then
        _freehold_value "${COMP_WORDS[COMP_CWORD - 2]}" "$cur"
        return
    fi
    _freehold_value "$prev" "$cur" && return
)";

}  // namespace

std::string bash_completion() {
    std::string text =
        "# Completion of freehold for bash. Written by `freehold docs-tables docs` from\n"
        "# vm/cli/catalogue.cpp.\n";
    text += helpers;
    text +=
        "\n# The value of an option; fails for a word that is no option with a value.\n"
        "_freehold_value() {\n    case $1 in\n";
    for (const OptionSpec& option : all_options()) {
        if (option.rule != Rule::Flag) text += value_case(option);
    }
    text += "        *) return 1 ;;\n    esac\n    return 0\n}\n";
    std::string body{main_function};
    const std::string commands = joined(command_names());
    body.insert(body.find("    COMPREPLY=()"), "    local commands='" + commands + "'\n");
    text += body;
    text += "    _freehold_operands() { :; }\n    case $command in\n";
    for (const CommandSpec& command : all_commands()) {
        if (!command.hidden) text += command_case(command);
    }
    return text +
           "    esac\n"
           "    if [[ $cur == -* ]]; then\n"
           "        _freehold_words \"$cur\" \"$options\"\n"
           "    else\n"
           "        _freehold_operands\n"
           "    fi\n"
           "    unset -f _freehold_operands\n"
           "}\n\n"
           "complete -F _freehold freehold\n";
}

}  // namespace freehold::cli
