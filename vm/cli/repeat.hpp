// SPDX-License-Identifier: MIT
// Commands that reports tell people to type next.
#pragma once

#include <string>
#include <vector>

#include "vm/cli/arguments.hpp"

namespace freehold::cli {

/// A program as a command to paste names it: what came from standard input ("-", "<stdin>") is
/// gone, and has to be in a file.
std::string program_word(const std::string& name);
/// What to say behind such a command; empty for a program that is in a file.
std::string program_note(const std::string& name);

/// The same command again, every option repeated but -q, and with this value of this option.
std::string repeat_command(const Arguments& arguments, const std::string& option,
                           const std::string& value);

/// "freehold debug --goto=31 …": the debugger at a step of what this command runs, with all that
/// decides what happens there. Input that came by a pipe is that of --record, if it was kept.
std::string debugger_command(const Arguments& arguments, const std::string& step);

/// A command that a report names, "freehold run --stack=2M x.fh": the report knows one option, here
/// are the others. Commands of another form stay as they are.
std::string with_all_options(const std::string& command, const Arguments& arguments);

}  // namespace freehold::cli
