// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace freehold::grade {

/// What submissions are called in a class's table, from their paths: the last part without `.fh`,
/// and as much before it as it takes to tell them apart; the same path twice gets a number.
std::vector<std::string> names_of(const std::vector<std::string>& paths);

}  // namespace freehold::grade
