// SPDX-License-Identifier: MIT
// Every program of the tree, run once, for the tests that ask what is covered.
#pragma once

#include <string>
#include <vector>

#include "tests/support/case_file.hpp"

namespace freehold::test {

/// What one program did.
struct Covered {
    std::string path;
    Outcome outcome;
};

/// Runs every case, and the programs below programs/ but the kernels, the first 50,000 steps of
/// each, and notes which opcodes ran. Done once in a process.
const std::vector<Covered>& everything_run();

/// The .fh files right in a folder of the checkout, by path.
std::vector<std::string> programs_in(const std::string& folder);

}  // namespace freehold::test
