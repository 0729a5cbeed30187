// SPDX-License-Identifier: MIT
#include "vm/grade/class_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/render_row.hpp"
#include "vm/base/terminal.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/class_summary.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::grade {
namespace {

constexpr std::uint32_t column_gap = 2;
constexpr std::uint32_t widest_name = 24;  ///< of a test, above its column

bool is_broken(const TestResult& test) {
    return std::any_of(test.checks.begin(), test.checks.end(),
                       [](const CheckResult& check) { return check.verdict == Verdict::Broken; });
}

bool has_broken_test(const SubmissionResult& submission) {
    return submission.problem.empty() &&
           std::any_of(submission.tests.begin(), submission.tests.end(), is_broken);
}

std::string hidden_mark(const TestResult& test) { return test.hidden ? " (hidden)" : ""; }

/// What stands in one row: of a submission or around them.
struct TableRow {
    std::string name;
    std::string points;
    std::vector<std::string> cells;  ///< one for each test
    std::string remark;              ///< instead of the cells
    Ink ink = Ink::Plain;
};

class ClassSheet {
public:
    ClassSheet(const ClassResult& result, const RenderStyle& style)
        : m_result(result),
          m_tests(tests_of(result)),
          m_summary(summary_of(result)),
          m_columns(std::clamp(style.width, fewest_columns, widest_report)),
          m_palette(style.color, Severity::Error) {}

    std::string draw() {
        gather_rows();
        measure();
        const bool numbered = !fits();
        if (numbered) number_tests();
        Row title(cut_to(m_result.assignment, m_columns - 20), Ink::Strong);
        title.append(": " + quantity(m_summary.count, "submission"), Ink::Plain);
        add(title);
        if (m_summary.count == 0) return std::move(m_text);
        std::size_t next = 0;
        do {
            next = add_panel(next);
        } while (next < m_tests.size());
        if (numbered) add_legend();
        add(Row{});
        add_summary();
        return std::move(m_text);
    }

private:
    void add(const Row& row) { m_text += row.text(m_palette); }

    // ---- what is in it
    // ---------------------------------------------------------------------------

    void gather_rows() {
        TableRow head{"submission", "points", {}, "", Ink::Strong};
        TableRow full{"of", m_summary.most.text(), {}, "", Ink::Gutter};
        TableRow passed{"passed", std::to_string(m_summary.full_marks), {}, "", Ink::Gutter};
        for (std::size_t t = 0; t < m_tests.size(); ++t) {
            head.cells.push_back(cut_to(m_tests[t].name, 2 * widest_name) +
                                 hidden_mark(m_tests[t]));
            full.cells.push_back(m_tests[t].most().text());
            passed.cells.push_back(std::to_string(m_summary.passed[t]));
        }
        m_rows = {std::move(head), std::move(full)};
        for (const SubmissionResult& submission : m_result.submissions) {
            m_rows.push_back(row_of(submission));
        }
        m_rows.push_back(std::move(passed));
    }

    TableRow row_of(const SubmissionResult& submission) const {
        TableRow row{
            cut_to(submission.name, m_columns / 3), submission.points().text(), {}, "", Ink::Plain};
        if (submission.problem.empty()) {
            for (const TestResult& test : submission.tests) {
                row.cells.push_back(test.points().text() + (is_broken(test) ? "!" : ""));
            }
        } else {
            row.remark = "! " + cut_to(submission.problem, m_columns);
        }
        row.cells.resize(m_tests.size());
        return row;
    }

    void number_tests() {
        for (std::size_t t = 0; t < m_tests.size(); ++t) {
            m_rows.front().cells[t] = std::to_string(t + 1);
        }
        measure();
    }

    // ---- how wide it is
    // --------------------------------------------------------------------------

    void measure() {
        m_name_columns = 0;
        m_points_columns = 0;
        m_cell_columns.assign(m_tests.size(), 0);
        for (const TableRow& row : m_rows) {
            m_name_columns = std::max(m_name_columns, display_width(row.name));
            m_points_columns = std::max(m_points_columns, display_width(row.points));
            for (std::size_t t = 0; t < m_tests.size(); ++t) {
                m_cell_columns[t] = std::max(m_cell_columns[t], display_width(row.cells[t]));
            }
        }
    }

