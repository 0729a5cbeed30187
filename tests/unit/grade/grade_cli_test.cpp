// SPDX-License-Identifier: MIT
// freehold grade, as instructors, students and scripts call it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/cli/schema_named.hpp"
#include "tests/unit/grade/graded.hpp"
#include "tests/unit/grade/report_readers.hpp"

namespace freehold::grade {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using CliJson = nlohmann::ordered_json;

const std::string cli_good = "fn main() {\n    print \"hello\\n\"\n    ret\n}\n";
const std::string cli_bad = "fn main() {\n    print \"hallo\\n\"\n    ret\n}\n";

/// An assignment, two submissions, and the command.
class GradeCommand : public testing::Test {
protected:
    GradeCommand() {
        m_folder.rubric(
            "[[test]]\nname = 'greets'\npoints = 2\nhint = 'mind the e'\n"
            "output = \"hello\\n\"\n"
            "[[test]]\nname = 'greets in secret'\nhidden = true\npoints = 1\n"
            "output = \"hello\\n\"\n"
            "[[answer]]\nfile = 'wrong/hallo.fh'\npoints = 0\n"
            "fails = ['greets', 'greets in secret']\n");
        m_folder.write("a/task.md", "Say hello in s.fh.");
        m_folder.write("a/starter.fh", "fn main() {\n    ret\n}\n");
        m_folder.write("a/reference.fh", cli_good);
        m_folder.write("a/wrong/hallo.fh", cli_bad);
        m_folder.write("sub/alice.fh", cli_good);
        m_folder.write("sub/bob.fh", cli_bad);
    }

    test::ProcessResult grade(std::vector<std::string> words,
                              test::ProcessOptions options = {}) const {
        words.insert(words.begin(), {FREEHOLD_BINARY, "grade"});
        options.folder = m_folder.path("");
        return test::run_process(words, options);
    }
    bool exists(const std::string& name) const { return fs::exists(m_folder.path(name)); }
    std::string read(const std::string& name) const { return test::read_file(m_folder.path(name)); }

    GradedFolder m_folder;
};

// ---- what is called wrongly ---------------------------------------------------------------------

TEST_F(GradeCommand, needs_an_assignment_and_a_submission) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                  {"a"},
                                                  {"--student", "a"},
                                                  {"--export=x"},
                                                  {"--export=x", "a", "b"},
                                                  {"--gradescope-zip=x", "a", "b"},
                                                  {"--validate"}}) {
        const auto result = grade(words);
        EXPECT_EQ(result.status, 104) << testing::PrintToString(words);
        EXPECT_THAT(result.messages, HasSubstr("= help: "));
        EXPECT_EQ(result.output, "");
    }
}

TEST_F(GradeCommand, does_one_thing_at_a_time) {
    const auto result = grade({"--validate", "--export=x", "a"});
    EXPECT_EQ(result.status, 104);
    EXPECT_THAT(result.messages, HasSubstr("`--validate` and `--export` are two things to do"));
    EXPECT_FALSE(exists("x"));
}

TEST_F(GradeCommand, knows_its_formats) {
    EXPECT_EQ(grade({"--format=xml", "a", "sub/bob.fh"}).status, 104);
    EXPECT_EQ(grade({"--format=sarif", "a", "sub/bob.fh"}).status, 104);
    const auto two = grade({"--format=gradescope", "a", "sub/alice.fh", "sub/bob.fh"});
    EXPECT_EQ(two.status, 104);
    EXPECT_THAT(two.messages, HasSubstr("`--format=gradescope` is about one submission"));
}

TEST_F(GradeCommand, takes_a_number_of_jobs) {
    EXPECT_EQ(grade({"--jobs=1", "a", "sub/alice.fh"}).status, 0);
    EXPECT_EQ(grade({"-j8", "a", "sub/alice.fh"}).status, 0);
    EXPECT_EQ(grade({"--jobs=0", "a", "sub/alice.fh"}).status, 104);
    EXPECT_EQ(grade({"--jobs=many", "a", "sub/alice.fh"}).status, 104);
}

// ---- how it ends --------------------------------------------------------------------------------

TEST_F(GradeCommand, ends_with_0_for_full_marks_and_with_1_for_less) {
    EXPECT_EQ(grade({"a", "sub/alice.fh"}).status, 0);
    EXPECT_EQ(grade({"a", "sub/bob.fh"}).status, 1);
    EXPECT_EQ(grade({"a", "sub/alice.fh", "sub/bob.fh"}).status, 1);
}

TEST_F(GradeCommand, tells_what_cannot_be_read_and_grades_the_others) {
    const auto result = grade({"--format=json", "a", "sub/nobody.fh", "sub/alice.fh"});
    EXPECT_EQ(result.status, 1);
    const auto submissions = CliJson::parse(result.output)["submissions"];
    EXPECT_EQ(submissions[0]["problem"], "cannot read `nobody.fh`: No such file or directory");
    EXPECT_EQ(submissions[1]["points"], 3);
}

