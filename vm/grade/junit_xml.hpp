// SPDX-License-Identifier: MIT
// Grades as JUnit XML, which most servers that run tests can show.
#pragma once

#include <string>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// A suite for each submission, a case for each check. What failed is a `failure`, what the grader
/// could not do an `error`, what was not counted is `skipped`. Points are properties. No times, so
/// that the same grades are the same text; well-formed XML 1.0 whatever bytes a program printed
/// (those that XML cannot hold are U+FFFD).
std::string junit_xml(const ClassResult& result);

}  // namespace freehold::grade
