// SPDX-License-Identifier: MIT
// UTF-8, one code point at a time, for text that may be anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace freehold {

/// U+FFFD, what stands for bytes that are no UTF-8.
inline constexpr char32_t replacement_character = 0xfffd;

struct CodePoint {
    char32_t value = 0;        ///< replacement_character where the bytes are not valid
    std::uint32_t length = 1;  ///< bytes it takes, from 1 to 4; always 1 where not valid
    bool valid = true;
};

/// The code point that begins at byte `at`, which is below text.size(). Overlong forms, surrogates,
/// values above U+10FFFF, stray and missing continuation bytes are not valid.
CodePoint decode_utf8(std::string_view text, std::size_t at);

/// Appends a code point; one that has no UTF-8 (a surrogate, or above U+10FFFF) as U+FFFD.
void append_utf8(std::string& text, char32_t code_point);

/// How many code points the text has, each byte that is not valid counting as one.
std::uint32_t count_code_points(std::string_view text);

/// The offset of the first byte that is not valid UTF-8; text.size() when all of it is.
std::size_t first_invalid_utf8(std::string_view text);

}  // namespace freehold
