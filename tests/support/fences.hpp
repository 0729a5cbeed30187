// SPDX-License-Identifier: MIT
// The fenced blocks of a Markdown page: ```kind … ```.
#pragma once

#include <string>
#include <vector>

namespace freehold::test {

struct Fence {
    std::string kind;      ///< what follows the three backticks: "fh F302"
    std::string text;      ///< the lines between, each with its newline
    std::size_t line = 0;  ///< of the three backticks, from 1
};

std::vector<Fence> fences_in(const std::string& page);

}  // namespace freehold::test
