// SPDX-License-Identifier: MIT
#include "vm/grade/report_text.hpp"

#include <algorithm>

#include "vm/base/render_row.hpp"
#include "vm/base/terminal.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/details.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::grade {
namespace {

constexpr std::uint32_t mark_gap = 2;
constexpr std::uint32_t detail_indent = 4;

std::string mark_of(Verdict verdict) {
    constexpr std::string_view glyphs[] = {"✓", "✗", "-", "!"};
    return std::string(glyphs[static_cast<std::size_t>(verdict)]) + ' ' +
           std::string(word_of(verdict));
}

Ink ink_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return Ink::Help;
        case Verdict::NotCounted: return Ink::Gutter;
        case Verdict::Failed:
        case Verdict::Broken: break;
    }
    return Ink::Severity;
}

std::string share_of(Points points, Points most) { return points.text() + '/' + most.text(); }

class SubmissionSheet {
public:
    SubmissionSheet(const SubmissionResult& submission, const RenderStyle& style)
        : m_submission(submission),
          m_columns(std::clamp(style.width, fewest_columns, widest_report)),
          m_palette(style.color, Severity::Error) {
        for (const TestResult& test : submission.tests) {
            for (const CheckResult& check : test.checks) measure(check);
        }
    }

    std::string draw(std::string_view assignment) {
        add_title(assignment);
        add(Row{});
        if (m_submission.problem.empty()) {
            for (const TestResult& test : m_submission.tests) add_test(test);
        } else {
            add_problem();
        }
        if (m_text.substr(m_text.size() - 2) != "\n\n") add(Row{});
        const std::string total = share_of(m_submission.points(), m_submission.most());
        add(Row(total + " points", Ink::Strong));
        return std::move(m_text);
    }

private:
    void add(const Row& row) { m_text += row.text(m_palette); }

    void measure(const CheckResult& check) {
        const std::string share = share_of(check.points, check.most);
        m_mark_columns = std::max(m_mark_columns, display_width(mark_of(check.verdict)));
        m_share_columns = std::max(m_share_columns, display_width(share));
    }

    void add_title(std::string_view assignment) {
        Row row(cut_to(assignment, m_columns / 2), Ink::Strong);
        row.append(": ", Ink::Plain);
        row.append(cut_to(m_submission.name, m_columns - row.columns()), Ink::Plain);
        add(row);
    }

    void add_problem() {
        Row row("! not graded", Ink::Severity);
        row.append(": " + cut_to(m_submission.problem, 4 * m_columns), Ink::Plain);
        add(row);
    }

    void add_test(const TestResult& test) {
        bool told = false;
        for (std::size_t c = 0; c < test.checks.size(); ++c) {
            const CheckResult& check = test.checks[c];
            add_check(check, c == 0 && test.hidden ? " (hidden)" : "", c == 0 ? 0 : mark_gap);
            told = add_details(check_details(check, detail_style())) || told;
        }
        told = add_run(test) || told;
        if (told) add(Row{});
    }

    /// What is wrong with a text is the same in each test.
    bool add_run(const TestResult& test) {
        DetailStyle style = detail_style();
        const bool again = !test.passed() && !test.report.empty() && test.report == m_last_report;
        if (again) style.report_lines = 0;
        const bool told = add_details(run_details(test, style));
        if (again) add_detail({Detail::Kind::Label, "freehold reports the same as above"});
        if (!test.report.empty()) m_last_report = test.report;
        return told || again;
    }

    void add_check(const CheckResult& check, const std::string& remark, std::uint32_t indent) {
        const std::uint32_t share_column = m_mark_columns + mark_gap;
        const std::uint32_t name_column = share_column + m_share_columns + mark_gap + indent;
        const std::string share = share_of(check.points, check.most);
        Row row(mark_of(check.verdict), ink_of(check.verdict));
        row.put(share_column + m_share_columns - display_width(share), share, Ink::Plain);
        for (const std::string& line :
             wrapped_lines(printable(check.name) + remark, m_columns - name_column)) {
            row.put(name_column, cut_to(line, m_columns - name_column), Ink::Plain);
            add(row);
            row = Row{};
        }
    }

    DetailStyle detail_style() const { return {.columns = m_columns - detail_indent}; }

    bool add_details(const std::vector<Detail>& details) {
        for (const Detail& detail : details) add_detail(detail);
        return !details.empty();
    }

    void add_detail(const Detail& detail) {
        constexpr std::string_view hint = "hint:";
        Row row;
        row.put(detail_indent, detail.text,
                detail.kind == Detail::Kind::Label ? Ink::Gutter : Ink::Plain);
        if (detail.kind == Detail::Kind::Quote) row.put(detail_indent, "|", Ink::Gutter);
        if (detail.kind == Detail::Kind::Hint && detail.text.substr(0, hint.size()) == hint) {
            row.put(detail_indent, hint, Ink::Help);
        }
        add(row);
    }

    const SubmissionResult& m_submission;
    std::uint32_t m_columns;
    Palette m_palette;
    std::uint32_t m_mark_columns = 0;
    std::uint32_t m_share_columns = 0;
    std::string m_last_report;
    std::string m_text;
};

}  // namespace

std::string report_text(const SubmissionResult& submission, std::string_view assignment,
                        const RenderStyle& style) {
    return SubmissionSheet(submission, style).draw(assignment);
}

}  // namespace freehold::grade
