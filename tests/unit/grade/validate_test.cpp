// SPDX-License-Identifier: MIT
// What is found wrong with an assignment before students see it.
#include "vm/grade/validate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/graded.hpp"

namespace freehold::grade {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char* const validate_tests = R"(
[[test]]
name = "prints two"
points = 2
program = "tests/two.fh"
output = "2\n"

[[test.check]]
name = "no leak"
points = 1
leaks = 0
)";
const char* const validate_answer = R"(
[[answer]]
file = "wrong/leaks.fh"
points = 2
fails = ["no leak"]
)";

/// A function that is called, which prints a number and does this, too.
std::string validate_prints(int number, const std::string& lines = "") {
    return "fn f() {\n" + lines + "print \"" + std::to_string(number) + "\\n\"\nret\n}\n";
}

/// An assignment that is in order.
class ValidateFolder : public GradedFolder {
public:
    explicit ValidateFolder(const std::string& more = validate_answer) {
        rubric(validate_tests + more);
        write("a/task.md", "Print two.");
        write("a/starter.fh", validate_prints(0));
        write("a/reference.fh", validate_prints(2));
        write("a/tests/two.fh", "include \"s.fh\"\nfn main() {\ncall f()\nret\n}\n");
        write("a/wrong/leaks.fh",
              validate_prints(2, "local a: own int\nnew a, int(1)\nforget a\n"));
    }

    std::vector<Diagnostic> problems() const {
        return validate(assignment(), {2, graded_library()});
    }
    std::vector<std::string> headlines() const {
        std::vector<std::string> all;
        for (const Diagnostic& problem : problems()) all.push_back(problem.headline);
        return all;
    }
};

TEST(Validate, finds_nothing_where_all_is_in_order) {
    EXPECT_THAT(ValidateFolder{}.headlines(), IsEmpty());
}

TEST(Validate, finds_a_file_that_is_missing) {
    for (const char* file : {"task.md", "starter.fh", "reference.fh", "wrong/leaks.fh"}) {
        const ValidateFolder folder;
        std::filesystem::remove(folder.path("a/" + std::string{file}));
        EXPECT_FALSE(folder.problems().empty()) << file;
    }
    const ValidateFolder folder;
    std::filesystem::remove(folder.path("a/task.md"));
    EXPECT_THAT(folder.headlines(),
                ElementsAre("cannot read `task.md`: No such file or directory"));
}

TEST(Validate, finds_a_harness_that_is_missing_when_the_assignment_is_read) {
    const ValidateFolder folder;
    std::filesystem::remove(folder.path("a/tests/two.fh"));
    const AssignmentReading reading = folder.read();
    ASSERT_EQ(reading.problems.size(), 1u);
    EXPECT_EQ(reading.problems[0].headline,
              "cannot read `tests/two.fh`: No such file or directory");
    EXPECT_THAT(reading.problems[0].notes, ElementsAre("the test `prints two` names it"));
}

TEST(Validate, finds_no_rubric) {
    const GradedFolder folder;
    const AssignmentReading reading = folder.read();
    EXPECT_THAT(reading.problems.at(0).headline, HasSubstr("/a` is no assignment"));
    EXPECT_THAT(reading.problems.at(0).notes,
                ElementsAre("cannot read `rubric.toml`: No such file or directory",
                            "an assignment is a folder with a `rubric.toml`"));
}

TEST(Validate, finds_a_reference_without_full_marks) {
    const ValidateFolder folder;
    folder.write("a/reference.fh", validate_prints(3));
    const auto problems = folder.problems();
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].headline, "the reference solution gets 0 of 3 points");
    EXPECT_THAT(problems[0].notes,
                ElementsAre("`prints two`: line 1 of the output is \"3\", not \"2\""));
}

TEST(Validate, finds_a_starter_with_full_marks) {
    const ValidateFolder folder;
    folder.write("a/starter.fh", validate_prints(2));
    EXPECT_THAT(folder.headlines(), ElementsAre("the starter gets full marks"));
}

TEST(Validate, finds_an_answer_with_other_marks) {
    const ValidateFolder folder;
    folder.write("a/wrong/leaks.fh", validate_prints(2));
    const auto problems = folder.problems();
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].headline, "`wrong/leaks.fh` gets 3 of 3 points, not 2");
    const Source rubric = folder.assignment().rubric_text;
    EXPECT_EQ(rubric.line(rubric.position(problems[0].labels.at(0).span.begin).line), "[[answer]]");
}

TEST(Validate, finds_an_answer_that_fails_something_else) {
    const ValidateFolder folder{
        "[[test]]\nname = 'prints'\nprogram = 'tests/two.fh'\noutput_matches = '2'\n"
        "[[answer]]\nfile = 'wrong/leaks.fh'\npoints = 2\n"
        "fails = ['prints']\n"};
    const auto problems = folder.problems();
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].headline, "`wrong/leaks.fh` does not fail what it should");
    EXPECT_THAT(problems[0].notes,
                ElementsAre("it fails `no leak`: 1 block leaked, not 0", "it passes `prints`"));
}

TEST(Validate, finds_a_solution_that_is_handed_out) {
    const ValidateFolder folder;
    folder.write("a/rubric.toml",
                 "title = 't'\nsubmission = 's.fh'\n"
                 "handout = ['reference.fh', 'wrong/leaks.fh', 'task.md']\n" +
                     std::string{validate_tests} + validate_answer);
    EXPECT_THAT(folder.headlines(),
                ElementsAre("`reference.fh` is handed out, and is a solution",
                            "`wrong/leaks.fh` is handed out, and is a solution"));
}

TEST(Validate, finds_a_file_that_a_public_test_includes_and_students_lack) {
    const ValidateFolder folder;
    folder.write("a/tests/two.fh",
                 "include \"s.fh\"\ninclude \"help.fh\"\nfn main() {\ncall g()\nret\n}\n");
    folder.write("a/tests/help.fh", "fn g() {\ncall f()\nret\n}\n");
    EXPECT_THAT(folder.headlines(), ElementsAre("`tests/help.fh` is not handed out"));
    folder.write("a/rubric.toml",
                 "title = 't'\nsubmission = 's.fh'\n"
                 "handout = ['tests/help.fh']\n" +
                     std::string{validate_tests} + validate_answer);
    EXPECT_THAT(folder.headlines(), IsEmpty());
}

}  // namespace
}  // namespace freehold::grade
