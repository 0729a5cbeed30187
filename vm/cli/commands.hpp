// SPDX-License-Identifier: MIT
// The commands. Each takes its parsed arguments and returns the exit status.
#pragma once

#include "vm/cli/arguments.hpp"
#include "vm/cli/console.hpp"

namespace freehold::cli {

int debug_command(const Arguments& arguments, Console& console);
int run_command(const Arguments& arguments, Console& console);
int trace_command(const Arguments& arguments, Console& console);
int check_command(const Arguments& arguments, Console& console);
int compare_command(const Arguments& arguments, Console& console);
int heap_compare_command(const Arguments& arguments, Console& console);
int grade_command(const Arguments& arguments, Console& console);
int quiz_command(const Arguments& arguments, Console& console);
int asm_command(const Arguments& arguments, Console& console);
int dis_command(const Arguments& arguments, Console& console);
int explain_command(const Arguments& arguments, Console& console);
int examples_command(const Arguments& arguments, Console& console);
int help_command(const Arguments& arguments, Console& console);
int version_command(const Arguments& arguments, Console& console);
int tables_command(const Arguments& arguments, Console& console);

/// Says what is wrong with how a command was called.
int say_usage(const UsageError& error, Console& console);

}  // namespace freehold::cli
