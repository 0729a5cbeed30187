// SPDX-License-Identifier: MIT
// Conditions of breakpoints: `i == 3`, `p.next != null and i < n`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/debug/place.hpp"

namespace freehold::debug {

/// Whether a condition holds, or why it cannot be told.
struct Verdict {
    bool holds = false;
    std::string problem = {};
};

class Condition {
public:
    /// What is wrong with the text is in problem().
    explicit Condition(std::string_view text);

    const std::string& text() const { return m_text; }
    const std::string& problem() const { return m_problem; }
    Verdict ask(const Scene& scene) const;

private:
    enum class Compares : std::uint8_t { Equal, Unequal, Less, AtMost, More, AtLeast };
    struct Comparison {
        std::string left;
        Compares how{};
        std::string right;
    };
    bool parse(std::string_view comparison);

    std::string m_text;
    std::string m_problem;
    std::vector<Comparison> m_all;
};

}  // namespace freehold::debug
