// SPDX-License-Identifier: MIT
#include "vm/base/render_marks.hpp"

#include <algorithm>

#include "vm/base/text.hpp"

namespace freehold {
namespace {

/// A text narrower than this is not wrapped for want of room; the line is drawn once more instead.
constexpr std::uint32_t least_room = 20;
/// With this much room beside its underline, a long text is wrapped there rather than hung below.
constexpr std::uint32_t room_beside = 40;

/// The texts of all marks that begin in one column, below each other.
struct Hanger {
    std::uint32_t column = 0;
    std::vector<const Mark*> marks = {};
    std::uint32_t text_column = 0;  ///< left of `column` where the text would not fit otherwise
    std::uint32_t room = 0;         ///< columns from there

    struct Line {
        std::string text;
        Ink ink;
    };
    std::vector<Line> lines = {};
    std::uint32_t lines_width = 0;
    std::size_t row = 0;  ///< of the first line

    std::size_t end_row() const { return row + lines.size(); }
};

class Layout {
public:
    Layout(const std::vector<Mark>& marks, std::size_t count, std::uint32_t columns)
        : m_marks(marks), m_count(count), m_columns(columns) {
        choose_beside();
        hang_others();
        for (std::size_t i = 0; i < m_hangers.size(); ++i) find_room(i);
    }

    std::size_t fitting() const;
    std::vector<Row> draw();

private:
    void choose_beside();
    void hang_others();
    void find_room(std::size_t index);
    void wrap_texts(Hanger& hanger) const;
    void choose_row(std::size_t index);
    std::size_t first_text_row() const;
    std::uint32_t beside_column() const { return m_beside->end + 1; }

    Row underlines() const;
    void draw_beside(std::vector<Row>& rows) const;
    static void draw_hanger(const Hanger& hanger, std::vector<Row>& rows);

    const std::vector<Mark>& m_marks;
    std::size_t m_count;
    std::uint32_t m_columns;
    const Mark* m_beside = nullptr;  ///< the mark whose text stands beside its underline, if any
    std::vector<std::string> m_beside_lines;
    std::vector<Hanger> m_hangers;  ///< ascending by column
};

/// Whether `a` is the better one to have its text beside its underline: nothing may follow it.
bool further_right(const Mark& a, const Mark& b) {
    if (a.end != b.end) return a.end > b.end;
    if (a.begin != b.begin) return a.begin > b.begin;
    return a.primary && !b.primary;
}

void Layout::choose_beside() {
    const Mark* best = &m_marks[0];
    for (std::size_t i = 1; i < m_count; ++i) {
        if (further_right(m_marks[i], *best)) best = &m_marks[i];
    }
    const std::uint32_t column = best->end + 1;
    const std::uint32_t room = column < m_columns ? m_columns - column : 0;
    if (best->text.empty() || (room < room_beside && room < display_width(best->text))) return;
    m_beside = best;
    m_beside_lines = wrapped_lines(best->text, room);
}

void Layout::hang_others() {
    for (std::size_t i = 0; i < m_count; ++i) {
        const Mark& mark = m_marks[i];
        if (&mark == m_beside || mark.text.empty()) continue;
        const bool new_column = m_hangers.empty() || m_hangers.back().column != mark.begin;
        if (new_column) m_hangers.push_back({mark.begin});
        m_hangers.back().marks.push_back(&mark);
    }
}

void Layout::find_room(std::size_t index) {
    Hanger& hanger = m_hangers[index];
    for (const Mark* mark : hanger.marks) {
        hanger.lines_width = std::max(hanger.lines_width, display_width(mark->text));
    }
    const std::uint32_t least = index == 0 ? 0 : m_hangers[index - 1].column + 2;
    const std::uint32_t fitting =
        m_columns > hanger.lines_width ? m_columns - hanger.lines_width : 0;
    hanger.text_column = std::min(hanger.column, std::max(least, fitting));
    hanger.room = m_columns > hanger.text_column ? m_columns - hanger.text_column : 0;
}

std::size_t Layout::fitting() const {
    for (std::size_t i = 1; i < m_hangers.size(); ++i) {
        const Hanger& hanger = m_hangers[i];
        if (hanger.room >= std::min(hanger.lines_width, least_room)) continue;
        std::size_t count = 0;
        while (m_marks[count].begin < hanger.column) ++count;
        return count;
    }
    return m_count;
}

void Layout::wrap_texts(Hanger& hanger) const {
    hanger.lines_width = 0;
    for (const Mark* mark : hanger.marks) {
        for (std::string& line : wrapped_lines(mark->text, std::max(hanger.room, least_room))) {
            hanger.lines_width = std::max(hanger.lines_width, display_width(line));
            hanger.lines.push_back({std::move(line), ink_of(*mark)});
        }
    }
}

std::size_t Layout::first_text_row() const {
    // A text that can belong to one underline only needs no connector.
    return m_count == 1 ? 1 : std::max<std::size_t>(2, m_beside_lines.size());
}

/// The highest row in which the text meets neither the texts to its right nor their connectors.
void Layout::choose_row(std::size_t index) {
    Hanger& hanger = m_hangers[index];
    hanger.row = first_text_row();
    for (std::size_t i = index + 1; i < m_hangers.size(); ++i) {
        const Hanger& right = m_hangers[i];
        const bool meets = right.text_column <= hanger.text_column + hanger.lines_width + 1;
        if (meets) hanger.row = std::max(hanger.row, right.end_row());
    }
}

Row Layout::underlines() const {
    Row row;
    for (const bool primary : {false, true}) {
        for (std::size_t i = 0; i < m_count; ++i) {
            const Mark& mark = m_marks[i];
            if (mark.primary != primary) continue;
            row.fill(mark.begin, mark.end - mark.begin, primary ? '^' : '-', ink_of(mark));
        }
    }
    return row;
}

void Layout::draw_beside(std::vector<Row>& rows) const {
    for (std::size_t i = 0; i < m_beside_lines.size(); ++i) {
        rows[i].put(beside_column(), m_beside_lines[i], ink_of(*m_beside));
    }
}

void Layout::draw_hanger(const Hanger& hanger, std::vector<Row>& rows) {
    const Ink connector = ink_of(*hanger.marks.front());
    for (std::size_t i = 1; i < hanger.row; ++i) rows[i].put(hanger.column, "|", connector);
    for (std::size_t i = 0; i < hanger.lines.size(); ++i) {
        rows[hanger.row + i].put(hanger.text_column, hanger.lines[i].text, hanger.lines[i].ink);
    }
}

std::vector<Row> Layout::draw() {
    std::size_t count = std::max<std::size_t>(1, m_beside_lines.size());
    for (std::size_t i = m_hangers.size(); i-- > 0;) {
        wrap_texts(m_hangers[i]);
        choose_row(i);
        count = std::max(count, m_hangers[i].end_row());
    }
    std::vector<Row> rows(count);
    rows[0] = underlines();
    if (m_beside) draw_beside(rows);
    for (const Hanger& hanger : m_hangers) draw_hanger(hanger, rows);
    return rows;
}

}  // namespace

std::size_t fitting_marks(const std::vector<Mark>& marks, std::uint32_t columns) {
    std::size_t count = marks.size();
    for (;;) {
        const std::size_t fitting = Layout(marks, count, columns).fitting();
        if (fitting == count) return count;
        count = fitting;
    }
}

std::vector<Row> draw_marks(const std::vector<Mark>& marks, std::uint32_t columns) {
    return Layout(marks, marks.size(), columns).draw();
}

}  // namespace freehold
