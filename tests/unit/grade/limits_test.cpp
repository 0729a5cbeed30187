// SPDX-License-Identifier: MIT
// What stops a run, and what of it counts then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/expects.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// ---- limits -------------------------------------------------------------------------------------

const std::string expects_endless = expects_main("next:\njmp next");

TEST(Limits, stop_a_program_that_does_not_end) {
    expects_of(expects_endless, {{"limits = { steps = 5_000 }",
                                  "it was stopped: it did not end within 5,000 steps"}});
    expects_of(expects_endless, {{"limits = { steps = 100_000_000_000, time = '50ms' }",
                                  "it was stopped: it did not end within 50 ms"}});
}

TEST(Limits, stop_a_program_that_prints_without_end) {
    expects_of(
        expects_main("next:\nprint \"hello\"\njmp next"),
        {{"limits = { output = '1K' }", "it was stopped: it printed more than 1,024 bytes"}});
}

TEST(Limits, keep_what_was_printed_until_then) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = 'it'\nlimits = { output = 12 }\n");
    const auto result =
        graded_here(folder.assignment(),
                    folder.write("s.fh", expects_main("next:\nprint \"hello\"\njmp next")));
    EXPECT_EQ(result.output, "hellohellohe");
    EXPECT_GT(result.output_bytes, 12u);
}

TEST(Limits, stop_a_program_whose_steps_are_long) {
    const std::string fills = expects_main(
        "local a: own [int]\nnew a, [100000 x int]\n"
        "next:\nfill [a], 7\njmp next");
    expects_of(fills, {{"limits = { steps = 20_000 }",
                        "it was stopped: it filled and copied more than 5,120,000 bytes, which is "
                        "256 for each step it may take"}});
}

TEST(Limits, are_faults_of_a_program_that_has_no_room) {
    expects_of(expects_main("local a: own [int]\nnew a, [100000 x int]"),
               {{"limits = { heap = '4K' }", "it was stopped by F313, heap exhausted"}});
    expects_of("fn down() {\n    call down()\n    ret\n}\n" + expects_main("call down()"),
               {{"limits = { stack = '4K' }", "it was stopped by F312, stack overflow"}});
}

// ---- further checks -----------------------------------------------------------------------------

const char* const expects_partial =
    "[[test]]\nname = 'prints'\npoints = 2\nhint = 'print it'\n"
    "output = \"1\\n2\\n\"\n"
    "[[test.check]]\nname = 'no leak'\npoints = 1\nleaks = 0\n"
    "hint = 'free it'\n"
    "[[test.check]]\nname = 'short'\npoints = 0.5\n"
    "steps = { most = 3 }\nhint = 'fewer'\n";

TestResult expects_partially(const std::string& program) {
    const GradedFolder folder;
    folder.rubric(expects_partial);
    return graded_here(folder.assignment(), folder.write("s.fh", program));
}

std::vector<Verdict> expects_verdicts(const TestResult& result) {
    std::vector<Verdict> verdicts;
    for (const CheckResult& check : result.checks) verdicts.push_back(check.verdict);
    return verdicts;
}

TEST(FurtherChecks, give_points_of_their_own) {
    EXPECT_EQ(expects_partially(expects_counts).points().text(), "3.5");
    const TestResult long_one =
        expects_partially(expects_main("local n: int\nconst n, 1\nconst n, 2\nprint \"1\\n2\\n\""));
    EXPECT_EQ(long_one.points().text(), "3");
    EXPECT_THAT(expects_verdicts(long_one),
                ElementsAre(Verdict::Passed, Verdict::Passed, Verdict::Failed));
    EXPECT_EQ(long_one.checks[2].hint, "fewer");
    EXPECT_EQ(long_one.checks[1].hint, "") << "of what passed there is no hint";
}

TEST(FurtherChecks, are_not_counted_where_the_test_itself_fails) {
    const TestResult empty = expects_partially(expects_main(""));
    EXPECT_EQ(empty.points().text(), "0");
    EXPECT_THAT(expects_verdicts(empty),
                ElementsAre(Verdict::Failed, Verdict::NotCounted, Verdict::NotCounted));
    EXPECT_EQ(empty.checks[0].hint, "print it");
    EXPECT_THAT(empty.checks[1].reasons, IsEmpty());
    EXPECT_EQ(empty.checks[1].hint, "");
}

TEST(FurtherChecks, count_each_by_itself) {
    const TestResult leaky = expects_partially(
        expects_main("local a: own int\nnew a, int(1)\nprint \"1\\n2\\n\"\nforget a"));
    EXPECT_THAT(expects_verdicts(leaky),
                ElementsAre(Verdict::Passed, Verdict::Failed, Verdict::Failed));
}

}  // namespace
}  // namespace freehold::grade
