// SPDX-License-Identifier: MIT
#include "vm/grade/class_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/report_readers.hpp"
#include "tests/unit/grade/report_sample.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;

/// The cells, as Python's csv module reads them.
nlohmann::ordered_json report_rows(const std::string& csv) {
    return report_python(
        "import csv, io, json, sys\n"
        "csv.field_size_limit(1 << 30)\n"
        "text = sys.stdin.buffer.read().decode('utf-8')\n"
        "rows = csv.reader(io.StringIO(text, newline=''), strict=True)\n"
        "print(json.dumps(list(rows)))\n",
        csv);
}

TEST(ClassCsv, has_a_header_and_a_row_for_each_submission) {
    EXPECT_EQ(class_csv(report_class()),
              "submission,points,most,problem,"
              "pushes three numbers,pushes three numbers: pushes three numbers,"
              "pushes three numbers: nothing leaks,"
              "pops in reverse order,pops in reverse order: pops in reverse order,"
              "pops in reverse order: moves and never clones,"
              "sorts,an empty list\r\n"
              "alice,2,8.5,the grader could not do 1 test,2,2,0,0,0,0,0,0\r\n"
              "bob,8.5,8.5,,3,2,1,3.5,3,0.5,1,1\r\n"
              "carol,0,8.5,cannot read carol/list.fh: no such file,0,0,0,0,0,0,0,0\r\n");
}

TEST(ClassCsv, puts_what_needs_it_in_quotes) {
    ClassResult result;
    result.submissions = {{"a,b", "", "", {}}, {"say \"hi\"", "", "", {}}, {"x\ny", "", "", {}}};
    EXPECT_EQ(class_csv(result),
              "submission,points,most,problem\r\n"
              "\"a,b\",0,0,\r\n"
              "\"say \"\"hi\"\"\",0,0,\r\n"
              "\"x\ny\",0,0,\r\n");
}

TEST(ClassCsv, takes_a_formula_its_power) {
    ClassResult result;
    for (const char* name : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
        result.submissions.push_back({name, "", "", {}});
    }
    const auto rows = report_rows(class_csv(result));
    ASSERT_EQ(rows.size(), 7u);
    for (std::size_t r = 1; r < rows.size(); ++r) {
        EXPECT_EQ(rows[r][0], "'" + result.submissions[r - 1].name);
    }
}

TEST(ClassCsv, can_be_read_whatever_the_names) {
    const ClassResult result = report_hostile_class();
    const auto rows = report_rows(class_csv(result));
    ASSERT_EQ(rows.size(), 1 + result.submissions.size());
    for (const auto& row : rows) EXPECT_EQ(row.size(), 12u);
    EXPECT_EQ(rows[1][0], "two\nlines");
    EXPECT_EQ(rows.back()[0], "alice");
}

TEST(ClassCsv, has_columns_for_tests_when_the_first_could_not_be_graded) {
    ClassResult result = report_class();
    result.submissions = {{"dave", "dave.fh", "no such file", {}}, report_bob()};
    EXPECT_THAT(class_csv(result), HasSubstr("dave,0,0,no such file,0,0,0,0,0,0,0,0\r\n"));
}

}  // namespace
}  // namespace freehold::grade
