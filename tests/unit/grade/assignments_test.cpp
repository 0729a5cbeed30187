// SPDX-License-Identifier: MIT
// Every assignment of programs/assignments: in order, of use, and gradable where students are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/grade/graded.hpp"

namespace freehold::grade {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

std::vector<std::string> assignments_on_disk() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(test::in_checkout("programs/assignments"))) {
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Assignments : public testing::TestWithParam<std::string> {
protected:
    static std::string folder() { return test::in_checkout("programs/assignments/" + GetParam()); }
    static Assignment assignment() { return read_assignment(folder(), false).assignment.value(); }
    static test::ProcessResult run_grade(std::vector<std::string> words) {
        words.insert(words.begin(), {FREEHOLD_BINARY, "grade"});
        return test::run_process(words);
    }
};

TEST_P(Assignments, is_in_order) {
    const auto result = run_grade({"--validate", folder()});
    EXPECT_EQ(result.status, 0) << result.messages;
    EXPECT_THAT(result.output, HasSubstr(": in order, "));
}

TEST_P(Assignments, has_a_title_and_a_goal) {
    const Rubric rubric = assignment().rubric;
    EXPECT_FALSE(rubric.title.empty());
    EXPECT_GT(rubric.goal.size(), 20u);
    EXPECT_GT(rubric.most(), Points{});
}

TEST_P(Assignments, knows_three_wrong_answers_or_more) {
    const Rubric rubric = assignment().rubric;
    const auto wrong =
        std::count_if(rubric.answers.begin(), rubric.answers.end(),
                      [&](const KnownAnswer& answer) { return answer.points < rubric.most(); });
    EXPECT_GE(wrong, 3);
}

TEST_P(Assignments, grades_every_answer_that_lies_there) {
    const Rubric rubric = assignment().rubric;
    std::set<std::string> known;
    for (const KnownAnswer& answer : rubric.answers) known.insert(answer.file);
    for (const std::string kind : {"wrong", "right"}) {
        if (!fs::exists(folder() + "/" + kind)) continue;
        for (const auto& entry : fs::directory_iterator(folder() + "/" + kind)) {
            const std::string file = kind + "/" + entry.path().filename().string();
            EXPECT_TRUE(known.contains(file)) << file << " is in no [[answer]]";
        }
    }
}

TEST_P(Assignments, has_a_hint_for_everything_that_can_fail) {
    for (const grade::Test& test : assignment().rubric.tests) {
        for (const Check& check : test.checks) EXPECT_FALSE(check.hint.empty()) << check.name;
    }
}

TEST_P(Assignments, tells_in_its_task_what_the_file_is_called) {
    const Rubric rubric = assignment().rubric;
    EXPECT_THAT(test::read_file(folder() + "/" + rubric.task), HasSubstr(rubric.submission));
}

TEST_P(Assignments, tells_in_its_task_each_test_and_its_points) {
    const Rubric rubric = assignment().rubric;
    const std::string task = test::read_file(folder() + "/" + rubric.task);
    EXPECT_THAT(task, HasSubstr(rubric.most().text() + " points"));
}

TEST_P(Assignments, can_be_handed_out_and_graded_there) {
    const test::ScratchFolder scratch;
    const std::string out = scratch.path("out");
    const auto exported = run_grade({"--export=" + out, folder()});
    ASSERT_EQ(exported.status, 0) << exported.messages;
    const Rubric rubric = assignment().rubric;
    const std::string submission = out + "/" + rubric.submission;
    fs::copy_file(folder() + "/" + rubric.reference, submission,
                  fs::copy_options::overwrite_existing);
    const auto graded = run_grade({"--student", out, submission});
    EXPECT_EQ(graded.status, 0) << graded.output << graded.messages;
    for (const grade::Test& test : rubric.tests) {
        if (!test.hidden) continue;
        EXPECT_THAT(graded.output, testing::Not(HasSubstr(test.name)));
        EXPECT_THAT(test::read_file(out + "/rubric.toml"),
                    testing::Not(HasSubstr("\"" + test.name + "\"")));
    }
}

INSTANTIATE_TEST_SUITE_P(OnDisk, Assignments, testing::ValuesIn(assignments_on_disk()),
                         [](const auto& of) { return "a" + of.param; });

TEST(AssignmentsOnDisk, are_at_least_eight) { EXPECT_GE(assignments_on_disk().size(), 8u); }

}  // namespace
}  // namespace freehold::grade
