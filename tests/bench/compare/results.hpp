// SPDX-License-Identifier: MIT
// What was measured, and the ratios that follow from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/bench/compare/peer.hpp"
#include "tests/bench/measure.hpp"

namespace freehold::bench {

/// A peer and a kernel.
struct Run {
    std::string peer;
    std::string problem;        ///< why there are no times, or why they count for nothing
    bool wrong = false;         ///< the problem is that it failed, or printed something else
    std::vector<double> times;  ///< seconds of processor time, round by round
    double start = 0;           ///< of that what `fib` of 1 takes, too
};

struct KernelRuns {
    Kernel kernel;
    std::vector<Run> runs;
};

/// By how much `ours` took longer than `other`, each without its start, round by round; nothing
/// where one of them has no times or little more than its start.
std::optional<std::vector<double>> ratios(const KernelRuns& kernel, const std::string& ours,
                                          const std::string& other);

struct Mean {
    Spread spread;                     ///< of the rounds' geometric means
    std::vector<std::string> kernels;  ///< which are in it
};

/// Over the kernels that both ran, of those named; of all when none is named. Nothing if over none.
std::optional<Mean> mean_ratio(const std::vector<KernelRuns>& kernels, const std::string& ours,
                               const std::string& other,
                               const std::vector<std::string>& named = {});

}  // namespace freehold::bench
