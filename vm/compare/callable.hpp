// SPDX-License-Identifier: MIT
// Which functions of a program a run can get to.
#pragma once

#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// The function that an instruction calls or takes as a value; None.
FunctionId function_named(const Instruction& instruction);
/// By FunctionId: `main`, and those that such a function names or a static holds.
std::vector<bool> callable_functions(const Program& program);

}  // namespace freehold
