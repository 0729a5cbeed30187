// SPDX-License-Identifier: MIT
// What was measured, as text for a terminal.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/compare/bars.hpp"
#include "tests/bench/compare/results.hpp"

namespace freehold::bench {

/// Who takes part, in which version, and who is missing and why.
std::string peers_table(const std::vector<Peer>& peers);

/// One kernel: seconds of processor time, and how many times as long as each peer fast took.
std::string kernel_table(const KernelRuns& kernel);

/// Kernel by kernel and in the mean, who took how many times as long as whom.
std::string ratios_table(const std::vector<KernelRuns>& kernels, const std::vector<Peer>& peers);

/// Of a trial (see is_trial) no bar is judged.
std::string bars_table(const std::vector<Judged>& bars, bool trial);

}  // namespace freehold::bench
