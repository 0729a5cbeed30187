// SPDX-License-Identifier: MIT
#include "vm/observe/report_line.hpp"

#include <algorithm>

#include "vm/base/glyph.hpp"
#include "vm/base/text.hpp"

namespace freehold {

namespace {

constexpr std::uint32_t word_columns = 6;
constexpr std::uint32_t gap = 2;

std::string left(const std::string& text, std::uint32_t columns) {
    const std::uint32_t width = display_width(text);
    return width < columns ? text + std::string(columns - width, ' ') : text;
}

std::string right(const std::string& text, std::uint32_t columns) {
    const std::uint32_t width = display_width(text);
    return width < columns ? std::string(columns - width, ' ') + text : text;
}

void grow(std::uint32_t& column, const std::string& text) {
    column = std::max(column, display_width(text));
}

std::string spaced(std::string left_part, const std::string& right_part) {
    if (right_part.empty()) return left_part;
    if (left_part.empty()) return right_part;
    return left_part + std::string(gap, ' ') + right_part;
}

}  // namespace

std::string_view color_of(std::string_view word) {
    if (word == "alloc") return "32";
    if (word == "free") return "31";
    if (word == "move") return "33";
    if (word == "forget" || word == "leak" || word == "fault") return "1;31";
    if (word == "exit" || word == "more") return "1";
    return "36";
}

std::string cut_to(std::string_view text, std::uint32_t columns) {
    if (display_width(text) <= columns) return printable(text);
    std::string kept;
    std::uint32_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        if (used + glyph.columns + 1 > columns) break;
        used += glyph.columns;
        kept += glyph.text;
        at += glyph.bytes;
    }
    return columns == 0 ? "" : kept + "…";
}

std::string cut_front_to(std::string_view text, std::uint32_t columns) {
    std::uint32_t width = display_width(text);
    if (width <= columns) return printable(text);
    std::size_t at = 0;
    while (at < text.size() && width + 1 > columns) {
        const Glyph glyph = glyph_at(text, at);
        width -= glyph.columns;
        at += glyph.bytes;
    }
    return columns == 0 ? "" : "…" + printable(text.substr(at));
}

ReportLines::ReportLines(ReportStyle style, std::uint32_t source_columns) : m_style(style) {
    m_style.width = std::min(m_style.width, widest_report);
    m_source = narrow() ? 0 : std::min(source_columns, m_style.width < 100 ? 18u : 30u);
}

/// Too narrow for addresses and sources: who did it and when matters more.
bool ReportLines::narrow() const { return m_style.width < 70; }

std::uint32_t ReportLines::text_columns() const {
    const std::uint32_t others =
        word_columns + gap + m_block + gap + gap + m_step + (m_source == 0 ? 0 : gap + m_source);
    return m_style.width > others + 8 ? m_style.width - others : 8;
}

/// The remark goes where there is no room, then the end of the story. A row without a source has
/// the room of that column too, if its text needs it.
std::string ReportLines::text_of(const Row& row) const {
    const std::string size = row.size.empty() ? "" : right(row.size, m_size);
    const bool placed = !row.address.empty() && !narrow();
    const std::string address = placed ? left(row.address, m_address) : "";
    const std::string text = spaced(spaced(size, address), row.story);
    if (display_width(text + row.remark) <= text_columns()) return text + row.remark;
    return cut_to(text, text_columns() + (row.source.empty() ? gap + m_source : 0));
}

/// What stands below a line begins where its text does.
std::string ReportLines::line_below(const Row& row) const {
    const std::uint32_t indent = word_columns + gap + m_block + gap;
    return std::string(indent, ' ') + wrap(row.below, m_style.width, indent) + "\n";
}

std::string ReportLines::painted(std::string_view text, std::string_view sgr) const {
    if (!m_style.color || text.empty()) return std::string{text};
    return "\x1b[" + std::string{sgr} + "m" + std::string{text} + "\x1b[0m";
}

std::string ReportLines::draw(const Row& row) {
    grow(m_block, row.block);
    grow(m_step, row.step);
    if (!row.size.empty()) grow(m_size, row.size);
    if (!row.address.empty()) grow(m_address, row.address);

    std::string text = text_of(row);
    const std::string joined = text + "; " + row.below;
    const bool joins = !row.below.empty() && display_width(joined) <= text_columns();
    if (joins) text = joined;

    const std::string word{row.word};
    std::string line = painted(word, color_of(row.word));
    line += left(word, word_columns).substr(word.size()) + std::string(gap, ' ');
    line += left(row.block, m_block) + std::string(gap, ' ');
    line += left(text, text_columns()) + std::string(gap, ' ');
    line += left(row.step, m_step);
    if (m_source != 0 && !row.source.empty()) {
        line += std::string(gap, ' ') + painted(cut_front_to(row.source, m_source), "2");
    }
    line.erase(line.find_last_not_of(' ') + 1);
    line += "\n";
    return row.below.empty() || joins ? line : line + line_below(row);
}

}  // namespace freehold
