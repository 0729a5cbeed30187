// SPDX-License-Identifier: MIT
// Chance that is the same on every machine: splitmix64. The distributions of the standard library
// differ from one library to another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace freehold::quiz {

class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15;
        std::uint64_t bits = m_state;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }
    /// One of 0 to count - 1; `count` is not 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t k = items.size(); k > 1; --k) std::swap(items[k - 1], items[below(k)]);
    }
    /// At most so many of them, in any order.
    template <class T>
    std::vector<T> some_of(std::vector<T> items, std::size_t most) {
        shuffle(items);
        if (items.size() > most)
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(most), items.end());
        return items;
    }

private:
    std::uint64_t m_state;
};

}  // namespace freehold::quiz
