// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// All grades as a document "freehold/grades"; docs/schemas/grades.schema.json describes it. Of a
/// hidden test it has no output and no command.
std::string grades_json_text(const ClassResult& result);

}  // namespace freehold::grade
