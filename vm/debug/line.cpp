// SPDX-License-Identifier: MIT
#include "vm/debug/line.hpp"

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::debug {

namespace {

const char* sgr_of(Tone tone) {
    switch (tone) {
        case Tone::Plain: return "";
        case Tone::Strong: return "1";
        case Tone::Faint: return "2";
        case Tone::Good: return "32";
        case Tone::Bad: return "31";
        case Tone::Moved: return "33";
        case Tone::Name: return "36";
    }
    return "";
}

std::string painted(const std::string& text, Tone tone, bool color) {
    if (!color || tone == Tone::Plain || text.empty()) return text;
    return "\x1b[" + std::string{sgr_of(tone)} + "m" + text + "\x1b[0m";
}

}  // namespace

std::uint32_t view_columns(const RenderStyle& style) {
    return std::clamp(style.width, 60u, widest_view);
}

Line& Line::add(std::string_view text, Tone tone) {
    std::string safe = printable(text);
    m_columns += display_width(safe);
    if (!safe.empty()) m_parts.push_back({std::move(safe), tone});
    return *this;
}

Line& Line::to(std::uint32_t column, std::uint32_t least) {
    const std::uint32_t missing = column > m_columns ? column - m_columns : 0;
    return add(std::string(std::max(missing, least), ' '));
}

Line& Line::add_right(std::string_view text, std::uint32_t end, Tone tone) {
    const std::uint32_t width = display_width(text);
    // Where there is no room it follows what is there.
    if (m_columns + width > end) return add(" ").add(text, tone);
    to(end - width);
    return add(text, tone);
}

std::string Line::text(const RenderStyle& style) const {
    const std::uint32_t width = view_columns(style);
    std::size_t last = m_parts.size();
    while (last > 0 && m_parts[last - 1].text.find_first_not_of(' ') == std::string::npos) --last;
    // What is cut needs room for its "…".
    const std::uint32_t room = m_columns > width ? width - 1 : width;
    std::string line;
    std::uint32_t used = 0;
    for (std::size_t k = 0; k < last; ++k) {
        const auto& [text, tone] = m_parts[k];
        const std::uint32_t part = display_width(text);
        const bool whole = used + part <= room;
        line += painted(whole ? text : cut_to(text + " ", width - used), tone, style.color);
        if (!whole) break;
        used += part;
    }
    if (!style.color) line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string prose(const RenderStyle& style, std::string_view text, std::uint32_t indent,
                  Tone tone) {
    std::string all;
    for (const std::string& line : wrapped_lines(text, view_columns(style) - indent)) {
        all += Line(indent).add(line, tone).text(style);
    }
    return all;
}

}  // namespace freehold::debug
