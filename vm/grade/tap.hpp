// SPDX-License-Identifier: MIT
// Grades in the Test Anything Protocol, version 13, as `prove` reads it.
#pragma once

#include <string>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// A line for each check: `ok`, `not ok`, and `ok … # SKIP` where it was not counted; what did not
/// hold follows as comments. With several submissions each name begins with that of its submission.
std::string tap_text(const ClassResult& result);

}  // namespace freehold::grade
