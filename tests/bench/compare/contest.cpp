// SPDX-License-Identifier: MIT
#include "tests/bench/compare/contest.hpp"

#include <algorithm>
#include <utility>

namespace freehold::bench {
namespace {

const Kernel idle{"fib", 1};

/// Seconds of processor time for next to no work, the median of some runs.
double start_of(const Peer& peer, int runs) {
    if (!why_not(peer, idle).empty()) return 0;
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        times.push_back(run_once(peer.command(idle)).processor);
    }
    return spread_of(times).median;
}

void add_round(Run& run, const Command& command) {
    if (!run.problem.empty()) return;
    const Sample sample = run_once(command);
    run.times.push_back(sample.processor);
    if (sample.status == 0) return;
    run.problem = "ended with status " + std::to_string(sample.status);
    run.wrong = true;
}

}  // namespace

Contest::Contest(std::vector<Peer> peers, int rounds)
    : m_peers(std::move(peers)), m_rounds(rounds) {
    for (const Peer& peer : m_peers) m_starts.push_back(start_of(peer, std::max(5, rounds + 2)));
}

Run Contest::first_run(const Peer& peer, double start, const Kernel& kernel,
                       const std::string& expected) const {
    Run run{peer.name, why_not(peer, kernel), false, {}, start};
    if (run.problem.empty() && output_of(peer.command(kernel)) != expected) {
        run.problem = "gives another result than Freehold";
        run.wrong = true;
    }
    return run;
}

KernelRuns Contest::run(const Kernel& kernel) const {
    const std::string expected = output_of(peer_named(fast.name).command(kernel));
    KernelRuns result{kernel, {}};
    for (std::size_t p = 0; p < m_peers.size(); ++p) {
        result.runs.push_back(first_run(m_peers[p], m_starts[p], kernel, expected));
    }
    for (int round = 0; round < m_rounds; ++round) {
        for (std::size_t p = 0; p < m_peers.size(); ++p) {
            add_round(result.runs[p], m_peers[p].command(kernel));
        }
    }
    return result;
}

}  // namespace freehold::bench
