// SPDX-License-Identifier: MIT
// Two texts side by side, for failing tests.
#pragma once

#include <string>
#include <vector>

namespace freehold::test {

/// The lines of both, each after a sign: `-` only expected, `+` only seen, a space in both. Long
/// stretches that agree are cut. Empty when they are equal.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& seen);

}  // namespace freehold::test
