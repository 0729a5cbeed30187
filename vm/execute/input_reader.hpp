// SPDX-License-Identifier: MIT
// The program's input, read ahead in pieces; it remembers what the program has taken.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "freehold/machine.hpp"

namespace freehold {

class InputReader {
public:
    /// `input` may be nullptr: then there is none. `interrupted` is set when a read may give
    /// nothing without being at the end; it outlives the reader.
    InputReader(Input* input, const std::atomic<bool>& interrupted)
        : m_input(input), m_interrupted(interrupted) {}

    /// The next byte, taken; nothing at the end.
    std::optional<std::uint8_t> read_byte();

    /// The next line, taken, without its newline; nothing at the end. Of a longer one the first
    /// `most` + 1 bytes. Valid until the next read.
    std::optional<std::string_view> read_line(std::size_t most);

    enum class Number : std::uint8_t { Read, AtEnd, NotANumber, TooLarge };
    /// Skips white space and takes a word: a decimal number with an optional sign. `text` is the
    /// word, or where it is long its beginning.
    Number read_int(std::int64_t& value, std::string& text);

    /// Whether the last of these was interrupted. It has taken nothing then, and is not at the end.
    bool broken_off() const { return m_broken_off; }

    /// All bytes the program has taken.
    std::string_view taken() const { return std::string_view(m_bytes).substr(0, m_next); }
    /// So many of them are taken; the others will be once more.
    void go_back_to(std::size_t taken) { m_next = taken; }

private:
    bool has_byte();
    bool has(bool (*is)(char)) { return has_byte() && is(m_bytes[m_next]); }
    std::string take_word();
    template <class Read>
    auto whole(Read read);

    Input* m_input;
    const std::atomic<bool>& m_interrupted;
    std::string m_bytes;  ///< all that was ever read: taken() and what lies ahead
    std::size_t m_next = 0;
    bool m_broken_off = false;
};

}  // namespace freehold
