// SPDX-License-Identifier: MIT
// A line of the live report: columns that stay aligned, within the width of the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/observe/event_text.hpp"

namespace freehold {

struct ReportStyle {
    bool color = false;
    std::uint32_t width = 80;         ///< columns; a longer line is shortened
    std::uint32_t max_lines = 1'000;  ///< what comes later is only counted
};

/// The most columns a report uses, however wide the terminal is: further apart the eye loses the
/// line.
inline constexpr std::uint32_t widest_report = 120;

/// What the word of an event looks like, as an SGR: life green, death red, movement yellow.
std::string_view color_of(std::string_view word);

/// The text cut to so many columns, "…" standing for the rest.
std::string cut_to(std::string_view text, std::uint32_t columns);
/// The same, cut at the front: what matters of a file name and line is its end.
std::string cut_front_to(std::string_view text, std::uint32_t columns);

/// Draws lines. Columns grow when something wide comes by and never shrink again.
class ReportLines {
public:
    ReportLines(ReportStyle style, std::uint32_t source_columns);

    struct Row {
        std::string_view word;  ///< "alloc"
        std::string block;      ///< "#1"
        std::string size;       ///< shares the text column with what follows
        std::string address;    ///< not on a narrow terminal
        std::string story;
        std::string remark;  ///< follows the story where there is room
        std::string below;   ///< follows it too, or has a line of its own
        std::string step;    ///< "@1"
        std::string source;  ///< "line 6", "string.fh:25"
    };
    /// The line or lines, with their newlines.
    std::string draw(const Row& row);

private:
    bool narrow() const;
    std::uint32_t text_columns() const;
    std::string text_of(const Row& row) const;
    std::string line_below(const Row& row) const;
    std::string painted(std::string_view text, std::string_view sgr) const;

    ReportStyle m_style;
    std::uint32_t m_block = 2;
    std::uint32_t m_size = 7;
    std::uint32_t m_address = 9;
    std::uint32_t m_step = 7;  ///< room for a part of a step from the start: "@1234.1"
    std::uint32_t m_source;    ///< 0: no room for it
};

}  // namespace freehold
