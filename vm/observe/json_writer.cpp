// SPDX-License-Identifier: MIT
#include "vm/observe/json_writer.hpp"

#include <array>

#include "vm/base/utf8.hpp"

namespace freehold {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// Both digits of each byte.
constexpr std::array<std::array<char, 2>, 256> pairs = [] {
    std::array<std::array<char, 2>, 256> all{};
    for (std::size_t byte = 0; byte < all.size(); ++byte) {
        all[byte] = {digits[byte >> 4], digits[byte & 15]};
    }
    return all;
}();

void append_escaped(std::string& text, char32_t c) {
    switch (c) {
        case '"': text += "\\\""; return;
        case '\\': text += "\\\\"; return;
        case '\n': text += "\\n"; return;
        case '\t': text += "\\t"; return;
        case '\r': text += "\\r"; return;
        default: break;
    }
    if (c >= 0x20 && c != 0x7f) return append_utf8(text, c);
    text += "\\u00";
    text += digits[c >> 4];
    text += digits[c & 15];
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        append_escaped(json, point.value);
        at += point.length;
    }
    return json + '"';
}

void JsonWriter::put_bytes(std::uint64_t word) {
    char* at = m_bytes.data() + m_size;
    for (unsigned k = 0; k < 8; ++k, at += 2) {
        std::memcpy(at, pairs[word >> 8 * k & 0xff].data(), 2);
    }
    m_size += 16;
}

void JsonWriter::put_word(std::uint64_t word) {
    put("\"0x");
    char* const at = m_bytes.data() + m_size;
    m_size += static_cast<std::size_t>(std::to_chars(at, at + 16, word, 16).ptr - at);
    put('"');
}

}  // namespace freehold
