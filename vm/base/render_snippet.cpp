// SPDX-License-Identifier: MIT
#include "vm/base/render_snippet.hpp"

#include <algorithm>
#include <optional>

#include "vm/base/render_marks.hpp"
#include "vm/base/snippet_plan.hpp"

namespace freehold {
namespace {

class Snippet {
public:
    Snippet(Page& page, const Source& source, SnippetPlan plan)
        : m_page(page), m_source(source), m_plan(std::move(plan)), m_open(m_plan.lanes) {}

    void draw() {
        std::uint32_t before = 0;
        for (const auto& [number, line] : m_plan.lines) {
            if (before != 0) draw_gap(before, number);
            draw_line(number, line);
            before = number;
        }
    }

private:
    void draw_gap(std::uint32_t before, std::uint32_t number);
    void draw_line(std::uint32_t number, const MarkedLine& line);
    std::size_t draw_group(std::uint32_t number, const std::vector<LineLabel>& labels);
    void draw_source(std::uint32_t number, ByteRange focus);
    void draw_begin(std::uint32_t number, const LongLabel& label);
    void draw_end(std::uint32_t number, const LongLabel& label);
    void show(std::uint32_t number, const LineLabel& label);
    Mark mark(const LineLabel& label) const;
    Row tail(const LongLabel& label, const Mark& mark, const Row& below) const;

    bool begins_at_first_word(const LongLabel& label) const;
    Row lanes(Row row) const;
    const LongLabel& long_label(std::size_t index) const { return m_plan.long_labels[index]; }
    std::uint32_t lane_columns() const {
        return m_plan.lanes == 0 ? 0 : static_cast<std::uint32_t>(m_plan.lanes) + 1;
    }
    std::uint32_t columns() const { return m_page.columns_for_source() - lane_columns(); }
    /// A row of the annotations: gutter, lanes, and what stands below the source.
    void add_below(const Row& below) {
        Row row = lanes(m_page.gutter({}));
        row.append(below);
        m_page.add(std::move(row));
    }

