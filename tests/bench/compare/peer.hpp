// SPDX-License-Identifier: MIT
// Whatever runs the kernels: Freehold in one of its ways, and all it is compared with.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/kernels.hpp"

namespace freehold::bench {

struct Peer {
    std::string name;     ///< as `--peers` and the tables have it
    std::string checks;   ///< what it looks at while it runs
    std::string version;  ///< of what runs; empty when it is missing
    std::string missing;  ///< why it does not run here; empty: it does
    /// Kernels that it cannot run with the same work and the same result, and why.
    std::map<std::string, std::string> left_out;
    std::function<Command(const Kernel&)> command;
};

/// Everyone, in the order of the tables; missing ones too.
const std::vector<Peer>& all_peers();

/// `name` is one of them.
const Peer& peer_named(const std::string& name);

/// Why a peer does not run a kernel; empty: it does.
std::string why_not(const Peer& peer, const Kernel& kernel);

/// The parts of all_peers(), by where they come from.
std::vector<Peer> freehold_peers();
std::vector<Peer>
twin_peers();  ///< the twins in C: compiled in several ways, watched, as WebAssembly
std::vector<Peer> script_peers();  ///< languages that run a text

}  // namespace freehold::bench
