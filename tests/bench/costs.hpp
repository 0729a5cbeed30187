// SPDX-License-Identifier: MIT
// What everyone pays, however short the program: the start, memory, assembling and verifying.
#pragma once

#include <cstddef>

#include "tests/bench/measure.hpp"

namespace freehold::bench {

/// From nothing to the end of a program that does next to nothing, in milliseconds.
struct StartTimes {
    Spread ours;        ///< a seed example
    Spread c;           ///< a C program likewise
    Spread difference;  ///< of each pair
};
/// `clock` is the field of Sample that counts.
StartTimes start_times(double Sample::*clock, int pairs);

/// Megabytes resident at most.
struct PeakMemory {
    double ours = 0;  ///< a seed example
    double c = 0;     ///< a C program that does next to nothing
};
PeakMemory peak_memory();

/// Seconds of processor time for a source of straight code, in this process.
struct BuildTimes {
    std::size_t lines = 0;
    Spread assembling;
    Spread both;  ///< assembling and verifying
};
BuildTimes build_times(std::size_t least_lines, int rounds);

}  // namespace freehold::bench
