// SPDX-License-Identifier: MIT
// What is installed here.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/kernels.hpp"

namespace freehold::bench {

/// The path of the first of the names that PATH leads to; empty when it leads to none.
std::string find_program(const std::vector<std::string>& names);

/// The first line that a command prints, up to two spaces or a dash between spaces: a version
/// without its copyright.
std::string version_line(const Command& command);

}  // namespace freehold::bench
