// SPDX-License-Identifier: MIT
// What was measured, for programs.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/compare/bars.hpp"
#include "tests/bench/compare/results.hpp"
#include "tests/bench/compare/setting.hpp"

namespace freehold::bench {

/// A document, `freehold/bench` (docs/schemas/bench.schema.json): the setting, the peers, each
/// kernel with the times of each round, and the bars.
std::string to_json(const Setting& setting, const std::vector<Peer>& peers,
                    const std::vector<KernelRuns>& kernels, const std::vector<Judged>& bars);

}  // namespace freehold::bench
