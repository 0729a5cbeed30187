// SPDX-License-Identifier: MIT
// "did you mean": the candidate with the fewest edits.
#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "vm/base/text.hpp"

namespace freehold {
namespace {

constexpr std::size_t longest_name = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) { return lower(c); });
    return result;
}

/// Damerau-Levenshtein distance in its restricted form: no part is edited twice. Both texts have at
/// most `longest_name` bytes.
std::uint32_t distance(std::string_view a, std::string_view b) {
    using Row = std::array<std::uint32_t, longest_name + 1>;
    std::array<Row, 3> rows{};
    for (std::uint32_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const Row& before = rows[(i + 1) % 3];  // row i - 2, for swaps
        const Row& above = rows[(i + 2) % 3];   // row i - 1
        Row& row = rows[i % 3];
        row[0] = static_cast<std::uint32_t>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

/// Which bytes a text has, modulo 64. An edit changes at most two of them, so texts whose sets
/// differ in more than twice the allowed edits are not near: a cheap way to pass by most of a
/// million labels.
std::uint64_t byte_set(std::string_view text) {
    std::uint64_t set = 0;
    for (const char c : text) set |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
    return set;
}

/// Smaller is nearer: edits apart from changes of case, then edits.
using Distance = std::pair<std::uint32_t, std::uint32_t>;

class Search {
public:
    explicit Search(std::string_view name)
        : m_name(name),
          m_lower(lower(name)),
          m_set(byte_set(m_lower)),
          m_limit(name.size() < 6 ? 1 : static_cast<std::uint32_t>(name.size() / 3)) {}

    /// The distance of a candidate that is near enough; nothing otherwise.
    std::optional<Distance> measure(std::string_view candidate) const {
        const std::string lower_candidate = lower(candidate);
        if (lower_candidate == m_lower) return Distance{0, 0};
        if (!worth_measuring(lower_candidate)) return std::nullopt;
        const std::uint32_t edits = distance(m_lower, lower_candidate);
        const bool near = edits <= m_limit && edits < std::max(m_name.size(), candidate.size());
        if (!near) return std::nullopt;
        return Distance{edits, distance(m_name, candidate)};
    }

    /// From now on only candidates with at most so many edits are of interest.
    void expect_at_most(std::uint32_t edits) { m_limit = std::min(m_limit, edits); }

private:
    bool worth_measuring(std::string_view candidate) const {
        if (std::max(candidate.size(), m_name.size()) > longest_name) return false;
        const std::size_t longer = std::max(candidate.size(), m_name.size());
        const std::size_t shorter = std::min(candidate.size(), m_name.size());
        if (longer - shorter > m_limit) return false;
        const auto differing = std::popcount(byte_set(candidate) ^ m_set);
        return static_cast<std::uint32_t>(differing) <= 2 * m_limit;
    }

    std::string_view m_name;
    std::string m_lower;
    std::uint64_t m_set;
    std::uint32_t m_limit;
};

}  // namespace

std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string_view>& candidates) {
    Search search(name);
    std::optional<std::string_view> best;
    Distance smallest{};
    for (const std::string_view candidate : candidates) {
        const std::optional<Distance> found = search.measure(candidate);
        if (!found || (best && *found >= smallest)) continue;
        best = candidate;
        smallest = *found;
        search.expect_at_most(smallest.first);
    }
    return best ? std::optional<std::string>(*best) : std::nullopt;
}

}  // namespace freehold
