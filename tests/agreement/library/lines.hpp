// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace freehold::agreement {

using Lines = std::vector<std::string>;

/// The lines of a text without their line breaks.
inline Lines lines_of(const std::string& text) {
    Lines lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) end = text.size();
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

}  // namespace freehold::agreement
