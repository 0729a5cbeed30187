// SPDX-License-Identifier: MIT
#include "vm/grade/report_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/report_sample.hpp"
#include "vm/base/text.hpp"

namespace freehold::grade {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string report_title = "A list that owns its nodes";

std::string report_shown(const SubmissionResult& submission, RenderStyle style = {false, 80}) {
    return report_text(submission, report_title, style);
}

TEST(ReportText, quotes_a_report_once_that_several_tests_have) {
    SubmissionResult submission = report_alice();
    submission.tests.assign(2, submission.tests.front());
    const std::string text = report_shown(submission);
    EXPECT_EQ(text.find("| warning[F401]"), text.rfind("| warning[F401]")) << text;
    EXPECT_THAT(text, HasSubstr("    freehold reports the same as above\n"));
}

TEST(ReportText, shows_a_submission_in_full) {
    EXPECT_EQ(report_shown(report_alice()), R"text(A list that owns its nodes: alice

✓ passed         2/2  pushes three numbers
✗ failed         0/1    nothing leaks
    1 block leaked, not 0
    hint: `put` frees what it replaces; a raw `store` does not
    the program printed:
    | 3
    | 2
    | 1
    freehold reports:
    | warning[F401]: 1 block leaked
    |  --> list.fh:9
    to see it again:
      freehold grade 01_list alice/list.fh --test=1

✗ failed         0/3  pops in reverse order
    line 1 of the output is `1`, not `3`
    hint: `pop` takes the head, which is the last that came
- not counted  0/0.5    moves and never clones
    the program printed:
    | 1
    | 2
    | 3
    to see it again:
      freehold grade 01_list alice/list.fh --test=2

! broken         0/1  sorts
    the grader could not do this; it is no mistake of yours
    cannot read `tests/sorted.txt`

✗ failed         0/1  an empty list (hidden)
    the program exits with 3, not 0
    hint: ask for `null` first

2/8.5 points
)text");
}

TEST(ReportText, is_short_where_all_is_well) {
    EXPECT_EQ(report_shown(report_bob()), R"bob(A list that owns its nodes: bob

✓ passed      2/2  pushes three numbers
✓ passed      1/1    nothing leaks
✓ passed      3/3  pops in reverse order
✓ passed  0.5/0.5    moves and never clones
✓ passed      1/1  sorts
✓ passed      1/1  an empty list (hidden)

8.5/8.5 points
)bob");
}

TEST(ReportText, says_why_nothing_could_be_graded) {
    EXPECT_EQ(report_shown(report_carol()), R"carol(A list that owns its nodes: carol

! not graded: cannot read carol/list.fh: no such file

0/8.5 points
)carol");
}

TEST(ReportText, paints_marks_hints_and_bars) {
    const std::string text = report_shown(report_alice(), {true, 80});
    EXPECT_THAT(text, HasSubstr("\x1b[1;32m✓ passed"));
    EXPECT_THAT(text, HasSubstr("\x1b[1;31m✗ failed"));
    EXPECT_THAT(text, HasSubstr("\x1b[1;32mhint: \x1b[0m`put` frees"));
    EXPECT_THAT(text, HasSubstr("\x1b[1;34m| \x1b[0m3\n"));
}

TEST(ReportText, keeps_to_the_terminal) {
    SubmissionResult submission = report_alice();
    submission.tests[1].checks[0].name = "pops what was pushed in reverse order, to the last node";
    submission.tests[1].checks[0].reasons = {std::string(30, 'x') + ' ' + std::string(300, 'y')};
    submission.tests[1].output = std::string(500, 'z') + '\n';
    submission.name = std::string(300, 'n');
    for (const std::uint32_t width : {40u, 60u, 80u, 120u}) {
        const std::string text = report_shown(submission, {false, width});
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find('\n', begin);
            const std::string line = text.substr(begin, end - begin);
            begin = end + 1;
            if (line.find("freehold grade") != line.npos) continue;  // to be copied
            EXPECT_LE(display_width(line), width) << line;
        }
    }
}

/// The lines that begin in the first column: the grader's.
std::vector<std::string> report_own_lines(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        if (text[begin] != ' ' && end != begin) lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

TEST(ReportText, lets_no_submission_speak_with_the_graders_voice) {
    for (const std::string& hostile : report_hostile_texts()) {
        const std::string text = report_shown(report_hostile(hostile));
        const auto lines = report_own_lines(text);
        ASSERT_EQ(lines.size(), 8u) << text.substr(0, 2'000);
        EXPECT_THAT(lines[0], StartsWith(report_title + ":"));
        EXPECT_THAT(lines[1], StartsWith("✓ passed"));
        EXPECT_THAT(lines[4], StartsWith("- not counted"));
        EXPECT_EQ(lines[7], "2/8.5 points");
        EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    }
}

TEST(ReportText, shows_of_a_hidden_test_neither_output_nor_command) {
    EXPECT_THAT(report_shown(report_alice()), Not(HasSubstr("secret")));
}

TEST(ReportText, cuts_long_output) {
    SubmissionResult submission = report_alice();
    submission.tests[1].output.clear();
    for (int i = 0; i < 32; ++i) submission.tests[1].output += "line\n";
    submission.tests[1].output_bytes = submission.tests[1].output.size();
    EXPECT_THAT(report_shown(submission), HasSubstr("    | line\n    … 12 more lines\n"));
}

TEST(ReportText, ends_with_the_points) {
    EXPECT_THAT(report_shown({"nobody", "nobody.fh", "", {}}), EndsWith("\n0/0 points\n"));
}

}  // namespace
}  // namespace freehold::grade
