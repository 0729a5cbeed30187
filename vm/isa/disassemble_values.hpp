// SPDX-License-Identifier: MIT
// The initial value of a static as expanded text.
#pragma once

#include <string>

#include "freehold/program.hpp"

namespace freehold {

/// What stands behind the `=` of a static in data: "text" for elements of u8, otherwise numbers,
/// `null`, functions by name, [element, …] and (field, …). Fields of no
/// bytes are left out.
std::string initial_value(const Program& program, const Static& item);

}  // namespace freehold
