// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "vm/grade/rubric.hpp"
#include "vm/grade/run_facts.hpp"

namespace freehold::grade {

/// What does not hold of single blocks: the order in which they were freed, whether they moved. A
/// sentence each. `hidden`: without the blocks' names, which may be those of a harness.
std::vector<std::string> block_misses(const Expectations& expects,
                                      const std::vector<BlockFacts>& blocks, bool hidden);

}  // namespace freehold::grade
