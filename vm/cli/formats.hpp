// SPDX-License-Identifier: MIT
// --format is one option; which of its words a command takes is the command's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "vm/cli/arguments.hpp"

namespace freehold::cli {

/// What is wrong with --format, of a command that writes these.
std::optional<UsageError> wrong_format(const Arguments& arguments,
                                       const std::vector<std::string_view>& written);

}  // namespace freehold::cli
