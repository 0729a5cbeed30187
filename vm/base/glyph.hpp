// SPDX-License-Identifier: MIT
// How one code point of untrusted text is shown on a terminal. Everything the renderer writes goes
// through here, so that no control character, no change of direction and no broken UTF-8 of a
// program ever reaches the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace freehold {

struct Glyph {
    std::string text;       ///< printable, valid UTF-8
    std::uint32_t columns;  ///< cells it takes: 0 for a combining mark, 2 for a wide character
    std::uint32_t bytes;    ///< of the original text; at least 1
};

/// What is drawn for the code point that begins at byte `at`, which is below text.size(): a tab as
/// four blanks, control characters as their pictures (`␛`) or `\x9b`, invisible ones and those that
/// change the direction of writing as `\u{202e}`, bytes that are no UTF-8 as `�`.
Glyph glyph_at(std::string_view text, std::size_t at);

}  // namespace freehold
