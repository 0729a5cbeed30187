// SPDX-License-Identifier: MIT
// One program under every policy of the heap, as a table and as JSON.
#pragma once

#include <string>
#include <vector>

#include "freehold/render.hpp"
#include "vm/compare/heap_trials.hpp"

namespace freehold::cli {

/// Within 80 columns; the best of each column in colour. `name` is what the user calls the program.
std::string heap_compare_text(const std::vector<HeapTrial>& trials, const std::string& name,
                              const RenderStyle& style);

}  // namespace freehold::cli
