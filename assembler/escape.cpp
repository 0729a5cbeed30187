// SPDX-License-Identifier: MIT
#include "assembler/escape.hpp"

#include <algorithm>

#include "vm/base/utf8.hpp"

namespace freehold::assembler {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Escape broken(std::uint32_t length, std::string_view problem) {
    return {0, length, false, false, problem};
}

// \xNN: exactly two digits.
Escape read_byte(std::string_view text, std::size_t at) {
    const std::string_view digits = text.substr(at + 2, 2);
    if (digits.size() < 2 || hex_digit(digits[0]) < 0 || hex_digit(digits[1]) < 0) {
        return broken(2, "`\\x` is followed by two hexadecimal digits");
    }
    return {static_cast<char32_t>(hex_digit(digits[0]) * 16 + hex_digit(digits[1])), 4, true};
}

// \u{…}: one to six digits.
Escape read_code_point(std::string_view text, std::size_t at) {
    constexpr std::string_view rule =
        "`\\u` is followed by one to six hexadecimal digits in braces";
    if (at + 2 >= text.size() || text[at + 2] != '{') return broken(2, rule);
    std::size_t end = at + 3;
    std::uint32_t value = 0;
    while (end < text.size() && hex_digit(text[end]) >= 0) {
        value = std::min<std::uint32_t>(
            value * 16 + static_cast<std::uint32_t>(hex_digit(text[end])), 0x1000000);
        ++end;
    }
    const auto length = static_cast<std::uint32_t>(end + 1 - at);
    if (end >= text.size() || text[end] != '}' || end == at + 3) return broken(length - 1, rule);
    if (end - at - 3 > 6) return broken(length, rule);
    if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
        return broken(length, "no such character: they are 0 to 10ffff, without d800 to dfff");
    }
    return {value, length};
}

}  // namespace

Escape read_escape(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size()) return broken(1, "an escape needs a character after the backslash");
    switch (text[at + 1]) {
        case 'n': return {'\n'};
        case 't': return {'\t'};
        case 'r': return {'\r'};
        case '0': return {'\0'};
        case '\\': return {'\\'};
        case '"': return {'"'};
        case '\'': return {'\''};
        case 'x': return read_byte(text, at);
        case 'u': return read_code_point(text, at);
        default:
            return broken(1 + decode_utf8(text, at + 1).length,
                          "escapes are \\n \\t \\r \\0 \\\\ \\\" \\' \\xNN \\u{…}");
    }
}

void append_escape(std::string& text, const Escape& escape) {
    if (!escape.valid) return;
    if (escape.is_byte) {
        text.push_back(static_cast<char>(static_cast<unsigned char>(escape.value)));
    } else {
        append_utf8(text, escape.value);
    }
}

std::string unescape(std::string_view literal) {
    std::string result;
    result.reserve(literal.size());
    for (std::size_t at = 0; at < literal.size();) {
        if (literal[at] != '\\') {
            result.push_back(literal[at++]);
            continue;
        }
        const Escape escape = read_escape(literal, at);
        append_escape(result, escape);
        at += escape.length;
    }
    return result;
}

}  // namespace freehold::assembler
