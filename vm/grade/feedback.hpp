// SPDX-License-Identifier: MIT
// What a student gets to see of a test that failed, besides the reasons.
#pragma once

#include <string>

#include "vm/grade/assignment.hpp"
#include "vm/grade/outcome.hpp"
#include "vm/grade/submission.hpp"

namespace freehold::grade {

/// Freehold's reports about it, 80 columns wide; empty where there are none. Of a hidden test no
/// line of the harness is shown.
std::string report_of(const Outcome& outcome, const Test& test);

/// The command that shows a public test's run again.
std::string command_for(const Assignment& assignment, const Test& test,
                        const Submission& submission);

}  // namespace freehold::grade
