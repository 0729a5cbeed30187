// SPDX-License-Identifier: MIT
// The options that say which allocator works in the heap, the same for every command.
#pragma once

#include "freehold/heap.hpp"
#include "vm/cli/arguments.hpp"

namespace freehold::cli {

/// Once any of the options is given, whatever it says, reports tell why a place was chosen.
HeapSettings heap_settings(const Arguments& arguments);

}  // namespace freehold::cli
