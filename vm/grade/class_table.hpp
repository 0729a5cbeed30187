// SPDX-License-Identifier: MIT
// The grades of many submissions as a table, for a person.
#pragma once

#include <string>

#include "freehold/render.hpp"
#include "vm/grade/result.hpp"

namespace freehold::grade {

/// A row for each submission: points in all and for each test, `!` where the grader could not do
/// it; why one could not be graded stands in place of its points. Above them full marks, below them
/// how many passed each test; then mean and median. Where the tests' names do not fit they are
/// numbered, with a legend below; where the numbers do not fit either, the table goes on in further
/// ones.
std::string class_table(const ClassResult& result, const RenderStyle& style);

}  // namespace freehold::grade
