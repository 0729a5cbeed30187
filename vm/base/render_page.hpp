// SPDX-License-Identifier: MIT
// The rows of a report while it is being written, and what all of its parts share: the gutter and
// the width.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/render_row.hpp"

namespace freehold {

class Page {
public:
    /// A page of `columns` columns (fewer than 40 or more than 1,000 are not believed) whose gutter
    /// holds numbers up to `largest_line`.
    Page(std::uint32_t columns, std::uint32_t largest_line);

    void add(Row row) { m_rows.push_back(std::move(row)); }

    /// "12 | ", or "   | " without a number.
    Row gutter(std::optional<std::uint32_t> line) const;
    /// "12 - ": a line of an edit.
    Row edit_gutter(std::uint32_t line, char sign, Ink ink) const;
    /// The columns right of the gutter.
    std::uint32_t columns_for_source() const { return m_columns - m_digits - 3; }
    /// The column of the gutter's bar.
    std::uint32_t bar_column() const { return m_digits + 1; }

    /// An arrow and a place: " --> x.fh:3:1".
    void add_arrow(std::string_view arrow, std::string_view place);
    /// "   = note: …", wrapped, the following lines below the first one's text.
    void add_remark(std::string_view kind, Ink ink, std::string_view text);
    /// The same for lines that are not to be wrapped.
    void add_remark_lines(std::string_view kind, Ink ink, const std::vector<std::string>& lines);

    std::string text(const Palette& palette) const;

private:
    std::string blanks_before(const std::string& number) const;
    Row remark_head(std::string_view kind, Ink ink) const;

    std::uint32_t m_columns;
    std::uint32_t m_digits;
    std::vector<Row> m_rows;
};

}  // namespace freehold
