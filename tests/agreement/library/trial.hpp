// SPDX-License-Identifier: MIT
// One seed: a generated program and its mutants, all properties asked of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/agreement/library/properties.hpp"

namespace freehold::agreement {

struct Failure {
    std::uint64_t seed = 0;
    Violation violation;
    std::string program;  ///< the smallest that still fails; `.expanded` if it was mutated as code

    /// All of it, and the command that does it again.
    std::string text() const;
};

/// Asks the program of the seed and about ten mutants of it.
std::optional<Failure> try_seed(std::uint64_t seed, PropertyChecker& checker);

}  // namespace freehold::agreement
