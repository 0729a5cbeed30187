// SPDX-License-Identifier: MIT
#include "vm/grade/report_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/schema_named.hpp"
#include "tests/unit/grade/report_sample.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ReportJson = nlohmann::ordered_json;

TEST(GradesJson, holds_everything) {
    const ClassResult result{"A list that owns its nodes",
                             "Who owns a node, and in which order nodes are freed.",
                             {report_alice()}};
    EXPECT_EQ(grades_json_text(result), R"json({
  "schema": "freehold/grades",
  "version": 1,
  "assignment": "A list that owns its nodes",
  "goal": "Who owns a node, and in which order nodes are freed.",
  "submissions": [
    {
      "name": "alice",
      "path": "alice/list.fh",
      "points": 2,
      "most": 8.5,
      "tests": [
        {
          "name": "pushes three numbers",
          "hidden": false,
          "shown": "always",
          "passed": false,
          "points": 2,
          "most": 3,
          "checks": [
            {
              "name": "pushes three numbers",
              "verdict": "passed",
              "points": 2,
              "most": 2,
              "reasons": []
            },
            {
              "name": "nothing leaks",
              "verdict": "failed",
              "points": 0,
              "most": 1,
              "reasons": [
                "1 block leaked, not 0"
              ],
              "hint": "`put` frees what it replaces; a raw `store` does not"
            }
          ],
          "report": "warning[F401]: 1 block leaked\n --> list.fh:9\n",
          "output": "3\n2\n1\n",
          "output_bytes": 6,
          "command": "freehold grade 01_list alice/list.fh --test=1",
          "steps": 41,
          "milliseconds": 3
        },
        {
          "name": "pops in reverse order",
          "hidden": false,
          "shown": "always",
          "passed": false,
          "points": 0,
          "most": 3.5,
          "checks": [
            {
              "name": "pops in reverse order",
              "verdict": "failed",
              "points": 0,
              "most": 3,
              "reasons": [
                "line 1 of the output is `1`, not `3`"
              ],
              "hint": "`pop` takes the head, which is the last that came"
            },
            {
              "name": "moves and never clones",
              "verdict": "not_counted",
              "points": 0,
              "most": 0.5,
              "reasons": []
            }
          ],
          "output": "1\n2\n3\n",
          "output_bytes": 6,
          "command": "freehold grade 01_list alice/list.fh --test=2",
          "steps": 77,
          "milliseconds": 9
        },
        {
          "name": "sorts",
          "hidden": false,
          "shown": "always",
          "passed": false,
          "points": 0,
          "most": 1,
          "checks": [
            {
              "name": "sorts",
              "verdict": "broken",
              "points": 0,
              "most": 1,
              "reasons": [
                "cannot read `tests/sorted.txt`"
              ]
            }
          ],
          "output": "",
          "output_bytes": 0,
          "steps": 0,
          "milliseconds": 0
        },
        {
          "name": "an empty list",
          "hidden": true,
          "shown": "after_published",
          "passed": false,
          "points": 0,
          "most": 1,
          "checks": [
            {
              "name": "an empty list",
              "verdict": "failed",
              "points": 0,
              "most": 1,
              "reasons": [
                "the program exits with 3, not 0"
              ],
              "hint": "ask for `null` first"
            }
          ],
          "steps": 12,
          "milliseconds": 0
        }
      ]
    }
  ]
}
)json");
}

TEST(GradesJson, says_why_nothing_could_be_graded) {
    const ReportJson json = ReportJson::parse(grades_json_text(report_class()));
    EXPECT_EQ(json["submissions"][2]["problem"], "cannot read carol/list.fh: no such file");
    EXPECT_FALSE(json["submissions"][1].contains("problem"));
}

TEST(GradesJson, is_what_the_schema_says) {
    for (const ClassResult& result : {report_class(), report_hostile_class(), ClassResult{}}) {
        const ReportJson json = ReportJson::parse(grades_json_text(result));
        EXPECT_THAT(schema_objections(test::schema_named("grades"), json), IsEmpty());
    }
}

TEST(GradesJson, has_nothing_of_the_run_of_a_hidden_test) {
    EXPECT_THAT(grades_json_text(report_class()), Not(HasSubstr("secret")));
}

TEST(GradesJson, replaces_what_is_no_utf8) {
    ClassResult result{"", "", {report_alice()}};
    result.submissions[0].tests[0].output = "\xff";
    EXPECT_THAT(grades_json_text(result), HasSubstr("\"output\": \"\xef\xbf\xbd\""));
}

}  // namespace
}  // namespace freehold::grade
