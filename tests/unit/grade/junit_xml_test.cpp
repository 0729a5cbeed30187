// SPDX-License-Identifier: MIT
#include "vm/grade/junit_xml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/report_readers.hpp"
#include "tests/unit/grade/report_sample.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The cases as junitparser reads them: class, name, results, output.
nlohmann::ordered_json report_cases(const std::string& xml) {
    return report_python(
        "import json, sys\n"
        "from junitparser import JUnitXml\n"
        "suites = JUnitXml.fromstring(sys.stdin.buffer.read())\n"
        "print(json.dumps([[suite.name, suite.tests, suite.failures, suite.errors, suite.skipped,\n"
        "    [[case.classname, case.name, [[type(r).__name__, r.message] for r in case.result],\n"
        "      case.system_out] for case in suite]] for suite in suites]))\n",
        xml, "python3-junitparser");
}

TEST(JunitXml, has_a_suite_for_each_submission_and_a_case_for_each_check) {
    const ClassResult result{"A list that owns its nodes", "", {report_alice(), report_carol()}};
    EXPECT_EQ(junit_xml(result), R"xml(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="A list that owns its nodes" tests="7" failures="3" errors="2" skipped="1">
  <testsuite name="alice" tests="6" failures="3" errors="1" skipped="1">
    <properties>
      <property name="points" value="2"/>
      <property name="most" value="8.5"/>
    </properties>
    <testcase classname="alice" name="pushes three numbers">
      <properties>
        <property name="points" value="2"/>
        <property name="most" value="2"/>
      </properties>
      <system-out>3
2
1
</system-out>
    </testcase>
    <testcase classname="alice" name="pushes three numbers: nothing leaks">
      <properties>
        <property name="points" value="0"/>
        <property name="most" value="1"/>
      </properties>
      <failure message="1 block leaked, not 0" type="failed">1 block leaked, not 0
hint: `put` frees what it replaces; a raw `store` does not
freehold reports:
| warning[F401]: 1 block leaked
|  --&gt; list.fh:9
to see it again:
  freehold grade 01_list alice/list.fh --test=1
</failure>
    </testcase>
    <testcase classname="alice" name="pops in reverse order">
      <properties>
        <property name="points" value="0"/>
        <property name="most" value="3"/>
      </properties>
      <failure message="line 1 of the output is `1`, not `3`" type="failed">line 1 of the output is `1`, not `3`
hint: `pop` takes the head, which is the last that came
to see it again:
  freehold grade 01_list alice/list.fh --test=2
</failure>
      <system-out>1
2
3
</system-out>
    </testcase>
    <testcase classname="alice" name="pops in reverse order: moves and never clones">
      <properties>
        <property name="points" value="0"/>
        <property name="most" value="0.5"/>
      </properties>
      <skipped message="not counted"/>
    </testcase>
    <testcase classname="alice" name="sorts">
      <properties>
        <property name="points" value="0"/>
        <property name="most" value="1"/>
      </properties>
      <error message="cannot read `tests/sorted.txt`" type="broken">the grader could not do this; it is no mistake of yours
cannot read `tests/sorted.txt`
</error>
    </testcase>
    <testcase classname="alice" name="an empty list">
      <properties>
        <property name="points" value="0"/>
        <property name="most" value="1"/>
      </properties>
      <failure message="the program exits with 3, not 0" type="failed">the program exits with 3, not 0
hint: ask for `null` first
</failure>
    </testcase>
  </testsuite>
  <testsuite name="carol" tests="1" failures="0" errors="1" skipped="0">
    <properties>
      <property name="points" value="0"/>
      <property name="most" value="8.5"/>
    </properties>
    <testcase classname="carol" name="carol/list.fh">
      <error message="cannot read carol/list.fh: no such file" type="broken"/>
    </testcase>
  </testsuite>
</testsuites>
)xml");
}

TEST(JunitXml, is_read_by_junitparser) {
    const auto suites = report_cases(junit_xml(report_class()));
    ASSERT_EQ(suites.size(), 3u);
    EXPECT_EQ(suites[0][0], "alice");
    EXPECT_EQ(suites[0][1], 6);
    EXPECT_EQ(suites[0][2], 3);
    EXPECT_EQ(suites[0][3], 1);
    EXPECT_EQ(suites[0][4], 1);
    EXPECT_EQ(suites[0][5][0].dump(), R"(["alice","pushes three numbers",[],"3\n2\n1\n"])");
    EXPECT_EQ(suites[0][5][2][2].dump(), R"([["Failure","line 1 of the output is `1`, not `3`"]])");
    EXPECT_EQ(suites[0][5][3][2].dump(), R"([["Skipped","not counted"]])");
    EXPECT_EQ(suites[0][5][4][2].dump(), R"([["Error","cannot read `tests/sorted.txt`"]])");
    EXPECT_EQ(suites[2][5][0][2].dump(),
              R"([["Error","cannot read carol/list.fh: no such file"]])");
}

TEST(JunitXml, is_read_by_junitparser_whatever_was_printed) {
    const ClassResult result = report_hostile_class();
    const auto suites = report_cases(junit_xml(result));
    ASSERT_EQ(suites.size(), result.submissions.size());
    for (std::size_t s = 0; s < suites.size(); ++s) {
        EXPECT_EQ(suites[s][5].size(), result.submissions[s].problem.empty() ? 6u : 1u);
    }
    EXPECT_EQ(suites[0][0], "two\nlines");
    EXPECT_EQ(suites[6][5][0][3], "]]></system-out></testcase><!-- & \" ' > -->");
    EXPECT_EQ(suites[10][5][0][3], "\xef\xbf\xbd[2J\xef\xbf\xbd\r\x7f");
}

TEST(JunitXml, replaces_what_xml_cannot_hold) {
    ClassResult result{"", "", {report_bob()}};
    result.submissions[0].tests[0].output = std::string("a\0b\xff\xef\xbf\xbf\x1b", 8);
    EXPECT_THAT(junit_xml(result), HasSubstr("<system-out>a\xef\xbf\xbd"
                                             "b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</system-out>"));
}

TEST(JunitXml, has_nothing_of_the_run_of_a_hidden_test) {
    EXPECT_THAT(junit_xml(report_class()), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace freehold::grade
