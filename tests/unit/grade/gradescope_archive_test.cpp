// SPDX-License-Identifier: MIT
#include "vm/grade/gradescope_archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/grade/report_readers.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A `freehold` that writes down what it was asked, and does as it is told.
std::string report_fake(const std::string& then) {
    return "#!/bin/sh\n"
           "echo \"$FREEHOLD_LIBRARY\" \"$@\" >\"$AUTOGRADER_ROOT/asked\"\n"
           "[ \"$1\" = --version ] && echo 'freehold 1' && exit 0\n" +
           then;
}

/// Writes {"score": 3} where -o says.
const std::string report_grades = "echo '{\"score\": 3}' >\"$4\"\n";

/// Gradescope's folders, with the archive unpacked in them.
class ReportAutograder {
public:
    explicit ReportAutograder(const std::string& binary) {
        const std::string archive =
            gradescope_archive({binary,
                                {{"rubric.toml", "title = 'x'"}, {"tests/push.fh", "harness"}},
                                {{"list.fh", "library"}},
                                "my list.fh"});
        for (const char* folder : {"source", "submission", "results"}) {
            std::filesystem::create_directory(m_folder.path(folder));
        }
        const auto unpacked =
            report_tool({"python3", "-c",
                         "import io, os, sys, zipfile\n"
                         "archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n"
                         "for each in archive.infolist():\n"
                         "    os.chmod(archive.extract(each), each.external_attr >> 16)\n"},
                        "python3", {.input = archive, .folder = path("source")});
        EXPECT_EQ(unpacked.status, 0) << unpacked.messages;
    }

    std::string path(const std::string& name) const { return m_folder.path(name); }
    void submit(const std::string& name) { m_folder.write("submission/" + name, "fn main() {}"); }
    test::ProcessResult run(const std::string& script = "run_autograder") {
        return test::run_process(
            {path("source/" + script)},
            {.folder = path(""), .environment = {"AUTOGRADER_ROOT=" + path("")}});
    }
    nlohmann::ordered_json results() const {
        return nlohmann::ordered_json::parse(test::read_file(path("results/results.json")));
    }
    std::string asked() const { return test::read_file(path("asked")); }

private:
    test::ScratchFolder m_folder;
};

TEST(GradescopeArchive, holds_all_that_grading_needs) {
    const ReportAutograder autograder(report_fake(""));
    EXPECT_EQ(test::read_file(autograder.path("source/assignment/tests/push.fh")), "harness");
    EXPECT_EQ(test::read_file(autograder.path("source/assignment/rubric.toml")), "title = 'x'");
    EXPECT_EQ(test::read_file(autograder.path("source/programs/lib/list.fh")), "library");
}

TEST(GradescopeArchive, is_set_up_where_the_binary_runs) {
    ReportAutograder good(report_fake(""));
    EXPECT_EQ(good.run("setup.sh").output, "freehold 1\n");
    ReportAutograder bad("no program");
    EXPECT_NE(bad.run("setup.sh").status, 0);
}

TEST(GradescopeArchive, grades_the_folder_of_the_submission) {
    ReportAutograder autograder(report_fake(report_grades));
    autograder.submit("my list.fh");
    const auto result = autograder.run();
    EXPECT_EQ(result.status, 0) << result.messages;
    EXPECT_EQ(autograder.results()["score"], 3);
    EXPECT_THAT(autograder.asked(), HasSubstr("source/programs/lib grade --format=gradescope -o "));
    EXPECT_THAT(autograder.asked(), HasSubstr("source/assignment "));
    EXPECT_THAT(autograder.asked(), HasSubstr("/submission\n"));
}

TEST(GradescopeArchive, takes_the_grades_of_a_submission_that_has_not_full_marks) {
    ReportAutograder autograder(report_fake(report_grades + "exit 1\n"));
    autograder.submit("my list.fh");
    autograder.run();
    EXPECT_EQ(autograder.results()["score"], 3);
}

void expect_no_grades(const std::string& binary, const std::string& reason) {
    ReportAutograder autograder(binary);
    autograder.submit("my list.fh");
    EXPECT_EQ(autograder.run().status, 0);
    const auto results = autograder.results();
    EXPECT_EQ(results["score"], 0);
    EXPECT_EQ(results["stdout_visibility"], "hidden");
    EXPECT_THAT(results["output"].get<std::string>(), HasSubstr(reason));
}

TEST(GradescopeArchive, says_so_in_the_results_when_freehold_fails) {
    expect_no_grades(report_fake("exit 106\n"), "the grader ended with status 106");
    expect_no_grades(report_fake(report_grades + "exit 105\n"), "status 105");
    expect_no_grades(report_fake("exit 0\n"), "the grader wrote nothing");
    expect_no_grades(report_fake("kill -9 $$\n"), "the grader ended with status 137");
    const std::string broken("\177ELF\0\0", 6);
    expect_no_grades(broken, "the grader ended with status 126");
}

TEST(GradescopeArchive, says_so_in_the_results_when_it_is_stopped) {
    ReportAutograder autograder(report_fake("kill -9 $PPID\n"));
    autograder.submit("my list.fh");
    EXPECT_EQ(autograder.run().status, 128 + 9);
    EXPECT_EQ(autograder.results()["score"], 0);
    EXPECT_THAT(autograder.results()["output"].get<std::string>(),
                HasSubstr("the grader was stopped"));
}

}  // namespace
}  // namespace freehold::grade
