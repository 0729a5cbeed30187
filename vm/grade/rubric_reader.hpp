// SPDX-License-Identifier: MIT
// The text of a rubric.toml as a Rubric. It looks into no other files.
#pragma once

#include <optional>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/grade/rubric.hpp"

namespace freehold::grade {

struct RubricReading {
    std::optional<Rubric> rubric;  ///< exactly when nothing is wrong
    std::vector<Diagnostic> problems;
    Sources sources;  ///< what they refer to
};

/// Never throws for what the text contains.
RubricReading read_rubric(Source text);

}  // namespace freehold::grade
