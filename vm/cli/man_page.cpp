// SPDX-License-Identifier: MIT
// The catalogue as a manual page.
#include <fmt/format.h>

#include "vm/cli/catalogue.hpp"
#include "vm/cli/help.hpp"
#include "vm/cli/tables.hpp"

namespace freehold::cli {

namespace {

/// Text as troff takes it: dashes that stay dashes, no line that begins like a request.
std::string troff(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else {
            escaped += c;
        }
    }
    if (!escaped.empty() && (escaped[0] == '.' || escaped[0] == '\'')) escaped.insert(0, "\\&");
    return escaped;
}

/// Code in backticks as bold type.
std::string marked(std::string_view text) {
    std::string out;
    bool code = false;
    for (const char c : troff(text)) {
        if (c == '`') {
            code = !code;
            out += code ? "\\fB" : "\\fR";
        } else {
            out += c;
        }
    }
    return out;
}

std::string option_entry(const OptionSpec& option) {
    return ".TP\n.B " + troff(option_form(option)) + "\n" + marked(option_help(option)) + "\n";
}

std::string command_entry(const CommandSpec& command) {
    std::string text = fmt::format(".SS {}\n.B freehold {}\n[OPTIONS] {}\n.PP\n{}.\n", command.name,
                                   command.name, troff(command.synopsis), marked(command.summary));
    for (const std::string_view paragraph : command.details) {
        text += ".PP\n" + marked(paragraph) + "\n";
    }
    for (const OptionSpec* option : options_of(command)) {
        if (option->commands != "*") text += option_entry(*option);
    }
    for (const std::string_view example : command.examples) {
        text += ".PP\n.EX\n" + troff(example) + "\n.EE\n";
    }
    return text;
}

}  // namespace

std::string man_page() {
    std::string text =
        ".\\\" Written by `freehold docs-tables docs` from vm/cli/catalogue.cpp.\n"
        ".TH FREEHOLD 1 \"\" \"Freehold " FREEHOLD_VERSION
        "\" \"User Commands\"\n"
        ".SH NAME\nfreehold \\- a virtual machine in which memory can be seen\n"
        ".SH SYNOPSIS\n.B freehold\n.I COMMAND\n[OPTIONS] [FILE]\n"
        ".SH DESCRIPTION\nFreehold assembles and runs small programs, reports each allocation, "
        "move "
        "and free as it happens, and explains every mistake. A FILE named \\- is standard input. "
        "Numbers may be written as 1000, 1_000, 0x3e8 or 1K; in sizes K, M and G are powers of "
        "1024, elsewhere of 1000.\n"
        ".SH COMMANDS\n";
    for (const CommandSpec& command : all_commands()) {
        if (!command.hidden) text += command_entry(command);
    }
    text += ".SH OPTIONS OF ALL COMMANDS\n";
    for (const OptionSpec& option : all_options()) {
        if (option.commands == "*") text += option_entry(option);
    }
    text += ".SH EXIT STATUS\n";
    for (const StatusSpec& row : all_statuses()) {
        text += ".TP\n.B " + troff(row.status) + "\n" + marked(row.meaning) + "\n";
    }
    return text +
           ".SH ENVIRONMENT\n.TP\n.B FREEHOLD_LIBRARY\nfolders, separated by colons, in which "
           "`include <name>` is looked up before the library that comes with Freehold\n"
           ".TP\n.B NO_COLOR\nwhen set and not empty, no colours unless \\-\\-color=always\n";
}

}  // namespace freehold::cli
