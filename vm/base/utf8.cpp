// SPDX-License-Identifier: MIT
#include "vm/base/utf8.hpp"

#include <cstring>

namespace freehold {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

bool is_continuation(std::uint8_t byte) { return (byte & 0xc0) == 0x80; }

/// Bytes that the first byte announces; 0 when no code point begins with it.
std::uint32_t announced_length(std::uint8_t first) {
    if (first < 0x80) return 1;
    if (first < 0xc2) return 0;  // continuation bytes, and overlong forms of ASCII
    if (first < 0xe0) return 2;
    if (first < 0xf0) return 3;
    if (first < 0xf5) return 4;
    return 0;
}

bool is_surrogate(char32_t value) { return value >= 0xd800 && value <= 0xdfff; }

/// The smallest value that needs `length` bytes: anything below was written too long.
char32_t smallest(std::uint32_t length) {
    return length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
}

/// Lines of megabytes are almost always ASCII; counting them byte by byte would be felt.
bool eight_ascii_bytes_at(std::string_view text, std::size_t at) {
    if (text.size() - at < 8) return false;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    return (bytes & 0x8080808080808080u) == 0;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
    constexpr CodePoint invalid{replacement_character, 1, false};
    const std::uint8_t first = byte_at(text, at);
    const std::uint32_t length = announced_length(first);
    if (length == 1) return {first, 1, true};
    if (length == 0 || length > text.size() - at) return invalid;
    char32_t value = first & (0x7fu >> length);
    for (std::uint32_t i = 1; i < length; ++i) {
        const std::uint8_t byte = byte_at(text, at + i);
        if (!is_continuation(byte)) return invalid;
        value = value << 6 | (byte & 0x3fu);
    }
    if (value < smallest(length) || value > 0x10ffff || is_surrogate(value)) return invalid;
    return {value, length, true};
}

void append_utf8(std::string& text, char32_t code_point) {
    if (code_point > 0x10ffff || is_surrogate(code_point)) code_point = replacement_character;
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    const auto put_continuation = [&](int shift) { put(0x80 | (code_point >> shift & 0x3f)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xc0 | code_point >> 6);
        put_continuation(0);
    } else if (code_point < 0x10000) {
        put(0xe0 | code_point >> 12);
        put_continuation(6);
        put_continuation(0);
    } else {
        put(0xf0 | code_point >> 18);
        put_continuation(12);
        put_continuation(6);
        put_continuation(0);
    }
}

std::uint32_t count_code_points(std::string_view text) {
    std::uint32_t count = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        if (eight_ascii_bytes_at(text, at)) {
            at += 8;
            count += 8;
        } else {
            at += decode_utf8(text, at).length;
            ++count;
        }
    }
    return count;
}

std::size_t first_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const CodePoint point = decode_utf8(text, at);
        if (!point.valid) return at;
        at += point.length;
    }
    return at;
}

}  // namespace freehold
