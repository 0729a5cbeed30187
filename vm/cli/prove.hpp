// SPDX-License-Identifier: MIT
// From a loaded program to a proven one.
#pragma once

#include <optional>
#include <string>

#include "freehold/verify.hpp"
#include "vm/cli/load.hpp"

namespace freehold::cli {

/// Verifies a program that was loaded. What is found joins its diagnostics, each with the command
/// whose run shows it, up to as many as the assembler shows; the rest is counted. The proof refers
/// to `loaded.program`, which must stay.
std::optional<VerifiedProgram> prove(Loaded& loaded, const Arguments& arguments);

/// What is wrong with a program that was not proven or not assembled, and how to see it all the
/// same by this command: Rejected.
int say_rejected(const Loaded& loaded, const Arguments& arguments, Console& console);

/// "freehold compare FILE", with those options of this command that decide what a run does.
std::string compare_command(const Arguments& arguments);

}  // namespace freehold::cli
