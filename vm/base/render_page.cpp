// SPDX-License-Identifier: MIT
#include "vm/base/render_page.hpp"

#include <algorithm>

#include "vm/base/terminal.hpp"
#include "vm/base/text.hpp"

namespace freehold {
namespace {

constexpr std::uint32_t most_columns = 1000;

}  // namespace

Page::Page(std::uint32_t columns, std::uint32_t largest_line)
    : m_columns(std::clamp(columns, fewest_columns, most_columns)),
      m_digits(static_cast<std::uint32_t>(std::to_string(largest_line).size())) {}

std::string Page::blanks_before(const std::string& number) const {
    return std::string(m_digits - std::min<std::size_t>(m_digits, number.size()), ' ');
}

Row Page::gutter(std::optional<std::uint32_t> line) const {
    const std::string number = line ? std::to_string(*line) : "";
    Row row(blanks_before(number) + number + " |", Ink::Gutter);
    row.append(" ", Ink::Plain);
    return row;
}

Row Page::edit_gutter(std::uint32_t line, char sign, Ink ink) const {
    const std::string number = std::to_string(line);
    Row row(blanks_before(number) + number, Ink::Gutter);
    row.append(std::string{' ', sign, ' '}, ink);
    return row;
}

void Page::add_arrow(std::string_view arrow, std::string_view place) {
    Row row(std::string(m_digits, ' ').append(arrow).append(" "), Ink::Gutter);
    row.append(place, Ink::Plain);
    add(std::move(row));
}

Row Page::remark_head(std::string_view kind, Ink ink) const {
    Row row(std::string(bar_column(), ' ') + "= ", Ink::Gutter);
    row.append(kind, ink);
    row.append(": ", ink == Ink::Strong ? Ink::Plain : ink);
    return row;
}

void Page::add_remark(std::string_view kind, Ink ink, std::string_view text) {
    const std::uint32_t head = remark_head(kind, ink).columns();
    const std::uint32_t room = m_columns > head + 20 ? m_columns - head : 20;
    add_remark_lines(kind, ink, wrapped_lines(text, room));
}

void Page::add_remark_lines(std::string_view kind, Ink ink, const std::vector<std::string>& lines) {
    Row row = remark_head(kind, ink);
    const std::uint32_t indent = row.columns();
    for (const std::string& line : lines) {
        row.put(indent, line, Ink::Plain);
        add(std::move(row));
        row = Row();
    }
}

std::string Page::text(const Palette& palette) const {
    std::string text;
    for (const Row& row : m_rows) text += row.text(palette);
    return text;
}

}  // namespace freehold
