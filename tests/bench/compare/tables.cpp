// SPDX-License-Identifier: MIT
#include "tests/bench/compare/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
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

/// Of a single round just that.
std::string text_of(const Spread& spread, int digits) {
    if (spread.least == spread.most) return fmt::format("{:.{}f}", spread.median, digits);
    return fmt::format("{:.{}f} ({:.{}f}-{:.{}f})", spread.median, digits, spread.least, digits,
                       spread.most, digits);
}

std::string ratio_text(const std::optional<std::vector<double>>& ratio) {
    return ratio ? text_of(spread_of(*ratio), 2) : "-";
}

/// Why a peer does not run a kernel stands in the first table.
std::string row_of(const KernelRuns& kernel, const Run& run) {
    if (!run.problem.empty()) {
        return fmt::format("    {:<12} {}\n", run.peer, run.wrong ? run.problem : "-");
    }
    const std::string start = fmt::format("{:.1f}", run.start * 1e3);
    std::string line =
        fmt::format("    {:<12} {:<22} {:>9}", run.peer, text_of(spread_of(run.times), 3), start);
    if (run.peer != fast.name) line += "   " + ratio_text(ratios(kernel, fast.name, run.peer));
    return line + "\n";
}

/// The names of kernels stand above their columns.
std::string column(const KernelRuns& kernel, const std::string& text) {
    const std::size_t width = std::max<std::size_t>(kernel.kernel.name.size(), 7);
    return fmt::format(" {:>{}}", text, width);
}

/// Some of the kernels, as many as a terminal has room for.
using Block = std::vector<KernelRuns>;

std::vector<Block> blocks_of(const std::vector<KernelRuns>& kernels) {
    constexpr std::size_t most = 4;
    std::vector<Block> blocks;
    for (std::size_t k = 0; k < kernels.size(); ++k) {
        if (k % most == 0) blocks.emplace_back();
        blocks.back().push_back(kernels[k]);
    }
    return blocks;
}

std::string line_of(const std::string& first, const std::string& second,
                    const std::string& columns) {
    std::string line = fmt::format("{:<23} {:<19}{}", first, second, columns);
    return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

/// `mean` is that over the kernels of all blocks.
std::string ratios_row(const Pair& pair, const std::string& mean, const Block& block) {
    std::string columns;
    for (const KernelRuns& kernel : block) {
        const auto ratio = ratios(kernel, pair.ours, pair.other);
        columns += column(kernel, ratio ? fmt::format("{:.2f}", spread_of(*ratio).median) : "-");
    }
    return line_of(pair.ours + " / " + pair.other, mean, columns);
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
    std::string text = fmt::format("{}, n = {}\n    {:<12} {:<22} {:>9}   fast / peer\n",
                                   kernel.kernel.name, kernel.kernel.n, "", "seconds", "start, ms");
    for (const Run& run : kernel.runs) text += row_of(kernel, run);
    return text;
}

std::string ratios_table(const std::vector<KernelRuns>& kernels, const std::vector<Peer>& peers) {
    std::string text;
    for (const Block& block : blocks_of(kernels)) {
        std::string names;
        for (const KernelRuns& kernel : block) names += column(kernel, kernel.kernel.name);
        text += line_of("times as long as", text.empty() ? "geometric mean" : "", names);
        const bool is_first = block.front().kernel.name == kernels.front().kernel.name;
        for (const Pair& pair : pairs_among(peers)) {
            const auto mean = mean_ratio(kernels, pair.ours, pair.other);
            if (!mean) continue;  // not a single ratio
            text += ratios_row(pair, is_first ? text_of(mean->spread, 2) : "", block);
        }
    }
    return text +
           "below 1: the first is faster; -: left out (see the first table), or little\n"
           "more than the start\n";
}

std::string bars_table(const std::vector<Judged>& bars, bool trial) {
    std::string text;
    if (trial) {
        text =
            "figures of a trial, not of all kernels in their usual n: no bar is judged by them\n";
    }
    text += fmt::format("{:<34} {:<20} {:>5} {:>8}\n", "bar", "seen", "most", "stretch");
    for (const Judged& judged : bars) {
        const Bar& bar = judged.bar;
        const std::string what = bar.unit.empty() ? bar.what : bar.what + ", " + bar.unit;
        const std::string stretch = bar.stretch ? fmt::format("{}", *bar.stretch) : "-";
        text += fmt::format("{:<34} {:<20} {:>5} {:>8}  {}{}\n", what,
                            judged.value ? text_of(*judged.value, 2) : "-", bar.most, stretch,
                            trial ? "" : verdict(judged) + "; ", judged.note);
    }
    return text;
}

}  // namespace freehold::bench