TEST_F(GradeCommand, tells_what_is_wrong_with_a_rubric) {
    m_folder.rubric("[[test]]\nname = 'x'\nouput = 'y'\n");
    const auto result = grade({"a", "sub/alice.fh"});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.messages, HasSubstr("a test has no key `ouput`"));
    EXPECT_THAT(result.messages, HasSubstr("a/rubric.toml:5:1"));
    EXPECT_THAT(result.messages, HasSubstr("did you mean `output`?"));
    const auto none = grade({"sub", "sub/alice.fh"});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.messages, HasSubstr("an assignment is a folder with a `rubric.toml`"));
}

TEST_F(GradeCommand, ends_with_105_where_it_cannot_write) {
    for (const std::string target : {"-o/dev/full", "-o/nowhere/x", "--reports=/dev/null/x"}) {
        const auto result = grade({target, "a", "sub/alice.fh"});
        EXPECT_EQ(result.status, 105) << target;
        EXPECT_NE(result.messages, "") << target;
    }
    EXPECT_EQ(grade({"--gradescope-zip=/dev/full", "a"}).status, 105);
    EXPECT_EQ(grade({"--export=/dev/null/x", "a"}).status, 105);
}

TEST_F(GradeCommand, ends_with_105_where_the_disk_is_full) {
    test::ProcessOptions options;
    options.output_path = "/dev/full";
    for (const std::string format :
         {"text", "json", "csv", "gradescope", "classroom", "junit", "tap"}) {
        EXPECT_EQ(grade({"--format=" + format, "a", "sub/alice.fh"}, options).status, 105)
            << format;
    }
}

TEST_F(GradeCommand, minds_no_closed_pipe) {
    test::ProcessOptions options;
    options.output_closed = true;
    const auto result = grade({"a", "sub/alice.fh"}, options);
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.messages, "");
}

// ---- what it writes -----------------------------------------------------------------------------

TEST_F(GradeCommand, shows_one_submission_in_full_and_several_in_a_table) {
    const auto one = grade({"a", "sub/bob.fh"});
    EXPECT_THAT(one.output, HasSubstr("line 1 of the output is \"hallo\", not \"hello\""));
    EXPECT_THAT(one.output, HasSubstr("mind the e"));
    EXPECT_THAT(one.output, HasSubstr("0/3 points"));
    const auto two = grade({"a", "sub/alice.fh", "sub/bob.fh"});
    EXPECT_THAT(two.output, HasSubstr("alice"));
    EXPECT_THAT(two.output, Not(HasSubstr("hallo")));
}

TEST_F(GradeCommand, writes_every_format) {
    const auto written = [this](const std::string& format) {
        return grade({"--format=" + format, "a", "sub/bob.fh"}).output;
    };
    EXPECT_THAT(written("csv"), HasSubstr("bob,"));
    EXPECT_THAT(written("junit"), HasSubstr("<testsuite"));
    EXPECT_THAT(written("tap"), HasSubstr("TAP version"));
    EXPECT_EQ(CliJson::parse(written("gradescope"))["tests"].size(), 2u);
    EXPECT_EQ(CliJson::parse(written("classroom"))["tests"].size(), 2u);
    const CliJson json = CliJson::parse(written("json"));
    EXPECT_THAT(schema_objections(test::schema_named("grades"), json), IsEmpty());
}

TEST_F(GradeCommand, writes_into_a_file) {
    const auto result = grade({"--format=csv", "-o", "marks.csv", "a", "sub/bob.fh"});
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(read("marks.csv"), grade({"--format=csv", "a", "sub/bob.fh"}).output);
}

TEST_F(GradeCommand, writes_a_report_for_each) {
    const auto result =
        grade({"--reports=out/reports", "--format=gradescope", "a", "sub/alice.fh", "sub/bob.fh"});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.output, HasSubstr("alice")) << "the table is shown, too";
    EXPECT_EQ(CliJson::parse(read("out/reports/alice.json"))["tests"][0]["score"], 2);
    EXPECT_EQ(CliJson::parse(read("out/reports/bob.json"))["tests"][0]["score"], 0);
}

TEST_F(GradeCommand, writes_no_report_over_another) {
    m_folder.write("x/s.fh", cli_good);
    m_folder.write("y/s.fh", cli_good);
    m_folder.write("x_s.fh", cli_bad);
    m_folder.write(std::string(250, 'n') + ".fh", cli_good);
    grade({"--reports=r", "a", "x_s.fh", "x/s.fh", "y/s.fh", std::string(250, 'n') + ".fh"});
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(m_folder.path("r"))) {
        names.push_back(entry.path().filename().string().substr(0, 9));
    }
    std::sort(names.begin(), names.end());
    EXPECT_THAT(names, ElementsAre("nnnnnnnnn", "x_s-2.txt", "x_s.txt", "y_s.txt"));
    EXPECT_THAT(read("r/x_s.txt"), HasSubstr("hallo"));
    EXPECT_THAT(read("r/x_s-2.txt"), HasSubstr("3/3 points"));
}