    Page& m_page;
    const Source& m_source;
    const SnippetPlan m_plan;
    /// What is drawn in each lane: nothing, or the long label that runs through it.
    std::vector<const LongLabel*> m_open;
    /// A long label that begins with the first word of the line is opened by a `/` beside it.
    std::vector<const LongLabel*> m_opening;
    std::optional<Excerpt> m_excerpt;  ///< of the line drawn last
};

Ink lane_ink(const LongLabel& label) {
    return label.first.primary ? Ink::Severity : Ink::Secondary;
}

/// Appends the lanes as they are now to the gutter.
Row Snippet::lanes(Row row) const {
    const std::uint32_t start = row.columns();
    row.append(std::string(lane_columns(), ' '), Ink::Plain);
    for (std::size_t lane = 0; lane < m_open.size(); ++lane) {
        const LongLabel* label = m_open[lane];
        if (label) row.put(start + static_cast<std::uint32_t>(lane), "|", lane_ink(*label));
    }
    for (const LongLabel* label : m_opening) {
        row.put(start + static_cast<std::uint32_t>(label->lane), "/", lane_ink(*label));
    }
    return row;
}

void Snippet::draw_gap(std::uint32_t before, std::uint32_t number) {
    if (number == before + 2) {  // `...` would take as much room as the line itself
        draw_source(before + 1, {});
    } else if (number > before + 2) {
        Row row("...", Ink::Gutter);
        row.append(std::string(m_page.bar_column() - 1, ' '), Ink::Plain);
        m_page.add(lanes(std::move(row)));
    }
}

void Snippet::draw_source(std::uint32_t number, ByteRange focus) {
    m_excerpt.emplace(m_source.line(number), focus, columns());
    Row row = lanes(m_page.gutter(number));
    row.append(m_excerpt->row());
    m_page.add(std::move(row));
    for (const LongLabel* label : m_opening) m_open[label->lane] = label;
    m_opening.clear();
}

bool Snippet::begins_at_first_word(const LongLabel& label) const {
    const std::string_view before =
        m_source.line(label.first_line).substr(0, label.first.bytes.begin);
    return before.find_first_not_of(" \t") == before.npos;
}

void Snippet::draw_line(std::uint32_t number, const MarkedLine& line) {
    m_excerpt.reset();
    for (const std::size_t index : line.begins) {
        const LongLabel& label = long_label(index);
        if (begins_at_first_word(label)) m_opening.push_back(&label);
    }
    std::vector<LineLabel> rest = line.labels;
    while (!rest.empty()) {
        const std::size_t drawn = draw_group(number, rest);
        rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(drawn));
    }
    // Inner labels end first and outer ones begin first, so that their tails cross no other bar.
    for (std::size_t i = line.ends.size(); i-- > 0;) draw_end(number, long_label(line.ends[i]));
    for (const std::size_t index : line.begins) draw_begin(number, long_label(index));
}

Mark Snippet::mark(const LineLabel& label) const {
    const std::uint32_t begin = m_excerpt->column_of(label.bytes.begin);
    const std::uint32_t end = m_excerpt->column_of(label.bytes.end);
    return {begin, std::max(begin + 1, end), label.primary, label.text};
}

/// Draws the line with as many of the labels as find room together; returns how many.
std::size_t Snippet::draw_group(std::uint32_t number, const std::vector<LineLabel>& labels) {
    const ByteRange first = labels.front().bytes;
    const Excerpt excerpt(m_source.line(number), first, columns());
    ByteRange focus = first;
    std::vector<LineLabel> group;
    for (const LineLabel& label : labels) {
        const ByteRange joint{first.begin, std::max(focus.end, label.bytes.end)};
        const bool together = excerpt.whole() || group.empty() ||
                              excerpt.distance(joint.begin, joint.end) + 8 <= columns();
        if (!together) break;
        focus = joint;
        group.push_back(label);
    }
    draw_source(number, focus);
    std::vector<Mark> marks;
    for (const LineLabel& label : group) marks.push_back(mark(label));
    marks.resize(fitting_marks(marks, columns()));
    for (const Row& row : draw_marks(marks, columns())) add_below(row);
    return marks.size();
}

/// Draws the line unless it has been, and the character of the label can be seen in it.
void Snippet::show(std::uint32_t number, const LineLabel& label) {
    if (!m_excerpt || !m_excerpt->shows(label.bytes.begin)) draw_source(number, label.bytes);
}

/// A row with a tail from the label's lane to the mark: `_____^`.
Row Snippet::tail(const LongLabel& label, const Mark& mark, const Row& below) const {
    Row row = lanes(m_page.gutter({}));
    const std::uint32_t begin =
        row.columns() - lane_columns() + static_cast<std::uint32_t>(label.lane) + 1;
    const std::uint32_t end = row.columns() + mark.begin;
    row.append(below);
    row.fill(begin, end - begin, '_', lane_ink(label));
    return row;
}

/// A bar that begins inside the line: `_____^` from its lane to its first character.
void Snippet::draw_begin(std::uint32_t number, const LongLabel& label) {
    show(number, label.first);
    if (m_open[label.lane] == &label) return;  // opened by a `/`
    const Mark first = mark(label.first);
    m_page.add(tail(label, first, draw_marks({first}, columns()).front()));
    m_open[label.lane] = &label;
}

/// The end of a bar: `|_____^ text`.
void Snippet::draw_end(std::uint32_t number, const LongLabel& label) {
    show(number, label.last);
    const Mark last = mark(label.last);
    const std::vector<Row> rows = draw_marks({last}, columns());
    m_page.add(tail(label, last, rows.front()));
    m_open[label.lane] = nullptr;
    for (std::size_t i = 1; i < rows.size(); ++i) add_below(rows[i]);
}

}  // namespace

void draw_snippet(Page& page, const Source& source, const std::vector<const Label*>& labels) {
    Snippet(page, source, plan_snippet(source, labels)).draw();
}

}  // namespace freehold
