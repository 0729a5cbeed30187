// SPDX-License-Identifier: MIT
#include "vm/grade/class_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/report_sample.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/class_summary.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(ClassTable, numbers_the_tests_where_their_names_do_not_fit) {
    EXPECT_EQ(class_table(report_class(), {false, 80}),
              R"narrow(A list that owns its nodes: 3 submissions

submission  points  1    2   3  4
of             8.5  3  3.5   1  1
---------------------------------
alice            2  2    0  0!  0
bob            8.5  3  3.5   1  1
carol            0  ! cannot read carol/list.fh: no such file
---------------------------------
passed           1  1    1   1  1

1  pushes three numbers
2  pops in reverse order
3  sorts
4  an empty list (hidden)

mean 3.5, median 2 of 8.5 points; 1 of 3 got full marks; 1 could not be graded
! the grader could not do it
)narrow");
}

TEST(ClassTable, names_the_tests_where_there_is_room) {
    EXPECT_EQ(class_table(report_class(), {false, 120}),
              R"wide(A list that owns its nodes: 3 submissions

submission  points  pushes three numbers  pops in reverse order  sorts  an empty list (hidden)
of             8.5                     3                    3.5      1                       1
----------------------------------------------------------------------------------------------
alice            2                     2                      0     0!                       0
bob            8.5                     3                    3.5      1                       1
carol            0  ! cannot read carol/list.fh: no such file
----------------------------------------------------------------------------------------------
passed           1                     1                      1      1                       1

mean 3.5, median 2 of 8.5 points; 1 of 3 got full marks; 1 could not be graded
! the grader could not do it
)wide");
}

ClassResult report_many_tests(std::size_t count) {
    ClassResult result = report_class();
    for (SubmissionResult& submission : result.submissions) {
        const TestResult test = submission.tests[0];
        submission.tests.assign(count, test);
    }
    return result;
}

TEST(ClassTable, goes_on_below_where_there_are_too_many_tests) {
    const std::string table = class_table(report_many_tests(30), {false, 60});
    EXPECT_THAT(table, HasSubstr("\nsubmission  points  1  2  3"));
    EXPECT_THAT(table, HasSubstr("  10  11  12\n"));
    EXPECT_THAT(table, HasSubstr("\nsubmission  points  13  14"));
    EXPECT_THAT(table, HasSubstr("\n30  pushes three numbers\n"));
}

TEST(ClassTable, is_never_wider_than_the_terminal) {
    for (const ClassResult& result : {report_hostile_class(), report_many_tests(50)}) {
        for (const std::uint32_t width : {40u, 80u, 120u}) {
            const std::string table = class_table(result, {false, width});
            for (std::size_t begin = 0; begin < table.size();) {
                const std::size_t end = table.find('\n', begin);
                EXPECT_LE(display_width(table.substr(begin, end - begin)), width);
                begin = end + 1;
            }
        }
    }
}

TEST(ClassTable, gives_each_submission_one_line_whatever_its_name) {
    const std::string table = class_table(report_hostile_class(), {false, 80});
    EXPECT_THAT(table, HasSubstr("\ntwo␊lines "));
    EXPECT_THAT(table, Not(HasSubstr("\nok 1")));
    EXPECT_THAT(table, Not(HasSubstr("\x1b")));
}

TEST(ClassTable, of_nobody_is_a_title) {
    EXPECT_EQ(class_table({"Lists", "", {}}, {false, 80}), "Lists: 0 submissions\n");
}

// ---- the numbers --------------------------------------------------------------------------------

ClassResult report_with_points(const std::vector<std::int64_t>& hundredths) {
    ClassResult result;
    for (const std::int64_t each : hundredths) {
        const Verdict verdict = each == 1000 ? Verdict::Passed : Verdict::Failed;
        const TestResult test =
            report_test({report_check("t", Points{each}, Points::whole(10), verdict)});
        result.submissions.push_back({"s", "s.fh", "", {test}});
    }
    return result;
}

TEST(ClassSummary, knows_mean_and_median) {
    const ClassSummary odd = summary_of(report_with_points({1000, 200, 250}));
    EXPECT_EQ(odd.mean.text(), "4.83");
    EXPECT_EQ(odd.median.text(), "2.5");
    const ClassSummary even = summary_of(report_with_points({1000, 200, 250, 0}));
    EXPECT_EQ(even.mean.text(), "3.63") << "3.625, upwards";
    EXPECT_EQ(even.median.text(), "2.25");
    EXPECT_EQ(summary_of({}).mean, Points{});
    EXPECT_EQ(summary_of({}).median, Points{});
}

TEST(ClassSummary, counts_who_passed) {
    const ClassSummary summary = summary_of(report_class());
    EXPECT_EQ(summary.count, 3u);
    EXPECT_EQ(summary.full_marks, 1u);
    EXPECT_EQ(summary.problems, 1u);
    EXPECT_THAT(summary.passed, ElementsAre(1u, 1u, 1u, 1u));
}

}  // namespace
}  // namespace freehold::grade
