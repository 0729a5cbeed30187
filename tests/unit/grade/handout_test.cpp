// SPDX-License-Identifier: MIT
// What students get, and that it works there.
#include "vm/grade/handout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/graded.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

/// Everything that students may not see has this word in it.
const std::string handout_secret = "quince";

class HandoutFolder : public GradedFolder {
public:
    HandoutFolder() {
        write("a/rubric.toml", R"(
# quince: a comment of the instructor's
title = "A title"
goal = "A goal"
submission = "s.fh"
reference = "quince.fh"
starter = "begin.fh"
handout = ["tests/help.fh"]

[limits]
steps = 5_000

[[test]]
name = "in sight"
points = 1.5
hint = "a hint with \"quotes\", ümlauts and a \t tab"
program = "tests/public.fh"
defines = { EXTRA = -3 }
limits = { output = "1K", time = "1s" }
output = "42 -3\n"

[[test.check]]
name = "no leak"
points = 0.5
leaks = { least = 0, most = 0 }

[[test]]
name = "quince"
points = 1
hidden = true
hint = "quince"
program = "tests/quince.fh"
input_file = "tests/quince.txt"
output = "quince\n"

[[test]]
name = "in sight, too"
points = 1
code = '''
include "s.fh"
fn main() {
    local n: int
    call n, answer()
    print "{}", n
    ret
}
'''
output_file = "tests/out.txt"

[[answer]]
file = "wrong/quince.fh"
points = 0
fails = ["in sight", "no leak", "quince", "in sight, too"]
)");
        write("a/task.md", "Do it.\n");
        write("a/begin.fh", "fn answer() -> int {\n    ret 0\n}\n");
        write("a/quince.fh", "; quince\nfn answer() -> int {\n    ret 42\n}\n");
        write("a/wrong/quince.fh", "; quince\n");
        write("a/tests/public.fh", "include \"help.fh\"\nfn main() {\ncall show()\nret\n}\n");
        write("a/tests/help.fh",
              "include \"s.fh\"\nconst EXTRA = 1\nfn show() {\nlocal n: int\n"
              "call n, answer()\nprint \"{} {}\\n\", n, EXTRA\nret\n}\n");
        write("a/tests/quince.fh", "include \"s.fh\"\nfn main() {\nret\n}\n");
        write("a/tests/quince.txt", "quince");
        write("a/tests/out.txt", "42");
        write("a/notes.md", "quince");
    }
};

/// The hand-out, written into the folder `out`.
std::vector<std::string> handout_written(const HandoutFolder& folder) {
    std::vector<std::string> paths;
    for (const ArchivedFile& file : handout_of(folder.assignment())) {
        folder.write("out/" + file.path, file.bytes);
        paths.push_back(file.path);
    }
    return paths;
}

TEST(Handout, has_the_task_the_starter_and_what_public_tests_need) {
    EXPECT_THAT(handout_written(HandoutFolder{}),
                UnorderedElementsAre("rubric.toml", "task.md", "s.fh", "tests/public.fh",
                                     "tests/help.fh", "tests/out.txt"));
}

TEST(Handout, calls_the_starter_as_the_submission_has_to_be_called) {
    const HandoutFolder folder;
    handout_written(folder);
    EXPECT_EQ(test::read_file(folder.path("out/s.fh")), test::read_file(folder.path("a/begin.fh")));
}

TEST(Handout, has_nothing_of_what_is_hidden) {
    for (const ArchivedFile& file : handout_of(HandoutFolder{}.assignment())) {
        EXPECT_THAT(file.path, Not(HasSubstr(handout_secret)));
        EXPECT_THAT(file.bytes, Not(HasSubstr(handout_secret))) << file.path;
    }
}

TEST(Handout, has_a_rubric_that_says_the_same_of_public_tests) {
    const HandoutFolder folder;
    const Assignment assignment = folder.assignment(true);
    const RubricReading reading =
        read_rubric({"r", public_rubric(assignment.rubric_text, assignment.rubric.submission)});
    ASSERT_TRUE(reading.rubric) << reading.problems.at(0).headline;
    const Rubric& rubric = *reading.rubric;
    EXPECT_EQ(rubric.title, "A title");
    EXPECT_EQ(rubric.goal, "A goal");
    EXPECT_EQ(rubric.most().text(), "3");
    ASSERT_EQ(rubric.tests.size(), 2u);
    const grade::Test& test = rubric.tests[0];
    EXPECT_EQ(test.name, "in sight");
    EXPECT_EQ(test.checks[0].hint, "a hint with \"quotes\", ümlauts and a \t tab");
    EXPECT_EQ(test.limits.steps, 5'000u);
    EXPECT_EQ(test.limits.output, 1'024u);
    EXPECT_EQ(test.limits.milliseconds, 1'000u);
    EXPECT_EQ(test.defines.at(0).second, -3);
    EXPECT_EQ(rubric.tests[1].code, assignment.rubric.tests[1].code);
    EXPECT_TRUE(rubric.answers.empty());
}

TEST(Handout, grades_where_the_students_are) {
    const HandoutFolder folder;
    handout_written(folder);
    const auto marks = [&](const std::string& answer) {
        folder.write("out/s.fh", test::read_file(folder.path(answer)));
        const auto reading = read_assignment(folder.path("out"), true);
        EXPECT_TRUE(reading.assignment);
        return graded_alone(*reading.assignment, folder.path("out/s.fh")).points().text();
    };
    EXPECT_EQ(marks("a/quince.fh"), "3");
    EXPECT_EQ(marks("a/begin.fh"), "0");
}

TEST(Handout, is_made_of_files_that_are_there) {
    const HandoutFolder folder;
    const Assignment assignment = folder.assignment();
    std::filesystem::remove(folder.path("a/task.md"));
    EXPECT_THROW(handout_of(assignment), FileError);
}

TEST(GraderFiles, have_hidden_tests_and_no_solution) {
    const HandoutFolder folder;
    folder.write("a/.git/config", "quince");
    std::filesystem::create_symlink("/etc/passwd", folder.path("a/tests/link"));
    std::vector<std::string> paths;
    for (const ArchivedFile& file : grader_files_of(folder.assignment())) {
        paths.push_back(file.path);
    }
    EXPECT_THAT(paths, ElementsAre("begin.fh", "notes.md", "rubric.toml", "task.md",
                                   "tests/help.fh", "tests/out.txt", "tests/public.fh",
                                   "tests/quince.fh", "tests/quince.txt"));
}

}  // namespace
}  // namespace freehold::grade
