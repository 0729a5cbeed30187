// SPDX-License-Identifier: MIT
// A program as it lies in memory, for reading: what a hex dump would show, with its meaning beside.
#pragma once

#include <string>

#include "freehold/program.hpp"

namespace freehold {

/// One line for each instruction and static: address, bytes in the order of memory, what they are,
/// and for instructions the line of the source they come from. It does not assemble again.
std::string listing(const Program& program);

}  // namespace freehold
