// SPDX-License-Identifier: MIT
// What a rubric says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/graded.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;

const char* const rubric_full = R"(
title      = "A list"
goal       = "Who owns a node."
submission = "list.fh"
starter    = "begin.fh"
reference  = "end.fh"
task       = "todo.md"
handout    = ["shapes.fh"]

[limits]
steps  = 1_000
output = "2K"
heap   = "8K"
stack  = 4096
time   = "500ms"

[[test]]
name        = "pushes"
points      = 2
hint        = "look at next"
program     = "tests/push.fh"
input       = "3 1 2\n"
defines     = { N = 10, LOW = -1 }
verify      = false
enforce     = "memory"
heap_policy = "best-fit"
coalesce    = "off"
quarantine  = 3
redzone     = 16
limits      = { steps = 50, time = "1s" }
output      = "3\n"
exit        = 7

[[test.check]]
name   = "nothing leaks"
points = 0.5
hint   = "free it"
leaks  = 0
depth  = { least = 2, most = 4 }

[[test]]
name     = "is refused"
hidden   = true
shown    = "after_published"
rejected = "F102"
in       = "push"
at       = "second"

[[answer]]
file   = "wrong/leaks.fh"
points = 2
fails  = ["nothing leaks"]
)";

RubricReading rubric_read(const std::string& text) {
    return read_rubric(Source{"rubric.toml", text});
}

Rubric rubric_of(const std::string& text) { return rubric_read(text).rubric.value(); }

TEST(Rubric, has_a_heading) {
    const Rubric rubric = rubric_of(rubric_full);
    EXPECT_EQ(rubric.title, "A list");
    EXPECT_EQ(rubric.goal, "Who owns a node.");
    EXPECT_EQ(rubric.submission, "list.fh");
    EXPECT_EQ(rubric.starter, "begin.fh");
    EXPECT_EQ(rubric.reference, "end.fh");
    EXPECT_EQ(rubric.task, "todo.md");
    EXPECT_THAT(rubric.handout, ElementsAre("shapes.fh"));
    EXPECT_EQ(rubric.most().text(), "2.5");
}

TEST(Rubric, says_how_a_test_runs) {
    const grade::Test test = rubric_of(rubric_full).tests[0];
    EXPECT_EQ(test.program, "tests/push.fh");
    EXPECT_EQ(test.input, "3 1 2\n");
    EXPECT_EQ(std::map(test.defines.begin(), test.defines.end()),
              (std::map<std::string, std::int64_t>{{"N", 10}, {"LOW", -1}}));
    EXPECT_FALSE(test.verify);
    EXPECT_EQ(test.enforce, Enforce::Memory);
    EXPECT_EQ(test.heap.policy, HeapPolicy::BestFit);
    EXPECT_EQ(test.heap.coalesce, Coalesce::Off);
    EXPECT_EQ(test.heap.quarantine, 3u);
    EXPECT_EQ(test.heap.redzone, 16u);
}

TEST(Rubric, limits_every_test_and_a_test_may_have_its_own) {
    const Rubric rubric = rubric_of(rubric_full);
    const Limits own = rubric.tests[0].limits, general = rubric.tests[1].limits;
    EXPECT_EQ(own.steps, 50u);
    EXPECT_EQ(own.milliseconds, 1'000u);
    EXPECT_EQ(own.heap, 8'192u) << "what it does not name is as for all";
    EXPECT_EQ(general.steps, 1'000u);
    EXPECT_EQ(general.output, 2'048u);
    EXPECT_EQ(general.stack, 4'096u);
    EXPECT_EQ(general.milliseconds, 500u);
}

TEST(Rubric, expects_an_end_and_more_in_further_checks) {
    const grade::Test test = rubric_of(rubric_full).tests[0];
    ASSERT_EQ(test.checks.size(), 2u);
    EXPECT_EQ(test.checks[0].name, "pushes");
    EXPECT_EQ(test.checks[0].points, Points::whole(2));
    EXPECT_EQ(test.checks[0].expects.end->status, 7);
    EXPECT_EQ(test.checks[1].name, "nothing leaks");
    EXPECT_EQ(test.checks[1].points, Points{50});
    EXPECT_EQ(test.checks[1].hint, "free it");
    EXPECT_FALSE(test.checks[1].expects.end) << "the test itself says how it ends";
    const auto& quantities = test.checks[1].expects.quantities;
    ASSERT_EQ(quantities.size(), 2u);
    EXPECT_EQ(quantities[0].first, Quantity::Leaks);
    EXPECT_EQ(quantities[1].second.text(), "2 to 4");
}

TEST(Rubric, expects_a_rejection_at_a_place) {
    const grade::Test test = rubric_of(rubric_full).tests[1];
    EXPECT_TRUE(test.hidden);
    EXPECT_EQ(test.shown, Shown::AfterPublished);
    const EndExpectation end = *test.checks[0].expects.end;
    EXPECT_EQ(end.kind, EndExpectation::Kind::Rejected);
    EXPECT_EQ(code_name(end.code.code), "F102");
    EXPECT_EQ(end.code.function, "push");
    EXPECT_EQ(end.code.mark, "second");
}

TEST(Rubric, knows_answers) {
    const RubricReading reading = rubric_read(rubric_full);
    const KnownAnswer& answer = reading.rubric->answers.at(0);
    EXPECT_EQ(answer.file, "wrong/leaks.fh");
    EXPECT_EQ(answer.points, Points::whole(2));
    EXPECT_THAT(answer.fails, ElementsAre("nothing leaks"));
    EXPECT_EQ(reading.sources[0].position(answer.span.begin).line,
              reading.sources[0].line_count() - 4);
}

TEST(Rubric, has_defaults) {
    const Rubric rubric = rubric_of("title='t'\nsubmission='s.fh'\n[[test]]\nname='x'\n");
    EXPECT_EQ(rubric.starter, "starter.fh");
    EXPECT_EQ(rubric.reference, "reference.fh");
    EXPECT_EQ(rubric.task, "task.md");
    const grade::Test& test = rubric.tests.at(0);
    EXPECT_FALSE(test.hidden);
    EXPECT_FALSE(test.has_harness());
    EXPECT_TRUE(test.verify);
    EXPECT_EQ(test.enforce, Enforce::Ownership);
    EXPECT_EQ(test.limits.steps, 2'000'000u);
    EXPECT_EQ(test.limits.milliseconds, 2'000u);
    EXPECT_EQ(test.checks[0].expects.end->status, 0);
    EXPECT_EQ(test.checks[0].points.text(), "0");
}

}  // namespace
}  // namespace freehold::grade
