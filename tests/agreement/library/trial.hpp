// SPDX-License-Identifier: MIT
// One seed: a program and its mutants, all properties asked of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "freehold/assemble.hpp"
#include "tests/agreement/library/properties.hpp"

namespace freehold::agreement {

struct Failure {
    std::uint64_t seed = 0;
    Violation violation;
    std::string program;  ///< the smallest that still fails; `.expanded` if it was mutated as code
    std::string command = "properties";  ///< of freehold_long, what finds it

    /// All of it, and the command that does it again.
    std::string text() const;
};

/// Assembles a text by itself: there are no other files.
Assembly assemble_alone(std::string text);

/// The texts of the files below a folder that are programs by themselves, in order of their names.
std::vector<std::string> programs_below(const std::string& folder);

/// Asks the program of the seed and about ten mutants of it.
std::optional<Failure> try_seed(std::uint64_t seed, PropertyChecker& checker);

/// Damages a text as the seed says; if that is still a program, asks it and about ten mutants.
std::optional<Failure> try_damaged(const std::string& text, std::uint64_t seed,
                                   PropertyChecker& checker);

}  // namespace freehold::agreement
