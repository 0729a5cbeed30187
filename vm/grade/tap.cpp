// SPDX-License-Identifier: MIT
#include "vm/grade/tap.hpp"

#include "vm/base/text.hpp"
#include "vm/grade/details.hpp"

namespace freehold::grade {
namespace {

/// One line, in which nothing is read as a directive.
std::string tap_name(const std::string& name) {
    std::string text;
    for (const char c : printable(name)) {
        if (c == '#' || c == '\\') text += '\\';
        text += c;
    }
    return text;
}

std::string tap_comments(const std::string& lines) {
    std::string text;
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = lines.find('\n', begin) + 1;
        text += "# " + lines.substr(begin, end - begin);
        begin = end;
    }
    return text;
}

class TapStream {
public:
    explicit TapStream(bool several) : m_several(several) {}

    void add(const SubmissionResult& submission) {
        const std::string prefix = m_several ? submission.name + ": " : "";
        if (!submission.problem.empty()) {
            const std::string& name = m_several ? submission.name : submission.path;
            return add_line("not ok", name, tap_comments(printable(submission.problem) + '\n'));
        }
        for (const TestResult& test : submission.tests) {
            for (std::size_t c = 0; c < test.checks.size(); ++c) {
                add_check(test, c, prefix + title_of(test, c));
            }
        }
        m_text += "# " + (m_several ? printable(prefix) : "") + submission.points().text() + '/' +
                  submission.most().text() + " points\n";
    }

    std::string text(const std::string& title) const {
        const std::string plan = "1.." + std::to_string(m_count) + '\n';
        return "TAP version 13\n" + plan + tap_comments(printable(title) + '\n') + m_text;
    }

private:
    void add_check(const TestResult& test, std::size_t check, const std::string& name) {
        const Verdict verdict = test.checks[check].verdict;
        if (verdict == Verdict::Passed) return add_line("ok", name, "");
        const std::string details = tap_comments(details_text(test, check, {.columns = 78}));
        if (verdict == Verdict::NotCounted)
            return add_line("ok", name, details, " # SKIP not counted");
        add_line("not ok", name, details);
    }

    void add_line(const std::string& word, const std::string& name, const std::string& comments,
                  const std::string& directive = "") {
        m_text += word + ' ' + std::to_string(++m_count) + " - " + tap_name(name) + directive +
                  '\n' + comments;
    }

    bool m_several;
    std::size_t m_count = 0;
    std::string m_text;
};

}  // namespace

std::string tap_text(const ClassResult& result) {
    TapStream stream(result.submissions.size() > 1);
    for (const SubmissionResult& submission : result.submissions) stream.add(submission);
    return stream.text(result.assignment);
}

}  // namespace freehold::grade
