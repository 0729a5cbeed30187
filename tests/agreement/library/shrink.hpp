// SPDX-License-Identifier: MIT
// From a program with a property to the smallest one that still has it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/agreement/library/model.hpp"

namespace freehold::agreement {

/// Leaves out lines for as long as `holds` does.
std::string shrink_text(std::string text, const std::function<bool(const std::string&)>& holds);

/// Everything that is one step smaller: a function that nobody calls left out, a statement left out
/// or replaced by its body. Unused locals go at once.
std::vector<Program> one_step_smaller(const Program& program);

/// Takes one_step_smaller() for as long as one of them will do. `which` gets them all at once and
/// returns the first that does, or -1: asking rustc about many is hardly dearer than about one.
Program shrink_program(Program program,
                       const std::function<int(const std::vector<Program>&)>& which);

}  // namespace freehold::agreement
