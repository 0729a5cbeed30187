// SPDX-License-Identifier: MIT
// One submission's grade as Gradescope's results.json; the format is described at
// https://gradescope-autograders.readthedocs.io/en/latest/specs/
#pragma once

#include <string>
#include <string_view>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// A test of Gradescope's for each check, numbered "1", "1.1", "2" …, with its reasons as plain
/// text. The total is left to Gradescope, which adds up the tests, but where nothing could be
/// graded: then it is 0 and the output says why.
std::string gradescope_json_text(const SubmissionResult& submission, std::string_view assignment);

}  // namespace freehold::grade
