// SPDX-License-Identifier: MIT
// Kernels run by peers, in turns.
#pragma once

#include "tests/bench/compare/results.hpp"

namespace freehold::bench {

class Contest {
public:
    /// Starts each peer that is there a few times, to know what that takes. Freehold's fast way
    /// must be among them: its output is the one to meet.
    Contest(std::vector<Peer> peers, int rounds);

    /// Each round runs each peer once, so that what else the machine does meets all of them. A peer
    /// with another output than Freehold's, or another status than 0, gets no times.
    KernelRuns run(const Kernel& kernel) const;

private:
    Run first_run(const Peer& peer, double start, const Kernel& kernel,
                  const std::string& expected) const;

    std::vector<Peer> m_peers;
    std::vector<double> m_starts;
    int m_rounds;
};

}  // namespace freehold::bench
