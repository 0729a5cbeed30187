// SPDX-License-Identifier: MIT
// The program's input, read ahead in pieces; it remembers what the program has taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "freehold/machine.hpp"

namespace freehold {

class InputReader {
public:
    /// `input` may be nullptr: then there is none.
    explicit InputReader(Input* input) : m_input(input) {}

    /// The next byte, taken; nothing at the end.
    std::optional<std::uint8_t> read_byte();

    /// The next line, taken, without its newline; nothing at the end.
    std::optional<std::string> read_line();

    enum class Number : std::uint8_t { Read, AtEnd, NotANumber, TooLarge };
    /// Skips white space and takes a decimal number with an optional sign. Otherwise `text` is the
    /// word that stands there, which is not taken.
    Number read_int(std::int64_t& value, std::string& text);

    /// All bytes the program has taken.
    std::string_view taken() const { return std::string_view(m_bytes).substr(0, m_next); }

private:
    bool has_byte();
    void skip_space();

    Input* m_input;
    std::string m_bytes;  ///< all that was ever read: taken() and what lies ahead
    std::size_t m_next = 0;
};

}  // namespace freehold
