// SPDX-License-Identifier: MIT
// The options that say which allocator works in the heap, the same for every command.
#pragma once

#include <string_view>
#include <vector>

#include "freehold/heap.hpp"
#include "vm/cli/arguments.hpp"

namespace freehold::cli {

/// Their names, in the order of the catalogue.
const std::vector<std::string_view>& heap_options();

/// Once any of the options is given, whatever it says, reports tell why a place was chosen.
HeapSettings heap_settings(const Arguments& arguments);

}  // namespace freehold::cli
