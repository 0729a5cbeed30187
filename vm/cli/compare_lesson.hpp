// SPDX-License-Identifier: MIT
// What a comparison teaches, in a few plain sentences.
#pragma once

#include <string>
#include <vector>

#include "vm/compare/comparison.hpp"

namespace freehold::cli {

/// Without a full stop at the end, as all messages.
std::string lesson_of(const Comparison& comparison);

/// What is to be kept in mind when reading it.
std::vector<std::string> notes_of(const Comparison& comparison);

}  // namespace freehold::cli
