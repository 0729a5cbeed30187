// SPDX-License-Identifier: MIT
// What an instruction calls the memory it names: all of it follows from the program.
#pragma once

#include <string>

#include "freehold/program.hpp"

namespace freehold {

/// The memory that the instruction at `index` (in Program::code) names, as source writes it:
/// "[p].next", "a[i]", "WORD". Empty when it names none.
std::string memory_name(const Program& program, std::uint32_t index);

/// Its type; None when that is not known.
TypeId memory_type(const Program& program, std::uint32_t index);

}  // namespace freehold
