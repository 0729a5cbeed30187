// SPDX-License-Identifier: MIT
#include "vm/grade/gradescope_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/grade/report_sample.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;
using testing::Not;
using ReportJson = nlohmann::ordered_json;

TEST(GradescopeJson, has_a_test_for_each_check) {
    EXPECT_EQ(gradescope_json_text(report_alice(), "A list that owns its nodes"), R"json({
  "execution_time": 0.012,
  "output_format": "text",
  "test_output_format": "text",
  "test_name_format": "text",
  "stdout_visibility": "hidden",
  "extra_data": {
    "assignment": "A list that owns its nodes",
    "most": 8.5
  },
  "tests": [
    {
      "score": 2,
      "max_score": 2,
      "status": "passed",
      "name": "pushes three numbers",
      "number": "1",
      "output": "",
      "output_format": "text",
      "visibility": "visible",
      "extra_data": {
        "verdict": "passed"
      }
    },
    {
      "score": 0,
      "max_score": 1,
      "status": "failed",
      "name": "pushes three numbers: nothing leaks",
      "number": "1.1",
      "output": "1 block leaked, not 0\nhint: `put` frees what it replaces; a raw `store` does not\nthe program printed:\n| 3\n| 2\n| 1\nfreehold reports:\n| warning[F401]: 1 block leaked\n|  --> list.fh:9\nto see it again:\n  freehold grade 01_list alice/list.fh --test=1\n",
      "output_format": "text",
      "visibility": "visible",
      "extra_data": {
        "verdict": "failed"
      }
    },
    {
      "score": 0,
      "max_score": 3,
      "status": "failed",
      "name": "pops in reverse order",
      "number": "2",
      "output": "line 1 of the output is `1`, not `3`\nhint: `pop` takes the head, which is the last that came\nthe program printed:\n| 1\n| 2\n| 3\nto see it again:\n  freehold grade 01_list alice/list.fh --test=2\n",
      "output_format": "text",
      "visibility": "visible",
      "extra_data": {
        "verdict": "failed"
      }
    },
    {
      "score": 0,
      "max_score": 0.5,
      "status": "failed",
      "name": "pops in reverse order: moves and never clones",
      "number": "2.1",
      "output": "not counted, because this does not hold: pops in reverse order\n",
      "output_format": "text",
      "visibility": "visible",
      "extra_data": {
        "verdict": "not counted"
      }
    },
    {
      "score": 0,
      "max_score": 1,
      "status": "failed",
      "name": "sorts",
      "number": "3",
      "output": "the grader could not do this; it is no mistake of yours\ncannot read `tests/sorted.txt`\n",
      "output_format": "text",
      "visibility": "visible",
      "extra_data": {
        "verdict": "broken"
      }
    },
    {
      "score": 0,
      "max_score": 1,
      "status": "failed",
      "name": "an empty list",
      "number": "4",
      "output": "the program exits with 3, not 0\nhint: ask for `null` first\n",
      "output_format": "text",
      "visibility": "after_published",
      "extra_data": {
        "verdict": "failed"
      }
    }
  ]
}
)json");
}

TEST(GradescopeJson, leaves_the_total_to_the_sum_of_the_tests) {
    const ReportJson json = ReportJson::parse(gradescope_json_text(report_alice(), ""));
    EXPECT_FALSE(json.contains("score"));
    double sum = 0;
    double most = 0;
    for (const ReportJson& test : json["tests"]) {
        sum += test["score"].get<double>();
        most += test["max_score"].get<double>();
    }
    EXPECT_EQ(sum, 2);
    EXPECT_EQ(most, 8.5);
}

TEST(GradescopeJson, says_why_nothing_could_be_graded) {
    const ReportJson json = ReportJson::parse(gradescope_json_text(report_carol(), ""));
    EXPECT_EQ(json["score"], 0);
    EXPECT_EQ(json["output"], "not graded: cannot read carol/list.fh: no such file");
    EXPECT_TRUE(json["tests"].empty());
}

TEST(GradescopeJson, has_a_score_where_there_is_no_test) {
    EXPECT_EQ(ReportJson::parse(gradescope_json_text({"a", "a.fh", "", {}}, ""))["score"], 0);
}

TEST(GradescopeJson, knows_four_times_to_show_a_test) {
    SubmissionResult submission = report_bob();
    submission.tests[0].shown = Shown::Always;
    submission.tests[1].shown = Shown::AfterDueDate;
    submission.tests[2].shown = Shown::AfterPublished;
    submission.tests[3].shown = Shown::Never;
    const ReportJson tests = ReportJson::parse(gradescope_json_text(submission, ""))["tests"];
    EXPECT_EQ(tests[0]["visibility"], "visible");
    EXPECT_EQ(tests[2]["visibility"], "after_due_date");
    EXPECT_EQ(tests[4]["visibility"], "after_published");
    EXPECT_EQ(tests[5]["visibility"], "hidden");
}

TEST(GradescopeJson, has_nothing_of_the_run_of_a_hidden_test) {
    EXPECT_THAT(gradescope_json_text(report_alice(), ""), Not(HasSubstr("secret")));
}

TEST(GradescopeJson, is_json_whatever_was_printed) {
    for (const std::string& text : report_hostile_texts()) {
        const ReportJson json = ReportJson::parse(gradescope_json_text(report_hostile(text), text));
        EXPECT_EQ(json["tests"].size(), 6u);
        EXPECT_EQ(json["stdout_visibility"], "hidden");
        for (const ReportJson& test : json["tests"]) EXPECT_EQ(test["output_format"], "text");
    }
}

}  // namespace
}  // namespace freehold::grade
