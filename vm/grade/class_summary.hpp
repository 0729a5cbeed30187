// SPDX-License-Identifier: MIT
// A class in a few numbers.
#pragma once

#include <cstddef>
#include <vector>

#include "vm/grade/result.hpp"

namespace freehold::grade {

struct ClassSummary {
    std::size_t count = 0;            ///< submissions
    std::size_t problems = 0;         ///< of these could not be graded; they count with 0 points
    std::size_t full_marks = 0;       ///< of these got all there was
    Points most{};                    ///< the highest full marks
    Points mean{};                    ///< rounded to hundredths, halves upwards; 0 of none
    Points median{};                  ///< of an even number the mean of the middle two
    std::vector<std::size_t> passed;  ///< for each test, in the rubric's order: how many passed it
};

ClassSummary summary_of(const ClassResult& result);

/// The tests that the submissions were given: those of the one that has most of them, since one
/// that could not be graded may have none. Nothing where there are none.
const std::vector<TestResult>& tests_of(const ClassResult& result);

}  // namespace freehold::grade
