// SPDX-License-Identifier: MIT
// Decisions as text: groups of 0 and 1, separated by commas; `500x01` is `01` five hundred times.
#include "freehold/replay.hpp"

#include <algorithm>
#include <charconv>

namespace freehold {

namespace {

constexpr std::size_t most_decisions = 1'000'000;
constexpr std::size_t longest_period = 16;

/// How often the `period` decisions at `at` follow each other.
std::size_t rounds_at(const std::vector<bool>& all, std::size_t at, std::size_t period) {
    std::size_t end = at + period;
    while (end < all.size() && all[end] == all[end - period]) ++end;
    return (end - at) / period;
}

struct Repeated {
    std::size_t period = 1;
    std::size_t rounds = 1;
    std::size_t saved() const { return period * (rounds - 1); }
};

Repeated repeated_at(const std::vector<bool>& all, std::size_t at) {
    Repeated best;
    for (std::size_t period = 1; period <= longest_period && at + period <= all.size(); ++period) {
        const Repeated it{period, rounds_at(all, at, period)};
        if (it.saved() > best.saved()) best = it;
    }
    return best;
}

bool parse_group(std::string_view group, std::vector<bool>& branches) {
    std::size_t rounds = 1;
    if (const auto x = group.find('x'); x != group.npos) {
        const char* end = group.data() + x;
        const auto read = std::from_chars(group.data(), end, rounds);
        if (read.ec != std::errc{} || read.ptr != end || rounds == 0) return false;
        group.remove_prefix(x + 1);
    }
    if (group.empty() || group.find_first_not_of("01") != group.npos) return false;
    if (rounds > (most_decisions - branches.size()) / group.size()) return false;
    for (; rounds > 0; --rounds) {
        for (const char c : group) branches.push_back(c == '1');
    }
    return true;
}

}  // namespace

std::string replay_text(const std::vector<bool>& branches) {
    // Shorter than this it reads better as it is.
    constexpr std::size_t worth_it = 8;
    std::string text;
    bool open = false;  // a group of single decisions can go on
    for (std::size_t at = 0; at < branches.size();) {
        const Repeated it = repeated_at(branches, at);
        const bool fold = it.saved() >= worth_it;
        if (!text.empty() && (fold || !open)) text += ',';
        if (fold) text += std::to_string(it.rounds) + "x";
        const std::size_t shown = fold ? it.period : 1;
        for (std::size_t k = 0; k < shown; ++k) text += branches[at + k] ? '1' : '0';
        at += fold ? it.period * it.rounds : 1;
        open = !fold;
    }
    return text;
}

std::optional<std::vector<bool>> parse_replay(std::string_view text) {
    std::vector<bool> branches;
    while (true) {
        const auto comma = std::min(text.find(','), text.size());
        if (!parse_group(text.substr(0, comma), branches)) return std::nullopt;
        if (comma == text.size()) return branches;
        text.remove_prefix(comma + 1);
    }
}

}  // namespace freehold
