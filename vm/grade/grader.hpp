// SPDX-License-Identifier: MIT
// Submissions to results: every test of every submission, each in a process of its own.
#pragma once

#include <string>
#include <vector>

#include "vm/grade/assignment.hpp"
#include "vm/grade/result.hpp"

namespace freehold::grade {

struct GraderSettings {
    unsigned jobs = 1;                 ///< processes at once
    std::vector<std::string> library;  ///< folders of `include <…>`, absolute
};

/// The results do not depend on `jobs`, but for the milliseconds, nor on other submissions: one
/// that cannot be read, or that breaks the grader, gets a problem or failed tests.
ClassResult grade(const Assignment& assignment, const std::vector<std::string>& submissions,
                  const GraderSettings& settings);

}  // namespace freehold::grade
