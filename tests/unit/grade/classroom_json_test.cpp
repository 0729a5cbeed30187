// SPDX-License-Identifier: MIT
#include "vm/grade/classroom_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/grade/report_sample.hpp"

namespace freehold::grade {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using ReportJson = nlohmann::ordered_json;

TEST(ClassroomJson, has_a_test_for_each_check) {
    EXPECT_EQ(classroom_json_text(report_alice()), R"json({
  "version": 1,
  "status": "error",
  "max_score": 8.5,
  "tests": [
    {
      "name": "pushes three numbers",
      "status": "pass",
      "message": null,
      "test_code": "",
      "filename": "",
      "line_no": 0,
      "execution_time": "0.003s",
      "score": 2
    },
    {
      "name": "pushes three numbers: nothing leaks",
      "status": "fail",
      "message": null,
      "test_code": "1 block leaked, not 0\nhint: `put` frees what it replaces; a raw `store` does not\nthe program printed:\n| 3\n| 2\n| 1\nfreehold reports:\n| warning[F401]: 1 block leaked\n|  --> list.fh:9\nto see it again:\n  freehold grade 01_list alice/list.fh --test=1\n",
      "filename": "",
      "line_no": 0,
      "execution_time": "0s",
      "score": 0
    },
    {
      "name": "pops in reverse order",
      "status": "fail",
      "message": null,
      "test_code": "line 1 of the output is `1`, not `3`\nhint: `pop` takes the head, which is the last that came\nthe program printed:\n| 1\n| 2\n| 3\nto see it again:\n  freehold grade 01_list alice/list.fh --test=2\n",
      "filename": "",
      "line_no": 0,
      "execution_time": "0.009s",
      "score": 0
    },
    {
      "name": "pops in reverse order: moves and never clones",
      "status": "fail",
      "message": null,
      "test_code": "not counted, because this does not hold: pops in reverse order\n",
      "filename": "",
      "line_no": 0,
      "execution_time": "0s",
      "score": 0
    },
    {
      "name": "sorts",
      "status": "error",
      "message": "the grader could not do this; it is no mistake of yours\ncannot read `tests/sorted.txt`\n",
      "test_code": "",
      "filename": "",
      "line_no": 0,
      "execution_time": "0s",
      "score": 0
    },
    {
      "name": "an empty list",
      "status": "fail",
      "message": null,
      "test_code": "the program exits with 3, not 0\nhint: ask for `null` first\n",
      "filename": "",
      "line_no": 0,
      "execution_time": "0s",
      "score": 0
    }
  ]
}
)json");
}

TEST(ClassroomJson, passes_fails_or_is_an_error) {
    SubmissionResult submission = report_bob();
    EXPECT_EQ(ReportJson::parse(classroom_json_text(submission))["status"], "pass");
    submission.tests[1] = report_alice().tests[1];
    EXPECT_EQ(ReportJson::parse(classroom_json_text(submission))["status"], "fail");
    submission.tests[2] = report_alice().tests[2];
    EXPECT_EQ(ReportJson::parse(classroom_json_text(submission))["status"], "error");
}

TEST(ClassroomJson, says_why_nothing_could_be_graded) {
    const ReportJson json = ReportJson::parse(classroom_json_text(report_carol()));
    EXPECT_EQ(json["status"], "error");
    EXPECT_EQ(json["max_score"], 8.5);
    ASSERT_EQ(json["tests"].size(), 1u);
    EXPECT_EQ(json["tests"][0]["status"], "error");
    EXPECT_EQ(json["tests"][0]["message"], "cannot read carol/list.fh: no such file");
}

TEST(ClassroomJson, has_nothing_of_the_run_of_a_hidden_test) {
    EXPECT_THAT(classroom_json_text(report_alice()), Not(HasSubstr("secret")));
}

/// What the reporter prints of a test, into a log that is read for commands.
std::string report_logged(const ReportJson& test) {
    return test["name"].get<std::string>() + '\n' + test["test_code"].get<std::string>() + '\n' +
           (test["message"].is_null() ? "" : test["message"].get<std::string>()) + '\n';
}

TEST(ClassroomJson, gives_no_commands_to_github) {
    SubmissionResult submission = report_hostile("::notice title=Autograding report::{}\n  ::x\n");
    submission.tests[0].report = "##[error]x\n ##[group]y\n";
    const ReportJson json = ReportJson::parse(classroom_json_text(submission));
    for (const ReportJson& test : json["tests"]) {
        EXPECT_THAT(report_logged(test), Not(HasSubstr("::")));
        EXPECT_THAT(report_logged(test), Not(HasSubstr("##[")));
    }
}

TEST(ClassroomJson, fits_into_a_variable_whatever_was_printed) {
    for (const std::string& text : report_hostile_texts()) {
        const std::string json = classroom_json_text(report_hostile(text));
        EXPECT_LE(json.size(), 90'000u);
        EXPECT_EQ(ReportJson::parse(json)["tests"].size(), 6u);
    }
}

/// What the first test of so many says, each of which printed 20 long lines.
std::string report_first_of(std::size_t count) {
    TestResult test = report_alice().tests[1];
    test.output.clear();
    for (int i = 0; i < 20; ++i) test.output += std::string(40, 'x') + '\n';
    test.output_bytes = test.output.size();
    SubmissionResult submission = report_alice();
    submission.tests.assign(count, test);
    return ReportJson::parse(classroom_json_text(submission))["tests"][0]["test_code"];
}

TEST(ClassroomJson, says_less_before_it_grows_too_large) {
    EXPECT_THAT(report_first_of(40), HasSubstr("\n| xxx"));
    EXPECT_THAT(report_first_of(90), AllOf(HasSubstr("\nhint: `pop`"), Not(HasSubstr("\n| "))));
    EXPECT_EQ(report_first_of(200), "");
}

}  // namespace
}  // namespace freehold::grade
