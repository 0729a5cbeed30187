// SPDX-License-Identifier: MIT
// A class's grades for a spreadsheet.
#pragma once

#include <string>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// CSV as RFC 4180 has it, UTF-8, with a header and a row for each submission: its name, points,
/// full marks, and why it could not be graded; then for each test its points and, where it has
/// further checks, those of each, which are headed "test: check". A text that a spreadsheet would
/// take for a formula begins with an apostrophe.
std::string class_csv(const ClassResult& result);

}  // namespace freehold::grade
