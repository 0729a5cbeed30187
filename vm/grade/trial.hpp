// SPDX-License-Identifier: MIT
// One test of one submission, in this process: it may take all the time and memory that the process
// is given.
#pragma once

#include <string>
#include <vector>

#include "vm/grade/assignment.hpp"
#include "vm/grade/result.hpp"
#include "vm/grade/submission.hpp"

namespace freehold::grade {

/// The result of a test whose program ran, or was rejected. Throws FileError where the submission
/// cannot be read.
TestResult try_test(const Assignment& assignment, const Test& test, const Submission& submission,
                    const std::vector<std::string>& library);

/// The result of a test that came to nothing, for the reason given.
TestResult failed_test(const Test& test, Verdict verdict, const std::string& reason);

}  // namespace freehold::grade
