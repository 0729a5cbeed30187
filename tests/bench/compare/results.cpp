// SPDX-License-Identifier: MIT
#include "tests/bench/compare/results.hpp"

#include <algorithm>

namespace freehold::bench {
namespace {

/// Less than this beyond the start is noise: the start itself spreads.
double least_seconds(const Run& run) { return std::max(0.002, run.start / 2); }

/// Without the start; empty when that leaves too little.
std::vector<double> own_times(const KernelRuns& kernel, const std::string& peer) {
    std::vector<double> times;
    for (const Run& run : kernel.runs) {
        if (run.peer != peer || !run.problem.empty()) continue;
        for (const double time : run.times) {
            if (time - run.start < least_seconds(run)) return {};
            times.push_back(time - run.start);
        }
    }
    return times;
}

bool is_named(const std::string& name, const std::vector<std::string>& named) {
    return named.empty() || std::find(named.begin(), named.end(), name) != named.end();
}

}  // namespace

std::optional<std::vector<double>> ratios(const KernelRuns& kernel, const std::string& ours,
                                          const std::string& other) {
    const std::vector<double> our_times = own_times(kernel, ours);
    const std::vector<double> other_times = own_times(kernel, other);
    if (our_times.empty() || our_times.size() != other_times.size()) return std::nullopt;
    std::vector<double> found;
    for (std::size_t round = 0; round < our_times.size(); ++round) {
        found.push_back(our_times[round] / other_times[round]);
    }
    return found;
}

std::optional<Mean> mean_ratio(const std::vector<KernelRuns>& kernels, const std::string& ours,
                               const std::string& other, const std::vector<std::string>& named) {
    Mean mean;
    std::vector<std::vector<double>> by_round;
    for (const KernelRuns& kernel : kernels) {
        const auto found = ratios(kernel, ours, other);
        if (!found || !is_named(kernel.kernel.name, named)) continue;
        by_round.resize(found->size());
        for (std::size_t round = 0; round < found->size(); ++round) {
            by_round[round].push_back((*found)[round]);
        }
        mean.kernels.push_back(kernel.kernel.name);
    }
    if (by_round.empty()) return std::nullopt;
    std::vector<double> means;
    for (const auto& round : by_round) means.push_back(geometric_mean(round));
    mean.spread = spread_of(means);
    return mean;
}

}  // namespace freehold::bench