    std::uint32_t first_cell() const {
        return m_name_columns + column_gap + m_points_columns + column_gap;
    }

    bool fits() const {
        std::uint32_t used = first_cell() - column_gap;
        for (const std::uint32_t columns : m_cell_columns) {
            if (columns > widest_name) return false;
            used += column_gap + columns;
        }
        return used <= m_columns;
    }

    // ---- how it is drawn
    // -------------------------------------------------------------------------

    /// Draws as many tests as fit, from this one on, at least one; gives the first that did not.
    std::size_t add_panel(std::size_t begin) {
        std::size_t end = begin;
        std::uint32_t used = first_cell() - column_gap;
        while (end < m_tests.size()) {
            used += column_gap + m_cell_columns[end];
            if (used > m_columns && end > begin) break;
            ++end;
        }
        add(Row{});
        for (const TableRow& row : m_rows) {
            if (&row == &m_rows.back()) add_rule(std::min(used, m_columns));
            add_row(row, begin, end);
            if (&row == &m_rows[1]) add_rule(std::min(used, m_columns));
        }
        return end;
    }

    void add_rule(std::uint32_t columns) {
        Row row;
        row.fill(0, columns, '-', Ink::Gutter);
        add(row);
    }

    void add_row(const TableRow& row, std::size_t begin, std::size_t end) {
        Row drawn;
        drawn.put(0, row.name, row.ink);
        std::uint32_t column = m_name_columns + column_gap;
        put_right(drawn, column, m_points_columns, row.points, row.ink);
        column = first_cell();
        if (!row.remark.empty()) {
            drawn.put(column, cut_to(row.remark, m_columns - column), Ink::Severity);
            return add(drawn);
        }
        for (std::size_t t = begin; t < end; ++t) {
            const std::uint32_t columns = m_cell_columns[t];
            const std::string& cell = row.cells[t];
            const bool broken = !cell.empty() && cell.back() == '!' && &row != &m_rows.front();
            put_right(drawn, column, columns, cell, broken ? Ink::Severity : row.ink);
            column += columns + column_gap;
        }
        add(drawn);
    }

    static void put_right(Row& row, std::uint32_t column, std::uint32_t columns,
                          const std::string& text, Ink ink) {
        row.put(column + columns - display_width(text), text, ink);
    }

    void add_legend() {
        add(Row{});
        const auto digits = static_cast<std::uint32_t>(std::to_string(m_tests.size()).size());
        for (std::size_t t = 0; t < m_tests.size(); ++t) {
            Row row;
            put_right(row, 0, digits, std::to_string(t + 1), Ink::Gutter);
            const std::string hidden = hidden_mark(m_tests[t]);
            const std::uint32_t room = m_columns - digits - column_gap;
            const auto name_room = room - static_cast<std::uint32_t>(hidden.size());
            row.put(digits + column_gap, cut_to(m_tests[t].name, name_room) + hidden, Ink::Plain);
            add(row);
        }
    }

    void add_summary() {
        std::string text = fmt::format(
            "mean {}, median {} of {} points; {} of {} got full marks", m_summary.mean.text(),
            m_summary.median.text(), m_summary.most.text(), m_summary.full_marks, m_summary.count);
        if (m_summary.problems != 0) {
            text += fmt::format("; {} could not be graded", m_summary.problems);
        }
        for (const std::string& line : wrapped_lines(text, m_columns)) {
            add(Row(line, Ink::Plain));
        }
        const bool broken =
            std::any_of(m_result.submissions.begin(), m_result.submissions.end(), has_broken_test);
        if (broken) add(Row("! the grader could not do it", Ink::Plain));
    }

    const ClassResult& m_result;
    const std::vector<TestResult>& m_tests;
    ClassSummary m_summary;
    std::uint32_t m_columns;
    Palette m_palette;
    std::vector<TableRow> m_rows;
    std::uint32_t m_name_columns = 0;
    std::uint32_t m_points_columns = 0;
    std::vector<std::uint32_t> m_cell_columns;
    std::string m_text;
};

}  // namespace

std::string class_table(const ClassResult& result, const RenderStyle& style) {
    return ClassSheet(result, style).draw();
}

}  // namespace freehold::grade
