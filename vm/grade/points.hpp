// SPDX-License-Identifier: MIT
// Marks, exactly: 2, 0.5, 0.25.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace freehold::grade {

/// A number of points, in hundredths: sums are exact, and the same everywhere.
struct Points {
    std::int64_t hundredths = 0;

    static constexpr Points whole(std::int64_t points) { return {points * 100}; }
    constexpr double value() const { return static_cast<double>(hundredths) / 100; }
    /// "2", "0.5", "12.25".
    std::string text() const;

    friend constexpr Points operator+(Points a, Points b) { return {a.hundredths + b.hundredths}; }
    constexpr Points& operator+=(Points other) { return *this = *this + other; }
    friend constexpr auto operator<=>(Points, Points) = default;
};

}  // namespace freehold::grade
