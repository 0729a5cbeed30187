// SPDX-License-Identifier: MIT
// A program without branches: what one run of each function goes through.
#pragma once

#include "tests/agreement/library/model.hpp"
#include "tests/agreement/library/random.hpp"

namespace freehold::agreement {

/// The same program with each branch decided and each loop unrolled, as `random` says. A loop that
/// is not left after a few rounds ends the path.
Program one_path(const Program& program, Random& random);

}  // namespace freehold::agreement
