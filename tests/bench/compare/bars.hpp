// SPDX-License-Identifier: MIT
// What is asked for beside others, and whether it is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/bench/compare/results.hpp"

namespace freehold::bench {

/// Something measured that shall be small.
struct Bar {
    std::string what;
    double most = 0;
    std::optional<double> stretch = {};  ///< what would be better still
    std::string unit = {};
};

struct Judged {
    Bar bar;
    std::optional<Spread> value;
    std::string note;  ///< over which kernels, or why there is no value
};

/// "kept", "kept, with the stretch", "NOT KEPT" or "not measured"; the median decides.
std::string verdict(const Judged& judged);

/// The bars that are ratios of times; `peers` are those that took part.
std::vector<Judged> judge_ratios(const std::vector<KernelRuns>& kernels,
                                 const std::vector<Peer>& peers);

/// The bars for what everyone pays; measures it.
std::vector<Judged> judge_costs(int rounds);

}  // namespace freehold::bench
