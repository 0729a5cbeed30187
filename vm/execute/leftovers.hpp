// SPDX-License-Identifier: MIT
// Which owners there are, and which blocks none of them reaches.
#pragma once

#include <vector>

#include "vm/execute/run.hpp"

namespace freehold {

/// The place of an owner of a block; Nowhere when it has none. Looks through all memory.
Where find_owner(const Run& run, ObjectId block);

/// All living blocks, ascending by id, each with whether an owner in a static or slot reaches it.
std::vector<Leftover> leftovers(const Run& run);

}  // namespace freehold
