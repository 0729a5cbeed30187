// SPDX-License-Identifier: MIT
// Small helpers for the words of messages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freehold {

/// The candidate that was probably meant by `name`, for "did you mean"; nothing when none is near.
/// Near is at most one insertion, deletion, replacement or swap of neighbours for each three bytes
/// of the name, of a shorter name one, and not all of the name. Upper and lower case make a
/// difference only among equals; then the first is taken. Names longer than 64 bytes have no
/// neighbours but those that differ only in case.
std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string_view>& candidates);

/// How many terminal columns the text takes as the renderer draws it (see glyph.hpp): a tab four,
/// a wide character two, a combining mark none.
std::uint32_t display_width(std::string_view text);

/// The text with blanks behind it up to so many columns.
std::string padded(const std::string& text, std::uint32_t columns);

/// The text as the renderer would draw it: safe to write to a terminal, valid UTF-8, one line.
std::string printable(std::string_view text);

/// The lines into which the text breaks at blanks so that each takes at most `columns` (at least 1)
/// columns; at least one line. Line breaks of the text are kept. Code in backticks stays on one
/// line where it fits on one. A word longer than a line gets a line of its own, uncut.
std::vector<std::string> wrapped_lines(std::string_view text, std::uint32_t columns);

/// The same as one text, for a line of `width` columns of which `indent` are already written: the
/// following lines begin with that many blanks. No newline at the end.
std::string wrap(std::string_view text, std::uint32_t width, std::uint32_t indent);

/// 1234567 -> "1,234,567".
std::string with_commas(std::uint64_t number);

/// (1, "byte") -> "1 byte"; (5, "byte") -> "5 bytes"; (0, "copy") -> "0 copies".
std::string quantity(std::uint64_t count, std::string_view noun);

/// ({"a", "b", "c"}, "or") -> "a, b or c"; of one item that item; of none the empty text.
std::string list_of(const std::vector<std::string>& items, std::string_view conjunction);

/// A word as a shell takes it: quoted where it has to be.
std::string shell_word(const std::string& word);

}  // namespace freehold
