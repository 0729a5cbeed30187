// SPDX-License-Identifier: MIT
#include "tests/bench/compare/peer.hpp"

#include <stdexcept>

namespace freehold::bench {
namespace {

Peer freehold_peer(const Way& way, const std::string& checks) {
    return {
        way.name, checks, "Freehold " FREEHOLD_VERSION,
        {},       {},     [way](const Kernel& kernel) {
                return freehold_command(kernel, way); }};
}

}  // namespace

std::vector<Peer> freehold_peers() {
    return {
        freehold_peer(fast, "each access to memory; slots and borrows are proven before"),
        freehold_peer(checked, "each access to memory and each slot; borrows are proven before"),
        freehold_peer(not_verified, "each access to memory, each slot and each borrow"),
    };
}

const std::vector<Peer>& all_peers() {
    static const std::vector<Peer> all = [] {
        std::vector<Peer> peers = freehold_peers();
        for (Peer& peer : twin_peers()) peers.push_back(std::move(peer));
        for (Peer& peer : script_peers()) peers.push_back(std::move(peer));
        return peers;
    }();
    return all;
}

const Peer& peer_named(const std::string& name) {
    for (const Peer& peer : all_peers()) {
        if (peer.name == name) return peer;
    }
    throw std::runtime_error("no peer is called " + name);
}

std::string why_not(const Peer& peer, const Kernel& kernel) {
    if (!peer.missing.empty()) return peer.missing;
    const auto found = peer.left_out.find(kernel.name);
    return found == peer.left_out.end() ? std::string{} : found->second;
}

}  // namespace freehold::bench
