// SPDX-License-Identifier: MIT
#include "tests/bench/compare/bars.hpp"

#include <fmt/format.h>

#include "tests/bench/costs.hpp"

namespace freehold::bench {
namespace {

struct RatioBar {
    const char* ours;
    const char* other;
    double most;
    std::optional<double> stretch;
    std::vector<std::string> kernels = {};  ///< none: all that both run
};

const std::vector<std::string> without_heap{"fib", "loop", "sieve", "matmul", "quicksort", "hash"};

const std::vector<RatioBar>& ratio_bars() {
    static const std::vector<RatioBar> all{
        {"fast", "lua5.4", 0.45, 0.35},
        {"fast", "luajit-joff", 0.65, 0.50},
        {"fast", "gcc-O2", 5.5, 4.4},
        {"fast", "wasm3", 0.85, {}, without_heap},
        // Its manual asks for -O0; and that is what Freehold runs: each local in memory.
        {"no-verify", "memcheck-O0", 0.75, 0.5},
        {"fast", "gcc-O2", 3.5, 2.5, {"churn"}},
    };
    return all;
}

std::string why_not_measured(const RatioBar& bar, const std::vector<Peer>& peers) {
    for (const char* name : {bar.ours, bar.other}) {
        const Peer* found = nullptr;
        for (const Peer& peer : peers) {
            if (peer.name == name) found = &peer;
        }
        if (found == nullptr) return fmt::format("{} was not asked for", name);
        if (!found->missing.empty()) return fmt::format("{} is missing", name);
    }
    return "no kernel of it, or too short";
}

std::string joined(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, " "));
}

std::string title(const RatioBar& bar) {
    const std::string over = bar.kernels.size() == 1 ? bar.kernels.front() + ": " : "";
    return fmt::format("{}{} / {}", over, bar.ours, bar.other);
}

Judged judge(const RatioBar& bar, const std::vector<KernelRuns>& kernels,
             const std::vector<Peer>& peers) {
    const Bar asked{title(bar), bar.most, bar.stretch};
    const auto mean = mean_ratio(kernels, bar.ours, bar.other, bar.kernels);
    if (!mean) return {asked, std::nullopt, why_not_measured(bar, peers)};
    return {asked, mean->spread, joined(mean->kernels)};
}

/// Of the kernels that do not live from the heap, the one in which wasm3 does best.
Judged judge_worst_beside_wasm3(const std::vector<KernelRuns>& kernels,
                                const std::vector<Peer>& peers) {
    Judged worst{{"worst kernel: fast / wasm3", 1.15}, std::nullopt, {}};
    for (const std::string& name : without_heap) {
        const auto one = mean_ratio(kernels, "fast", "wasm3", {name});
        if (!one || (worst.value && worst.value->median >= one->spread.median)) continue;
        worst.value = one->spread;
        worst.note = name;
    }
    if (!worst.value) worst.note = why_not_measured({"fast", "wasm3", 0, {}}, peers);
    return worst;
}

Spread exactly(double value) { return {value, value, value}; }

}  // namespace

std::string verdict(const Judged& judged) {
    if (!judged.value) return "not measured";
    const double value = judged.value->median;
    if (value > judged.bar.most) return "NOT KEPT";
    return value <= judged.bar.stretch.value_or(0) ? "kept, with the stretch" : "kept";
}

std::vector<Judged> judge_ratios(const std::vector<KernelRuns>& kernels,
                                 const std::vector<Peer>& peers) {
    std::vector<Judged> all;
    for (const RatioBar& bar : ratio_bars()) all.push_back(judge(bar, kernels, peers));
    all.push_back(judge_worst_beside_wasm3(kernels, peers));
    return all;
}

std::vector<Judged> judge_costs(int rounds) {
    const StartTimes start = start_times(&Sample::processor, rounds * 20);
    const BuildTimes build = build_times(100'000, rounds);
    return {
        {{"start above an empty C program", 1.5, 1.0, "ms"}, start.difference, "a seed example"},
        {{"peak memory", 6, 4, "MB"}, exactly(peak_memory().ours), "a seed example"},
        {{"assembling and verifying", 0.7, 0.3, "s"},
         build.both,
         fmt::format("{} lines of straight code", build.lines)},
    };
}

}  // namespace freehold::bench
