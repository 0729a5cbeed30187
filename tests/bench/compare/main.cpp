// SPDX-License-Identifier: MIT
// How fast is it beside others? See `--help` and docs/performance.md.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "tests/bench/compare/contest.hpp"
#include "tests/bench/compare/request.hpp"
#include "tests/bench/compare/results_json.hpp"
#include "tests/bench/compare/tables.hpp"

namespace freehold::bench {
namespace {

enum Status { Fine = 0, WrongResult = 1, Usage = 2, CannotWrite = 3 };

void say(const std::string& text) {
    fmt::print("{}\n", text);
    std::fflush(stdout);
}

std::vector<Peer> chosen_peers(const std::vector<std::string>& names) {
    std::vector<Peer> chosen;
    for (const Peer& peer : all_peers()) {
        const bool named = std::find(names.begin(), names.end(), peer.name) != names.end();
        if (names.empty() || named || peer.name == fast.name) chosen.push_back(peer);
    }
    return chosen;
}

std::vector<KernelRuns> run_kernels(const Request& request, const std::vector<Peer>& peers) {
    const Contest contest(peers, request.rounds);
    std::vector<KernelRuns> results;
    for (const Kernel& kernel : request.kernels) {
        results.push_back(contest.run(kernel));
        say(kernel_table(results.back()));
    }
    return results;
}

std::vector<Judged> judge_all(const Request& request, const std::vector<KernelRuns>& results,
                              const std::vector<Peer>& peers) {
    std::vector<Judged> bars = judge_ratios(results, peers);
    if (!request.costs) return bars;
    for (Judged& judged : judge_costs(request.rounds)) bars.push_back(std::move(judged));
    return bars;
}

bool any_wrong(const std::vector<KernelRuns>& results) {
    for (const KernelRuns& kernel : results) {
        for (const Run& run : kernel.runs) {
            if (run.wrong) return true;
        }
    }
    return false;
}

bool write(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) fmt::print(stderr, "cannot write `{}`\n", path);
    return static_cast<bool>(file);
}

Status compare(const Request& request) {
    const std::vector<Peer> peers = chosen_peers(request.peers);
    say(peers_table(peers));
    const std::vector<KernelRuns> results = run_kernels(request, peers);
    say(ratios_table(results, peers));
    const std::vector<Judged> bars = judge_all(request, results, peers);
    say(bars_table(bars));
    if (!request.json_path.empty() && !write(request.json_path, to_json(peers, results, bars))) {
        return CannotWrite;
    }
    return any_wrong(results) ? WrongResult : Fine;
}

}  // namespace
}  // namespace freehold::bench

int main(int argc, char** argv) {
    using namespace freehold::bench;
    const Request request = request_of({argv + 1, argv + argc});
    if (!request.mistake.empty()) {
        fmt::print(stderr, "{}\n\n{}", request.mistake, help_text());
        return Usage;
    }
    if (request.help) {
        fmt::print("{}", help_text());
        return Fine;
    }
    return compare(request);
}
