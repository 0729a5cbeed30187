// SPDX-License-Identifier: MIT
// The same as JSON, `freehold/heap-compare` (docs/schemas/heap-compare.schema.json).
#pragma once

#include <string>
#include <vector>

#include "vm/cli/load.hpp"
#include "vm/compare/heap_trials.hpp"

namespace freehold::cli {

/// The whole document, ending in a newline; without trials, of a program that did not assemble.
std::string heap_compare_json_text(const std::vector<HeapTrial>& trials, const Loaded& loaded);

}  // namespace freehold::cli
