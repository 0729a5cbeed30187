// SPDX-License-Identifier: MIT
// A test's result on its way from one process to another.
#pragma once

#include <optional>
#include <string>

#include "vm/grade/result.hpp"

namespace freehold::grade {

std::string packed(const TestResult& result);
/// Nothing where the bytes are not what packed() makes.
std::optional<TestResult> unpacked(const std::string& bytes);

}  // namespace freehold::grade
