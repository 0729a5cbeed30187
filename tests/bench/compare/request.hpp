// SPDX-License-Identifier: MIT
// What the command line asks for.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/kernels.hpp"

namespace freehold::bench {

struct Request {
    int rounds = 5;
    std::vector<Kernel> kernels = kernels_for_all();
    std::vector<std::string> peers = {};  ///< beside Freehold's fast way; empty: everyone
    bool costs = true;                    ///< start, memory, assembling: only with all kernels
    std::string json_path = {};           ///< empty: no document
    bool help = false;
    std::string mistake = {};  ///< the first that is wrong; empty: nothing
};

Request request_of(const std::vector<std::string>& arguments);

/// Not all kernels, or not with their usual n: the bars are not meant for it.
bool is_trial(const Request& request);

std::string help_text();

}  // namespace freehold::bench
