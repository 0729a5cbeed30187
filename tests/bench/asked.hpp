// SPDX-License-Identifier: MIT
// What the command line of freehold_bench asks for.
#pragma once

#include <string>
#include <vector>

namespace freehold::bench {

struct Asked {
    int rounds = 7;
    std::vector<std::string> kernels = {};  ///< empty: all
    bool help = false;
    std::string mistake = {};  ///< empty: nothing is wrong
};

/// [ROUNDS] [KERNEL...]
Asked asked_of(const std::vector<std::string>& arguments);

const char* bench_help();

}  // namespace freehold::bench
