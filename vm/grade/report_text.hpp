// SPDX-License-Identifier: MIT
// One submission in full, for a person.
#pragma once

#include <string>
#include <string_view>

#include "freehold/render.hpp"
#include "vm/grade/result.hpp"

namespace freehold::grade {

/// The title, a line for each check with what did not hold below it, the points:
///
///     A list that owns its nodes: alice
///
///     ✓ passed  2/2  pushes and prints three numbers
///     ✗ failed  0/2  pops in reverse order
///         line 1 of the output is `1`, not `3`
///         hint: `pop` takes the head
///         the program printed:
///         | 1
///
///     2/4 points
///
/// The grader's own lines begin in the first column or behind four blanks; what anybody else wrote
/// stands behind a bar or on a line that is the grader's.
std::string report_text(const SubmissionResult& submission, std::string_view assignment,
                        const RenderStyle& style);

}  // namespace freehold::grade
