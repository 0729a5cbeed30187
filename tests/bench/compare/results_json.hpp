// SPDX-License-Identifier: MIT
// What was measured, for programs.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/compare/bars.hpp"
#include "tests/bench/compare/results.hpp"

namespace freehold::bench {

/// A document: the peers, each kernel with the times of each round, and the bars.
std::string to_json(const std::vector<Peer>& peers, const std::vector<KernelRuns>& kernels,
                    const std::vector<Judged>& bars);

}  // namespace freehold::bench
