// SPDX-License-Identifier: MIT
// How much of something a rubric wants: exactly so many, or between two numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace freehold::grade {

struct Bounds {
    std::optional<std::uint64_t> least;
    std::optional<std::uint64_t> most;

    static Bounds exactly(std::uint64_t number) { return {number, number}; }
    bool hold(std::uint64_t number) const;
    /// "3", "at most 4", "at least 1", "1 to 4".
    std::string text() const;
};

/// What is wrong with a number, in a sentence: ("block", 2 leaked) -> "2 blocks leaked, not 0".
/// `what` follows the quantity: "leaked".
std::string miss(const Bounds& wanted, std::uint64_t found, std::string_view noun,
                 std::string_view what);

}  // namespace freehold::grade
