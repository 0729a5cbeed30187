// SPDX-License-Identifier: MIT
// One submission's grade as a result of GitHub Classroom's test runners, for its autograding
// reporter (classroom-resources/autograding-grading-reporter).
#pragma once

#include <string>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// A test for each check. The reporter takes it in base64, in the variable <RUNNER>_RESULTS, of
/// which the system allows 128 KiB: so this is at most about 90 KB, and says less where it would be
/// more. The reporter shows `message` only of a test with status `error`, and `test_code` always:
/// so what did not hold is told there. It prints them into a log in which lines can be commands to
/// GitHub, which none of these is.
std::string classroom_json_text(const SubmissionResult& submission);

}  // namespace freehold::grade
