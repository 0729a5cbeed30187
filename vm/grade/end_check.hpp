// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "vm/grade/outcome.hpp"

namespace freehold::grade {

/// Why a program did not end as expected, in one sentence; empty where it did. `hidden`: without
/// the status, which may tell what was read, and without the harness's functions.
std::string end_miss(const EndExpectation& expected, const Outcome& outcome, const Limits& limits,
                     bool hidden);

}  // namespace freehold::grade
