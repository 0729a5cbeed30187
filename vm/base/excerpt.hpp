// SPDX-License-Identifier: MIT
// One line of source as it is drawn: all of it, or the part around the bytes that matter.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "vm/base/render_row.hpp"

namespace freehold {

/// Bytes [begin, end) of a line.
struct ByteRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

class Excerpt {
public:
    /// Draws the line in at most `columns` columns (at least 20), the last of them left for a caret
    /// behind its end. A longer line is cut, `…` standing for what is missing, so that the
    /// beginning of the focus can be seen, and its end where there is room. The time it takes does
    /// not depend on the length of the line.
    Excerpt(std::string_view line, ByteRange focus, std::uint32_t columns);

    /// The column at which the character of that byte is drawn; of a byte that is not drawn, the
    /// nearest end. The line's end has the column behind its last character.
    std::uint32_t column_of(std::uint32_t byte) const;
    /// Whether the character of that byte is drawn; the line's end counts as one.
    bool shows(std::uint32_t byte) const;
    /// The columns from one byte to another that is not before it, were nothing cut.
    std::uint32_t distance(std::uint32_t begin, std::uint32_t end) const;
    /// Whether the whole line is drawn.
    bool whole() const { return m_whole; }

    Row row(Ink ink = Ink::Plain) const;

private:
    struct Character {
        std::uint32_t byte;    ///< of the line
        std::uint32_t column;  ///< counted from the first character read, not from the cut
    };

    /// What is read of a very long line, around the focus.
    ByteRange readable(ByteRange focus) const;
    void read(ByteRange part);
    void cut(ByteRange focus, std::uint32_t columns);
    std::uint32_t uncut_column_of(std::uint32_t byte) const;
    std::uint32_t uncut_columns() const { return m_characters.back().column; }

    std::string_view m_line;
    std::vector<Character> m_characters;  ///< what was read; the last one is its end
    std::uint32_t m_first = 0;            ///< columns [m_first, m_last) are drawn
    std::uint32_t m_last = 0;
    bool m_cut_left = false;
    bool m_cut_right = false;
    bool m_whole = false;
};

}  // namespace freehold
