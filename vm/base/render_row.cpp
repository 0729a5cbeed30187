// SPDX-License-Identifier: MIT
#include "vm/base/render_row.hpp"

#include "vm/base/glyph.hpp"

namespace freehold {
namespace {

std::string_view severity_color(Severity severity) {
    switch (severity) {
        case Severity::Error: return "\x1b[1;31m";
        case Severity::Warning: return "\x1b[1;33m";
        case Severity::Note: break;
    }
    return "\x1b[1;36m";
}

}  // namespace

std::string_view Palette::start(Ink ink) const {
    if (!m_color) return {};
    switch (ink) {
        case Ink::Plain: return {};
        case Ink::Strong: return "\x1b[1m";
        case Ink::Severity: return severity_color(m_severity);
        case Ink::Gutter:
        case Ink::Secondary: return "\x1b[1;34m";
        case Ink::Help: return "\x1b[1;32m";
        case Ink::Removed: return "\x1b[31m";
        case Ink::Added: return "\x1b[32m";
    }
    return {};
}

std::string_view Palette::stop(Ink ink) const {
    return start(ink).empty() ? std::string_view{} : "\x1b[0m";
}

void Row::reserve_cells(std::uint32_t count) {
    if (m_cells.size() < count) m_cells.resize(count);
}

void Row::erase(std::uint32_t column) {
    if (column >= m_cells.size()) return;
    std::uint32_t first = column;
    while (first > 0 && m_cells[first].text.empty()) --first;
    m_cells[first].text = " ";
    for (std::uint32_t i = first + 1; i < m_cells.size() && m_cells[i].text.empty(); ++i) {
        m_cells[i].text = " ";
    }
}

void Row::put(std::uint32_t column, std::string_view text, Ink ink) {
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        at += glyph.bytes;
        if (glyph.columns == 0) {
            if (column > 0 && column <= columns()) m_cells[column - 1].text += glyph.text;
            continue;
        }
        for (std::uint32_t i = 0; i < glyph.columns; ++i) erase(column + i);
        reserve_cells(column + glyph.columns);
        // The first cell holds all of the glyph, those behind it nothing.
        for (std::uint32_t i = 0; i < glyph.columns; ++i) m_cells[column + i] = {"", ink};
        m_cells[column].text = glyph.text;
        column += glyph.columns;
    }
}

void Row::append(const Row& other) {
    m_cells.insert(m_cells.end(), other.m_cells.begin(), other.m_cells.end());
}

void Row::fill(std::uint32_t column, std::uint32_t count, char character, Ink ink) {
    for (std::uint32_t i = 0; i < count; ++i) erase(column + i);
    reserve_cells(column + count);
    for (std::uint32_t i = 0; i < count; ++i) m_cells[column + i] = {{character}, ink};
}

bool Row::blank_at(std::uint32_t column) const {
    return column >= m_cells.size() || m_cells[column].text == " ";
}

std::size_t Row::cells_in_use() const {
    std::size_t count = m_cells.size();
    while (count > 0 && m_cells[count - 1].text.find_first_not_of(' ') == std::string::npos) {
        --count;
    }
    return count;
}

std::string Row::text(const Palette& palette) const {
    std::string line;
    Ink ink = Ink::Plain;
    const auto change_to = [&](Ink next) {
        if (palette.start(next) != palette.start(ink)) {
            line += palette.stop(ink);
            line += palette.start(next);
        }
        ink = next;
    };
    const std::size_t in_use = cells_in_use();
    for (std::size_t i = 0; i < in_use; ++i) {
        // Blanks look the same in every ink: leave it alone, and the text has fewer escapes.
        if (m_cells[i].text != " ") change_to(m_cells[i].ink);
        line += m_cells[i].text;
    }
    change_to(Ink::Plain);
    return line += '\n';
}

}  // namespace freehold
