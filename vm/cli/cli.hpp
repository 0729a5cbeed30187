// SPDX-License-Identifier: MIT
// The command line as a function.
#pragma once

namespace freehold::cli {

/// Runs `freehold ARGV...` and returns its exit status. Never throws.
int main(int argc, char** argv);

}  // namespace freehold::cli
