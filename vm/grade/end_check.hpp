// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "vm/grade/outcome.hpp"

namespace freehold::grade {

/// Why a program did not end as expected, in one sentence; empty where it did.
std::string end_miss(const EndExpectation& expected, const Outcome& outcome, const Limits& limits);

}  // namespace freehold::grade
