// SPDX-License-Identifier: MIT
// The blocks alive at the end, by what owns them.
#pragma once

#include <vector>

#include "vm/execute/story.hpp"

namespace freehold::reports {

/// A block that no other block owns, and how much hangs on it.
struct Structure {
    Leftover root;
    std::uint64_t blocks = 0;  ///< that it owns, over others too
    std::uint64_t bytes = 0;
    std::uint64_t alike = 0;  ///< other structures made by the same instruction, and lost alike
    std::uint64_t alike_bytes = 0;
};

/// One of each kind, leaks first; at most `limit`. Two structures are of a kind when the same
/// instruction made their roots and the same one forgot them: runs the program again to see.
std::vector<Structure> kinds_of_structures(const Machine& machine, std::size_t limit);

}  // namespace freehold::reports
