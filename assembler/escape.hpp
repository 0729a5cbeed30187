// SPDX-License-Identifier: MIT
// Escapes in strings and characters: \n \t \r \0 \\ \" \' \xNN \u{…}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace freehold::assembler {

struct Escape {
    char32_t value = 0;
    std::uint32_t length = 2;  ///< bytes of the text it takes, the backslash included; at least 1
    bool is_byte = false;      ///< \xNN: one byte, whatever its value
    bool valid = true;
    std::string_view problem = {};  ///< where not valid: what is wrong, as a label
};

/// The escape at `at`, where there is a backslash.
Escape read_escape(std::string_view text, std::size_t at);

/// Appends what an escape stands for.
void append_escape(std::string& text, const Escape& escape);

/// The bytes a literal stands for, given what is between its quotes. Escapes that are not valid
/// (reported by the lexer) stand for nothing.
std::string unescape(std::string_view literal);

}  // namespace freehold::assembler
