// SPDX-License-Identifier: MIT
// One line of a view: pieces of text in colours, at columns, cut to a width.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/render.hpp"

namespace freehold::debug {

/// What a piece is; the colours follow those of the live report: life green, death red, movement
/// yellow.
enum class Tone : std::uint8_t { Plain, Strong, Faint, Good, Bad, Moved, Name };

/// The widest that a view gets: further apart the eye loses the line.
inline constexpr std::uint32_t widest_view = 120;
/// The columns a view uses: 60 to 120.
std::uint32_t view_columns(const RenderStyle& style);

class Line {
public:
    Line() = default;
    explicit Line(std::uint32_t indent) { to(indent); }

    /// Any bytes will do: they come out printable, on one line.
    Line& add(std::string_view text, Tone tone = Tone::Plain);
    /// Blanks up to a column; at least `least` of them.
    Line& to(std::uint32_t column, std::uint32_t least = 0);
    /// The text so that it ends at a column.
    Line& add_right(std::string_view text, std::uint32_t end, Tone tone = Tone::Plain);

    std::uint32_t columns() const { return m_columns; }
    /// The line, "…" for what does not fit, without blanks at its end, and a newline.
    std::string text(const RenderStyle& style) const;

private:
    struct Part {
        std::string text;
        Tone tone;
    };
    std::vector<Part> m_parts;
    std::uint32_t m_columns = 0;
};

/// A line of prose, wrapped; the following lines have the same indent.
std::string prose(const RenderStyle& style, std::string_view text, std::uint32_t indent,
                  Tone tone = Tone::Plain);

}  // namespace freehold::debug
