// SPDX-License-Identifier: MIT
#include "tests/bench/compare/tables.hpp"

#include <fmt/format.h>

#include <map>

namespace freehold::bench {
namespace {

/// Whose times stand above whose.
struct Pair {
    std::string ours;
    std::string other;
};

std::vector<Pair> pairs_among(const std::vector<Peer>& peers) {
    std::vector<Pair> pairs;
    for (const Peer& peer : peers) {
        if (peer.name != fast.name) pairs.push_back({fast.name, peer.name});
    }
    // These look at about as much as this way of Freehold's.
    pairs.push_back({not_verified.name, "memcheck"});
    pairs.push_back({not_verified.name, "memcheck-O0"});
    return pairs;
}

std::string text_of(const Spread& spread, int digits) {
    return fmt::format("{:.{}f} ({:.{}f}-{:.{}f})", spread.median, digits, spread.least, digits,
                       spread.most, digits);
}

std::string ratio_text(const std::optional<std::vector<double>>& ratio) {
    return ratio ? text_of(spread_of(*ratio), 2) : "";
}

std::string row_of(const KernelRuns& kernel, const Run& run) {
    if (!run.problem.empty()) return fmt::format("    {:<12} {}\n", run.peer, run.problem);
    std::string ratio;
    if (run.peer != fast.name) ratio = ratio_text(ratios(kernel, fast.name, run.peer));
    return fmt::format("    {:<12} {:<22} {:>8.1f}   {}\n", run.peer,
                       text_of(spread_of(run.times), 3), run.start * 1e3, ratio);
}

/// Empty for a pair that has not a single ratio.
std::string ratios_row(const Pair& pair, const std::vector<KernelRuns>& kernels) {
    const auto mean = mean_ratio(kernels, pair.ours, pair.other);
    if (!mean) return {};
    std::string row = fmt::format("{:<23}", pair.ours + " / " + pair.other);
    for (const KernelRuns& kernel : kernels) {
        const auto ratio = ratios(kernel, pair.ours, pair.other);
        row +=
            ratio ? fmt::format(" {:>9.2f}", spread_of(*ratio).median) : fmt::format(" {:>9}", "-");
    }
    return row + "  " + text_of(mean->spread, 2) + "\n";
}

/// reason -> kernels, of one peer.
std::map<std::string, std::string> left_out_by_reason(const Peer& peer) {
    std::map<std::string, std::string> reasons;
    for (const auto& [kernel, reason] : peer.left_out) {
        std::string& kernels = reasons[reason];
        kernels += (kernels.empty() ? "" : ", ") + kernel;
    }
    return reasons;
}

}  // namespace

std::string peers_table(const std::vector<Peer>& peers) {
    std::string text;
    for (const Peer& peer : peers) {
        if (!peer.missing.empty()) {
            text += fmt::format("{:<12} missing: {}\n", peer.name, peer.missing);
            continue;
        }
        text += fmt::format("{:<12} {}\n{:<12}   checks {}\n", peer.name, peer.version, "",
                            peer.checks);
        for (const auto& [reason, kernels] : left_out_by_reason(peer)) {
            text += fmt::format("{:<12}   leaves out {}: {}\n", "", kernels, reason);
        }
    }
    return text;
}

std::string kernel_table(const KernelRuns& kernel) {
    std::string text = fmt::format("{}, n = {}\n    {:<12} {:<22} {:>8}   fast / peer\n",
                                   kernel.kernel.name, kernel.kernel.n, "", "seconds", "start, ms");
    for (const Run& run : kernel.runs) text += row_of(kernel, run);
    return text;
}

std::string ratios_table(const std::vector<KernelRuns>& kernels, const std::vector<Peer>& peers) {
    std::string text = fmt::format("{:<23}", "times as long as");
    for (const KernelRuns& kernel : kernels) text += fmt::format(" {:>9}", kernel.kernel.name);
    text += "  geometric mean\n";
    for (const Pair& pair : pairs_among(peers)) text += ratios_row(pair, kernels);
    return text;
}

std::string bars_table(const std::vector<Judged>& bars) {
    std::string text = fmt::format("{:<32} {:<20} {:>5} {:>8}\n", "bar", "seen", "most", "stretch");
    for (const Judged& judged : bars) {
        const Bar& bar = judged.bar;
        const std::string what = bar.unit.empty() ? bar.what : bar.what + ", " + bar.unit;
        const std::string stretch = bar.stretch ? fmt::format("{}", *bar.stretch) : "-";
        text += fmt::format("{:<32} {:<20} {:>5} {:>8}  {}; {}\n", what,
                            judged.value ? text_of(*judged.value, 2) : "-", bar.most, stretch,
                            verdict(judged), judged.note);
    }
    return text;
}

}  // namespace freehold::bench
