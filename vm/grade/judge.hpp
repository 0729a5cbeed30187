// SPDX-License-Identifier: MIT
// A run's outcome against what a rubric expects of it.
#pragma once

#include <string>
#include <vector>

#include "vm/grade/outcome.hpp"

namespace freehold::grade {

/// What does not hold, a sentence each; empty: all of it does. `hidden`: neither the output, the
/// expected nor the real one, which may tell the input, nor a name of the harness is told.
std::vector<std::string> misses(const Expectations& expects, const Outcome& outcome,
                                const Limits& limits, bool hidden);

}  // namespace freehold::grade
