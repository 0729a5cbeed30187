// SPDX-License-Identifier: MIT
// Random numbers that are the same on every machine: a seed is a program (splitmix64).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace freehold::agreement {

class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15u;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// 0 .. n-1; n is at least 1. Not perfectly even, which does not matter here.
    std::uint32_t below(std::size_t n) {
        return static_cast<std::uint32_t>((next() >> 32) * static_cast<std::uint64_t>(n) >> 32);
    }
    /// from .. to, both included.
    int between(int from, int to) {
        return from + static_cast<int>(below(static_cast<std::size_t>(to - from + 1)));
    }
    bool percent(std::uint32_t n) { return below(100) < n; }

    template <typename T>
    const T& of(const std::vector<T>& choices) {
        return choices[below(choices.size())];
    }

private:
    std::uint64_t m_state;
};

}  // namespace freehold::agreement