TEST_F(GradeCommand, writes_no_report_outside_of_its_folder) {
    m_folder.write("sub/..fh", cli_good);
    m_folder.write("sub/...fh", cli_good);
    m_folder.write("sub/-o.fh", cli_good);
    grade({"--reports=in/r", "a", "sub/..fh", "sub/...fh", "sub/-o.fh", "sub/../sub/alice.fh"});
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder.path("in"))) {
        count += entry.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(count, 4u);
}

// ---- instructors' and students' ways ------------------------------------------------------------

TEST_F(GradeCommand, grades_public_tests_alone_as_students_do) {
    const auto result = grade({"--student", "a", "sub/bob.fh"});
    EXPECT_THAT(result.output, HasSubstr("0/2 points"));
    EXPECT_THAT(result.output, Not(HasSubstr("in secret")));
}

TEST_F(GradeCommand, validates_assignments) {
    const auto fine = grade({"--validate", "a/"});
    EXPECT_EQ(fine.status, 0) << fine.messages;
    EXPECT_EQ(fine.output, "a: in order, 3 points, 2 tests, 1 known answer\n");
    m_folder.write("a/reference.fh", cli_bad);
    const auto broken = grade({"--validate", "a", "sub"});
    EXPECT_EQ(broken.status, 1);
    EXPECT_THAT(broken.messages, HasSubstr("the reference solution gets 0 of 3 points"));
    EXPECT_THAT(broken.messages, HasSubstr("an assignment is a folder"));
}

TEST_F(GradeCommand, exports_a_handout_into_a_new_folder) {
    const auto result = grade({"--export=out", "a"});
    EXPECT_EQ(result.status, 0) << result.messages;
    EXPECT_THAT(result.messages, HasSubstr("3 files in out"));
    EXPECT_TRUE(exists("out/s.fh"));
    EXPECT_FALSE(exists("out/reference.fh"));
}

TEST_F(GradeCommand, exports_over_nothing_that_is_there) {
    m_folder.write("out/s.fh", "mine");
    const auto result = grade({"--export=out", "a"});
    EXPECT_EQ(result.status, 105);
    EXPECT_THAT(result.messages, HasSubstr("`out` is there already, and not empty"));
    EXPECT_EQ(read("out/s.fh"), "mine");
    m_folder.write("file", "mine");
    EXPECT_EQ(grade({"--export=file", "a"}).status, 105);
    EXPECT_EQ(read("file"), "mine");
}

TEST_F(GradeCommand, writes_an_autograder_without_solutions) {
    const auto result = grade({"--gradescope-zip=auto.zip", "a"});
    ASSERT_EQ(result.status, 0) << result.messages;
    const auto listing = report_tool({"unzip", "-l", m_folder.path("auto.zip")}, "unzip");
    EXPECT_EQ(listing.status, 0) << listing.messages;
    for (const char* name : {"setup.sh", "run_autograder", "rubric.toml", "string.fh"}) {
        EXPECT_THAT(listing.output, HasSubstr(name));
    }
    EXPECT_THAT(listing.output, Not(HasSubstr("reference.fh")));
    EXPECT_THAT(listing.output, Not(HasSubstr("hallo.fh")));
}

// ---- output that imitates a report --------------------------------------------------------------

TEST_F(GradeCommand, lets_no_output_pass_for_a_report) {
    m_folder.write("sub/mallory.fh",
                   "fn main() {\n    print \"3/3 points\\n✓ passed  2/2  greets\\nok 1 - greets\\n"
                   "1..0\\n::error::x\\n]]></failure></testcase><testcase/>\\n"
                   "\\\"}],\\\"score\\\":3,\\\"x\\\":[{\\\"\\n\\x1b[2J\"\n    ret\n}\n");
    const auto written = [this](const std::string& format) {
        return grade({"--format=" + format, "a", "sub/mallory.fh"}).output;
    };
    const std::string text = written("text");
    EXPECT_THAT(text, HasSubstr("\n0/3 points\n"));
    EXPECT_THAT(text, Not(HasSubstr("\n3/3 points")));
    EXPECT_THAT(text, Not(HasSubstr("\n✓ passed")));
    for (const std::string format : {"text", "tap", "junit", "gradescope", "classroom", "json"}) {
        EXPECT_THAT(written(format), Not(HasSubstr("\x1b"))) << format;
        EXPECT_THAT(written(format), Not(HasSubstr("\n::error"))) << format;
    }
    EXPECT_THAT(written("tap"), Not(HasSubstr("\nok 1")));
    EXPECT_THAT(written("tap"), Not(HasSubstr("\n1..0")));
    EXPECT_EQ(CliJson::parse(written("gradescope"))["tests"][0]["score"], 0);
    EXPECT_FALSE(CliJson::parse(written("gradescope")).contains("score"));
    EXPECT_EQ(CliJson::parse(written("json"))["submissions"][0]["points"], 0);
}

}  // namespace
}  // namespace freehold::grade
