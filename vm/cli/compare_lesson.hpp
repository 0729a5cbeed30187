// SPDX-License-Identifier: MIT
// What a comparison teaches, in a few plain sentences.
#pragma once

#include <string>
#include <vector>

#include "vm/compare/comparison.hpp"

namespace freehold::cli {

/// What the verifier says; what the run does with checks, and without; what follows: one sentence
/// each, those left out that would say nothing. The last is the point.
std::vector<std::string> lesson_of(const Comparison& comparison);

/// That branches were forced or something else was read, and why; empty where the runs are natural.
std::string forced_words(const Comparison& comparison);

/// What is to be kept in mind when reading it.
std::vector<std::string> notes_of(const Comparison& comparison);

}  // namespace freehold::cli
