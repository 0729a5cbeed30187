// SPDX-License-Identifier: MIT
// Why the allocator chose a place, in words.
#pragma once

#include <string>

#include "freehold/heap.hpp"

namespace freehold {

/// "first fit: 3rd of 5 free chunks, 96 bytes, 48 split off"; empty where nobody was to be told.
std::string placement_text(const Placement& placement);

}  // namespace freehold
