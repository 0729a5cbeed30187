// SPDX-License-Identifier: MIT
#include "vm/cli/help.hpp"

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/markdown.hpp"

namespace freehold::cli {

namespace {

/// "  left      text", the text wrapped in its own column.
std::string two_columns(const std::string& left, std::uint32_t column, std::string_view text,
                        std::uint32_t width) {
    std::string line = "  " + left;
    const std::uint32_t used = display_width(line);
    if (used + 2 > column) {
        line += "\n" + std::string(column, ' ');
    } else {
        line += std::string(column - used, ' ');
    }
    return line + wrap(text, width, column) + "\n";
}

std::string usage_line(const CommandSpec& command) {
    std::string line = "usage: freehold " + std::string{command.name} + " [OPTIONS]";
    if (!command.synopsis.empty()) line += " " + std::string{command.synopsis};
    return line + "\n";
}

std::string examples_of(const CommandSpec& command) {
    if (command.examples.empty()) return "";
    std::string text = "\nexamples:\n";
    for (const std::string_view example : command.examples) {
        text += "  " + std::string{example} + "\n";
    }
    return text;
}

}  // namespace

std::string option_help(const OptionSpec& option) {
    std::string text{option.help};
    if (!option.preset.empty()) text += " [" + std::string{option.preset} + "]";
    return text;
}

std::string overview(std::uint32_t width) {
    width = std::min(width, widest_text);
    std::string text = "Freehold " FREEHOLD_VERSION
                       ", a virtual machine in which memory can be seen\n\n"
                       "usage: freehold COMMAND [OPTIONS] [FILE]\n\ncommands:\n";
    for (const CommandSpec& command : all_commands()) {
        if (command.hidden) continue;
        text += two_columns(std::string{command.name}, 16, command.summary, width);
    }
    text += "\nexit status:\n";
    for (const StatusSpec& row : all_statuses()) {
        text += two_columns(std::string{row.status}, 16, row.meaning, width);
    }
    return text +
           "\n`freehold COMMAND --help` shows the options of a command.\n"
           "Begin with: freehold examples\n";
}

std::string command_help(const CommandSpec& command, std::uint32_t width) {
    width = std::min(width, widest_text);
    std::string text = usage_line(command) + wrap(command.summary, width, 0) + "\n";
    for (const std::string_view paragraph : command.details) {
        text += "\n" + wrap(paragraph, width, 0) + "\n";
    }
    text += "\noptions:\n";
    for (const OptionSpec* option : options_of(command)) {
        text += two_columns(option_form(*option), 28, option_help(*option), width);
    }
    return text + examples_of(command);
}

int help_command(const Arguments& arguments, Console& console) {
    const std::uint32_t width = console.output_style().width;
    if (arguments.operands().empty()) {
        console.print(overview(width));
        return Fine;
    }
    const std::string& name = arguments.operands().front();
    const CommandSpec* command = find_command(name);
    if (command == nullptr) {
        const UsageError error = unknown_command(name);
        console.say_error(error.headline, error.help);
        return WrongUsage;
    }
    console.print(command_help(*command, width));
    return Fine;
}

int version_command(const Arguments&, Console& console) {
    console.print("freehold " FREEHOLD_VERSION "\n");
    return Fine;
}

}  // namespace freehold::cli
