// SPDX-License-Identifier: MIT
#include "vm/base/excerpt.hpp"

#include <algorithm>

#include "vm/base/glyph.hpp"

namespace freehold {
namespace {

// A line of a hundred megabytes is possible. What lies further away from the focus than this many
// bytes is outside any terminal.
constexpr std::uint32_t bytes_before = 2048;
constexpr std::uint32_t bytes_read = 8192;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// The beginning of the code point at `at`; the same place where the bytes are no UTF-8.
std::uint32_t aligned(std::string_view line, std::uint32_t at) {
    for (std::uint32_t back = 0; back < 4 && back <= at && at < line.size(); ++back) {
        if (!is_continuation(line[at - back])) return at - back;
    }
    return at;
}

}  // namespace

Excerpt::Excerpt(std::string_view line, ByteRange focus, std::uint32_t columns) : m_line(line) {
    const auto size = static_cast<std::uint32_t>(line.size());
    focus.begin = std::min(focus.begin, size);
    focus.end = std::clamp(focus.end, focus.begin, size);
    const ByteRange part = readable(focus);
    read(part);
    m_whole = part.begin == 0 && part.end == size && uncut_columns() < columns;
    m_last = uncut_columns();
    if (!m_whole) cut(focus, columns);
}

ByteRange Excerpt::readable(ByteRange focus) const {
    const auto size = static_cast<std::uint32_t>(m_line.size());
    if (size <= bytes_read) return {0, size};
    const std::uint32_t begin = focus.begin > bytes_before ? focus.begin - bytes_before : 0;
    const std::uint32_t end = size - begin > bytes_read ? begin + bytes_read : size;
    return {aligned(m_line, begin), aligned(m_line, end)};
}

void Excerpt::read(ByteRange part) {
    std::uint32_t column = 0;
    std::uint32_t byte = part.begin;
    while (byte < part.end) {
        m_characters.push_back({byte, column});
        const Glyph glyph = glyph_at(m_line, byte);
        byte += glyph.bytes;
        column += glyph.columns;
    }
    m_characters.push_back({byte, column});
}

void Excerpt::cut(ByteRange focus, std::uint32_t columns) {
    constexpr std::uint32_t margin = 6;  // two `…`, and something of the line beside each
    const std::uint32_t begin = uncut_column_of(focus.begin);
    const std::uint32_t end = std::max(begin + 1, uncut_column_of(focus.end));
    const bool fits = end - begin <= columns - margin;
    const std::uint32_t wanted = fits ? end - begin : columns - margin;
    const bool line_begin_read = m_characters.front().byte == 0;
    const bool line_end_read = m_characters.back().byte == m_line.size();
    if (!line_begin_read || (fits ? end >= columns : begin > columns / 2)) {
        // More room to the right than to the left: labels are written there.
        const std::uint32_t before = (columns - wanted) / 3;
        m_first = begin > before ? begin - before : 0;
    }
    // The end of the line takes a column of its own: a caret may stand there.
    const std::uint32_t furthest =
        uncut_columns() + 1 > columns ? uncut_columns() + 1 - columns : 0;
    m_first = std::min(m_first, furthest);
    m_cut_left = m_first > 0 || !line_begin_read;
    m_last = std::min(uncut_columns(), m_first + columns);
    m_cut_right = m_last < uncut_columns() || !line_end_read;
}

std::uint32_t Excerpt::uncut_column_of(std::uint32_t byte) const {
    const auto after =
        std::upper_bound(m_characters.begin(), m_characters.end(), byte,
                         [](std::uint32_t wanted, const Character& c) { return wanted < c.byte; });
    return after == m_characters.begin() ? 0 : (after - 1)->column;
}

std::uint32_t Excerpt::column_of(std::uint32_t byte) const {
    return std::clamp(uncut_column_of(byte), m_first, m_last) - m_first;
}

std::uint32_t Excerpt::distance(std::uint32_t begin, std::uint32_t end) const {
    return uncut_column_of(std::max(begin, end)) - uncut_column_of(begin);
}

bool Excerpt::shows(std::uint32_t byte) const {
    if (byte < m_characters.front().byte || byte > m_characters.back().byte) return false;
    const std::uint32_t column = uncut_column_of(byte);
    const std::uint32_t first = m_first + (m_cut_left ? 1 : 0);
    const std::uint32_t last = m_last - (m_cut_right ? 1 : 0);
    return column >= first && (column < last || (column == last && !m_cut_right));
}

Row Excerpt::row(Ink ink) const {
    Row row;
    for (std::size_t i = 0; i + 1 < m_characters.size(); ++i) {
        const Character& character = m_characters[i];
        const Character& next = m_characters[i + 1];
        // A wide character that the cut goes through is left out.
        if (character.column < m_first || next.column > m_last) continue;
        row.put(character.column - m_first,
                m_line.substr(character.byte, next.byte - character.byte), ink);
    }
    if (m_cut_left) row.put(0, "…", Ink::Gutter);
    if (m_cut_right) row.put(m_last - m_first - 1, "…", Ink::Gutter);
    return row;
}

}  // namespace freehold
