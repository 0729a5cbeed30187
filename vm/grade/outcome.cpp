// SPDX-License-Identifier: MIT
#include "vm/grade/outcome.hpp"

namespace freehold::grade {

namespace {
constexpr std::string_view blanks = " \t\r";
}

std::string mark_of(std::string_view line) {
    const auto at = line.find(";@");
    if (at == std::string_view::npos) return "";
    std::string_view mark = line.substr(at + 2);
    mark = mark.substr(0, mark.find(';'));
    const auto first = mark.find_first_not_of(blanks);
    if (first == std::string_view::npos) return "";
    return std::string{mark.substr(first, mark.find_last_not_of(blanks) - first + 1)};
}

bool has_mark(const Source& source, std::string_view mark) {
    for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
        if (mark_of(source.line(line)) == mark) return true;
    }
    return false;
}

}  // namespace freehold::grade
