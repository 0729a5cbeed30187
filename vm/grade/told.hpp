// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "vm/grade/outcome.hpp"

namespace freehold::grade {

/// Of Freehold's reports about a run those that help whoever wrote the submission, the most useful
/// first: where the submission has mistakes of its own, what follows from them in a harness is left
/// out. Of a hidden test nothing is told that comes from its harness or its input: where a run
/// stopped in the submission, and by which code, but not with which values.
std::vector<Diagnostic> told_to_students(const Outcome& outcome, bool hidden);

}  // namespace freehold::grade
