// SPDX-License-Identifier: MIT
// One run in search of a witness, step by step, with branches forced on the way.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "freehold/machine.hpp"
#include "vm/compare/course.hpp"

namespace freehold {

/// Which branches are forced beyond those that are given.
enum class Steer : std::uint8_t {
    Nowhere,              ///< none
    WhereLost,            ///< those that would never lead to the next point
    Straight,             ///< those that are not the shortest way there
    StraightButForNulls,  ///< the same, but a test of null only where its outcome is a dead end
};

/// How a run went.
struct Trip {
    std::vector<bool> forced;             ///< its first decisions, which were given or taken
    std::vector<bool> decisions;          ///< all that were met
    std::vector<std::uint32_t> branches;  ///< the instructions that met them
    std::optional<Fault> fault;           ///< nothing: it ended by itself, or took too long
    bool ended = false;                   ///< with or without a fault
    std::size_t passed = 0;               ///< points
};

/// What every trip in one search shares.
struct Ground {
    const Program& program;
    Options options;  ///< without input, output and branches
    std::string_view input;
    Step steps;  ///< of one run
};

/// Runs with these decisions, then as `steer` says. Spends `budget` and stops when it is used up:
/// one for each step, and for each 4 KiB that long instructions touch; 100 for each start.
Trip travel(const Ground& ground, const Course& course, std::vector<bool> forced, Steer steer,
            Step& budget);

}  // namespace freehold
