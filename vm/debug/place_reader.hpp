// SPDX-License-Identifier: MIT
// The characters of a place's name: what comes next, and what is wrong with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace freehold::debug {

class PlaceReader {
public:
    explicit PlaceReader(std::string_view text) : m_all(text), m_rest(text) {}

    /// Whether nothing is left; otherwise that is the problem.
    bool at_end();
    /// The next character, blanks apart, if it is this one.
    bool take(char c);
    /// The next character right here; '\0' at the end.
    char next() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    bool next_is_digit();
    /// Empty when none follows.
    std::string_view take_name();
    /// Decimal, or hexadecimal with 0x.
    bool take_number(std::uint64_t& number);

    std::string_view rest() const { return m_rest; }
    void go_back(std::string_view rest) { m_rest = rest; }

    /// Notes what is wrong: false.
    bool fail(std::string problem);
    const std::string& problem() const { return m_problem; }
    /// The sentence for what comes next.
    std::string unexpected() const;
    /// As it was typed, printable.
    std::string all() const;

private:
    void skip_blanks();

    std::string_view m_all;
    std::string_view m_rest;
    std::string m_problem;
};

}  // namespace freehold::debug
