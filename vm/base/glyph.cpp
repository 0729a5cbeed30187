// SPDX-License-Identifier: MIT
#include "vm/base/glyph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "vm/base/utf8.hpp"

namespace freehold {
namespace {

struct Range {
    char32_t first, last;
};

// All three tables ascend. They hold whole blocks rather than every exception in them: a column
// too many in a rare script costs a crooked caret, a complete table hundreds of rows.

/// Characters that cannot be seen, or that change how what follows is laid out.
constexpr Range hidden[] = {
    {0x061c, 0x061c}, {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},
    {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

/// Marks that are drawn over the character before them.
constexpr Range combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x06d6, 0x06dc}, {0x0900, 0x0902}, {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0e31, 0x0e31},
    {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff},
    {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xe0100, 0xe01ef},
};

/// East Asian wide and full-width characters, and emoji.
constexpr Range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26a1, 0x26a1},   {0x26bd, 0x26be},
    {0x2705, 0x2705},   {0x274c, 0x274c},   {0x2753, 0x2755},   {0x2b50, 0x2b50},
    {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd},
};

template <std::size_t N>
bool contains(const Range (&table)[N], char32_t value) {
    const Range* found =
        std::lower_bound(std::begin(table), std::end(table), value,
                         [](const Range& range, char32_t wanted) { return range.last < wanted; });
    return found != std::end(table) && found->first <= value;
}

std::uint32_t columns_of(char32_t value) {
    if (contains(combining, value)) return 0;
    return contains(wide, value) ? 2 : 1;
}

Glyph control_picture(char32_t control) {
    std::string picture;
    append_utf8(picture, control == 0x7f ? 0x2421 : 0x2400 + control);
    return {picture, 1, 1};
}

Glyph escape(std::string written, std::uint32_t bytes) {
    const auto columns = static_cast<std::uint32_t>(written.size());
    return {std::move(written), columns, bytes};
}

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t at) {
    const CodePoint point = decode_utf8(text, at);
    const char32_t value = point.value;
    const auto number = static_cast<std::uint32_t>(value);
    if (value == '\t') return {"    ", 4, 1};
    if (value < 0x20 || value == 0x7f) return control_picture(value);
    if (value < 0x7f) return {std::string(1, static_cast<char>(value)), 1, 1};
    if (!point.valid) return {"\xef\xbf\xbd", 1, 1};
    if (value < 0xa0) return escape(fmt::format("\\x{:02x}", number), point.length);
    if (contains(hidden, value)) return escape(fmt::format("\\u{{{:x}}}", number), point.length);
    return {std::string(text.substr(at, point.length)), columns_of(value), point.length};
}

}  // namespace freehold
