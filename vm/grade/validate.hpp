// SPDX-License-Identifier: MIT
// Whether an assignment holds what it promises, before students see it.
#pragma once

#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/grade/assignment.hpp"
#include "vm/grade/grader.hpp"

namespace freehold::grade {

/// What is wrong: a file that is missing, a solution that is handed out, a file that is not and
/// that a public test includes, a reference solution without full marks, a starter with them, a
/// known answer with other marks than it should get, or that fails other tests. Spans are of the
/// rubric.
std::vector<Diagnostic> validate(const Assignment& assignment, const GraderSettings& settings);

}  // namespace freehold::grade
