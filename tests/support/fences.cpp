// SPDX-License-Identifier: MIT
#include "tests/support/fences.hpp"

#include <sstream>

namespace freehold::test {

std::vector<Fence> fences_in(const std::string& page) {
    std::vector<Fence> fences;
    std::istringstream stream(page);
    bool inside = false;
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.starts_with("```")) {
            if (!inside) fences.push_back({line.substr(3), "", number});
            inside = !inside;
        } else if (inside) {
            fences.back().text += line + "\n";
        }
    }
    return fences;
}

}  // namespace freehold::test
