// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "vm/grade/rubric.hpp"

namespace freehold::grade {

/// Why the output is not what is expected, in one sentence; empty where it is. `hidden`: without
/// saying what would be, nor what it is: it may be the input.
std::string output_miss(const OutputExpectation& expected, std::string_view output, bool hidden);

}  // namespace freehold::grade
