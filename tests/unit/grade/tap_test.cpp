// SPDX-License-Identifier: MIT
#include "vm/grade/tap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/report_readers.hpp"
#include "tests/unit/grade/report_sample.hpp"

namespace freehold::grade {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

test::ProcessResult report_proved(const std::string& tap) {
    const test::ScratchFolder folder;
    return report_tool({"prove", "--exec", "cat", folder.write("grades.tap", tap)}, "perl");
}

TEST(Tap, has_a_line_for_each_check) {
    const ClassResult result{"A list that owns its nodes", "", {report_alice()}};
    EXPECT_EQ(tap_text(result), R"tap(TAP version 13
1..6
# A list that owns its nodes
ok 1 - pushes three numbers
not ok 2 - pushes three numbers: nothing leaks
# 1 block leaked, not 0
# hint: `put` frees what it replaces; a raw `store` does not
# the program printed:
# | 3
# | 2
# | 1
# freehold reports:
# | warning[F401]: 1 block leaked
# |  --> list.fh:9
# to see it again:
#   freehold grade 01_list alice/list.fh --test=1
not ok 3 - pops in reverse order
# line 1 of the output is `1`, not `3`
# hint: `pop` takes the head, which is the last that came
# the program printed:
# | 1
# | 2
# | 3
# to see it again:
#   freehold grade 01_list alice/list.fh --test=2
ok 4 - pops in reverse order: moves and never clones # SKIP not counted
# not counted, because this does not hold: pops in reverse order
not ok 5 - sorts
# the grader could not do this; it is no mistake of yours
# cannot read `tests/sorted.txt`
not ok 6 - an empty list
# the program exits with 3, not 0
# hint: ask for `null` first
# 2/8.5 points
)tap");
}

TEST(Tap, puts_the_submission_before_the_name_where_there_are_several) {
    const std::string tap = tap_text(report_class());
    EXPECT_THAT(tap, HasSubstr("\n1..13\n"));
    EXPECT_THAT(tap, HasSubstr("\nok 1 - alice: pushes three numbers\n"));
    EXPECT_THAT(tap, HasSubstr("\nok 7 - bob: pushes three numbers\n"));
    EXPECT_THAT(tap, HasSubstr("\n# bob: 8.5/8.5 points\n"));
    EXPECT_THAT(tap, HasSubstr("\nnot ok 13 - carol\n# cannot read carol/list.fh: no such file\n"));
}

TEST(Tap, is_read_by_prove) {
    const auto failed = report_proved(tap_text({"", "", {report_alice()}}));
    EXPECT_EQ(failed.status, 1);
    EXPECT_THAT(failed.output,
                AllOf(HasSubstr("Failed 4/6 subtests"), HasSubstr("less 1 skipped subtest"),
                      HasSubstr("Failed tests:  2-3, 5-6")));
    const auto passed = report_proved(tap_text({"", "", {report_bob()}}));
    EXPECT_EQ(passed.status, 0) << passed.output << passed.messages;
    EXPECT_THAT(passed.output, HasSubstr("Result: PASS"));
}

TEST(Tap, is_read_by_prove_whatever_was_printed) {
    const auto result = report_proved(tap_text(report_hostile_class()));
    EXPECT_THAT(result.output, HasSubstr("Failed 99/139 subtests"));
    EXPECT_THAT(result.output, Not(HasSubstr("Parse errors")));
    EXPECT_THAT(result.output, Not(HasSubstr("Bail")));
}

TEST(Tap, escapes_what_would_be_a_directive) {
    ClassResult result{"", "", {report_bob()}};
    result.submissions[0].tests.resize(1);
    result.submissions[0].tests[0].checks.resize(1);
    result.submissions[0].tests[0].name = "# SKIP \\# TODO\nok 2";
    EXPECT_THAT(tap_text(result), HasSubstr("\nok 1 - \\# SKIP \\\\\\# TODO␊ok 2\n"));
}

TEST(Tap, has_nothing_of_the_run_of_a_hidden_test) {
    EXPECT_THAT(tap_text(report_class()), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace freehold::grade
