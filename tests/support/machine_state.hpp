// SPDX-License-Identifier: MIT
// All that can be seen of a machine, so that two can be compared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold::test {

/// A line for each thing: how far it is, its frames, ids, input and output, and each word of memory
/// that holds something or of which something is known.
std::vector<std::string> state_of(const Machine& machine);

/// Runs the program to its end, or `most` steps far, and then goes back step by step and to and
/// fro, comparing with what runs that never went back are like there. What differs; empty if
/// nothing.
std::string going_back_differs(const Program& program, const Options& options,
                               const std::string& input, Step most);

}  // namespace freehold::test
