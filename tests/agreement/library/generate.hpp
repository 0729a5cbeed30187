// SPDX-License-Identifier: MIT
// Programs from seeds: the same seed gives the same program on every machine. They are valid most
// of the time and wrong in interesting ways the rest: the generator knows roughly what is
// initialised, moved and lent, and breaks the rules with a small chance at each choice.
#pragma once

#include <cstdint>

#include "tests/agreement/library/model.hpp"

namespace freehold::agreement {

Program generate(std::uint64_t seed);

}  // namespace freehold::agreement
