// SPDX-License-Identifier: MIT
// The cells of one line of a report, and the colours they are drawn in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold {

/// What a piece of a report is; the Palette says how it looks.
enum class Ink : std::uint8_t {
    Plain,
    Strong,     ///< the headline
    Severity,   ///< `error`, and the carets of the primary label
    Gutter,     ///< line numbers, bars, arrows
    Secondary,  ///< other labels
    Help,
    Removed,  ///< an edit's old line
    Added,    ///< and its new one
};

/// How Inks look: as ANSI colours, or all alike.
class Palette {
public:
    Palette(bool color, Severity severity) : m_color(color), m_severity(severity) {}

    /// What to write before text in this ink; empty for Plain and without colours.
    std::string_view start(Ink ink) const;
    /// What to write after it; empty when start() is.
    std::string_view stop(Ink ink) const;

private:
    bool m_color;
    Severity m_severity;
};

/// One line, built of cells that can be written in any order. Whatever is put into it comes out
/// safe for a terminal (see glyph.hpp).
class Row {
public:
    Row() = default;
    Row(std::string_view text, Ink ink) { append(text, ink); }

    /// Writes text at a column, from 0, over what is there.
    void put(std::uint32_t column, std::string_view text, Ink ink);
    /// Writes text behind everything else.
    void append(std::string_view text, Ink ink) { put(columns(), text, ink); }
    /// Puts the cells of another row behind everything else.
    void append(const Row& other);
    /// Writes `count` times the same narrow character.
    void fill(std::uint32_t column, std::uint32_t count, char character, Ink ink);
    /// Whether nothing but blanks can be seen at the column.
    bool blank_at(std::uint32_t column) const;
    std::uint32_t columns() const { return static_cast<std::uint32_t>(m_cells.size()); }

    /// The line without blanks at its end, with a newline.
    std::string text(const Palette& palette) const;

private:
    struct Cell {
        std::string text = " ";  ///< with its combining marks; empty behind a wide character
        Ink ink = Ink::Plain;
    };

    void reserve_cells(std::uint32_t count);
    /// Blanks all cells of the character that the cell belongs to.
    void erase(std::uint32_t column);
    std::size_t cells_in_use() const;

    std::vector<Cell> m_cells;
};

}  // namespace freehold
