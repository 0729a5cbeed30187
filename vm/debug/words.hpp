// SPDX-License-Identifier: MIT
// The words of a command.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace freehold::debug {

/// Takes words from the front of a line.
class Words {
public:
    explicit Words(std::string_view line) : m_rest(line) { skip(); }

    /// Empty at the end.
    std::string_view take();
    /// Whether the next word is this one; then it is taken.
    bool take(std::string_view word);
    /// All that is left, without blanks around it.
    std::string_view rest() const { return m_rest; }

private:
    void skip();

    std::string_view m_rest;
};

/// "31", "@31", "0x1f", "1_000": a number of 64 bits without a sign; nothing for another text.
std::optional<std::uint64_t> number_in(std::string_view text);
bool is_number(std::string_view text);

}  // namespace freehold::debug
