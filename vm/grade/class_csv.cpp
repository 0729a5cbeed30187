// SPDX-License-Identifier: MIT
#include "vm/grade/class_csv.hpp"

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/base/utf8.hpp"
#include "vm/grade/class_summary.hpp"

namespace freehold::grade {
namespace {

/// Readers stumble over bytes that are no UTF-8, and over NUL.
std::string csv_readable(std::string_view text) {
    std::string valid;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        append_utf8(valid, point.value == 0 ? replacement_character : point.value);
        at += point.length;
    }
    return valid;
}

bool looks_like_a_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != text.npos;
}

std::string csv_cell(std::string_view text) {
    std::string cell = looks_like_a_formula(text) ? "'" : "";
    cell += csv_readable(text);
    if (cell.find_first_of(",\"\r\n'") == cell.npos) return cell;
    std::string inside;
    for (const char c : cell) inside += c == '"' ? "\"\"" : std::string(1, c);
    return '"' + inside + '"';
}

class CsvLine {
public:
    void add_text(std::string_view text) { add(csv_cell(text)); }
    void add_points(Points points) { add(points.text()); }
    std::string text() const { return m_text + "\r\n"; }

private:
    void add(const std::string& cell) {
        if (!m_first) m_text += ',';
        m_first = false;
        m_text += cell;
    }

    bool m_first = true;
    std::string m_text;
};

std::string csv_header(const std::vector<TestResult>& tests) {
    CsvLine line;
    for (const char* title : {"submission", "points", "most", "problem"}) line.add_text(title);
    for (const TestResult& test : tests) {
        line.add_text(test.name);
        if (test.checks.size() < 2) continue;
        for (const CheckResult& check : test.checks) line.add_text(test.name + ": " + check.name);
    }
    return line.text();
}

void add_csv_test(CsvLine& line, const TestResult* test, const TestResult& like) {
    line.add_points(test ? test->points() : Points{});
    if (like.checks.size() < 2) return;
    for (std::size_t c = 0; c < like.checks.size(); ++c) {
        line.add_points(test && c < test->checks.size() ? test->checks[c].points : Points{});
    }
}

/// A test that the grader could not do is no mistake, and its zero must not be taken for one.
std::string csv_problem(const SubmissionResult& submission) {
    if (!submission.problem.empty()) return submission.problem;
    const auto broken = std::count_if(
        submission.tests.begin(), submission.tests.end(),
        [](const TestResult& test) { return test.checks.front().verdict == Verdict::Broken; });
    if (broken == 0) return "";
    return "the grader could not do " + quantity(static_cast<std::uint64_t>(broken), "test");
}

std::string csv_row(const SubmissionResult& submission, const std::vector<TestResult>& tests) {
    CsvLine line;
    line.add_text(submission.name);
    line.add_points(submission.points());
    line.add_points(submission.most());
    line.add_text(csv_problem(submission));
    for (std::size_t t = 0; t < tests.size(); ++t) {
        add_csv_test(line, t < submission.tests.size() ? &submission.tests[t] : nullptr, tests[t]);
    }
    return line.text();
}

}  // namespace

std::string class_csv(const ClassResult& result) {
    const std::vector<TestResult>& tests = tests_of(result);
    std::string text = csv_header(tests);
    for (const SubmissionResult& submission : result.submissions)
        text += csv_row(submission, tests);
    return text;
}

}  // namespace freehold::grade
