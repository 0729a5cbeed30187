// SPDX-License-Identifier: MIT
// The question about the verifier, which sees no run.
#pragma once

#include <vector>

#include "freehold/verify.hpp"
#include "vm/quiz/look.hpp"

namespace freehold::quiz {

/// Asks where the program is rejected, if at all; `findings` as verify() gave them.
void ask_verdict(const Look& look, const std::vector<Finding>& findings);

}  // namespace freehold::quiz
