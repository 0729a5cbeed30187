// SPDX-License-Identifier: MIT
// The catalogue as help on a terminal.
#pragma once

#include <cstdint>
#include <string>

#include "vm/cli/catalogue.hpp"

namespace freehold::cli {

/// `freehold --help`: the commands, and how they end.
std::string overview(std::uint32_t width);

/// `freehold COMMAND --help`.
std::string command_help(const CommandSpec& command, std::uint32_t width);

/// The sentence of an option with its preset: "the size of the stack [1M]".
std::string option_help(const OptionSpec& option);

}  // namespace freehold::cli
