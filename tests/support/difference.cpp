// SPDX-License-Identifier: MIT
#include "tests/support/difference.hpp"

#include <algorithm>

namespace freehold::test {
namespace {

using Lines = std::vector<std::string>;

/// lengths[i][j]: the longest common subsequence of what follows line i and line j.
std::vector<std::vector<unsigned>> common_lengths(const Lines& a, const Lines& b) {
    std::vector<std::vector<unsigned>> lengths(a.size() + 1, std::vector<unsigned>(b.size() + 1));
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            lengths[i][j] = a[i] == b[j] ? lengths[i + 1][j + 1] + 1
                                         : std::max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return lengths;
}

Lines marked(const Lines& a, const Lines& b) {
    const auto lengths = common_lengths(a, b);
    Lines lines;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            lines.push_back("  " + a[i++]);
            ++j;
        } else if (i < a.size() && (j == b.size() || lengths[i + 1][j] >= lengths[i][j + 1])) {
            lines.push_back("- " + a[i++]);
        } else {
            lines.push_back("+ " + b[j++]);
        }
    }
    return lines;
}

/// Whether a line that differs stands near.
bool near_difference(const Lines& lines, std::size_t at) {
    constexpr std::size_t around = 2;
    const std::size_t begin = at < around ? 0 : at - around;
    const std::size_t end = std::min(lines.size(), at + around + 1);
    return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                       lines.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const std::string& line) { return line[0] != ' '; });
}

}  // namespace

std::string difference(const Lines& expected, const Lines& seen) {
    if (expected == seen) return "";
    constexpr std::size_t most = 2'000;  // beyond that the table would be large
    if (expected.size() > most || seen.size() > most) return "too long to compare line by line\n";
    const Lines lines = marked(expected, seen);
    std::string text;
    bool cut = false;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (near_difference(lines, at)) {
            text += lines[at] + "\n";
            cut = false;
        } else if (!cut) {
            text += "  …\n";
            cut = true;
        }
    }
    return text;
}

}  // namespace freehold::test
