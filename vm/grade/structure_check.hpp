// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "freehold/program.hpp"
#include "vm/grade/rubric.hpp"

namespace freehold::grade {

/// What does not hold of what the submission says, whatever it does when it runs: unsafe code,
/// instructions, sizes of structs, segments of statics. A sentence each.
std::vector<std::string> structure_misses(const Expectations& expects, const Program& program);

}  // namespace freehold::grade
