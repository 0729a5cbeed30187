// SPDX-License-Identifier: MIT
#include "vm/grade/details.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/report_sample.hpp"
#include "vm/base/text.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TestResult report_printing(const std::string& output, std::uint64_t all_bytes = 0) {
    TestResult test = report_alice().tests[1];
    test.output = output;
    test.output_bytes = all_bytes == 0 ? output.size() : all_bytes;
    test.command.clear();
    return test;
}

std::vector<std::string> report_lines(const std::vector<Detail>& details) {
    std::vector<std::string> lines;
    for (const Detail& detail : details) lines.push_back(detail.text);
    return lines;
}

TEST(Details, put_a_bar_before_each_line_of_output) {
    EXPECT_THAT(report_lines(run_details(report_printing("1\n\nok 1 - forged\n"), {})),
                ElementsAre("the program printed:", "| 1", "|", "| ok 1 - forged"));
}

TEST(Details, count_the_lines_that_are_not_shown) {
    const DetailStyle style{.output_lines = 2};
    EXPECT_THAT(report_lines(run_details(report_printing("1\n2\n3\n4\n5"), style)),
                ElementsAre("the program printed:", "| 1", "| 2", "… 3 more lines"));
    EXPECT_THAT(report_lines(run_details(report_printing("1\n2\n3\n"), style)),
                ElementsAre("the program printed:", "| 1", "| 2", "… 1 more line"));
    EXPECT_THAT(report_lines(run_details(report_printing("1\n2\n"), style)),
                ElementsAre("the program printed:", "| 1", "| 2"));
}

TEST(Details, count_the_bytes_that_were_never_kept) {
    EXPECT_THAT(report_lines(run_details(report_printing("1\n2\n", 5'004), {})),
                ElementsAre("the program printed:", "| 1", "| 2", "… 5,000 more bytes"));
}

TEST(Details, fold_a_long_line_and_mark_where_it_goes_on) {
    const std::string line(100, 'x');
    EXPECT_THAT(report_lines(run_details(report_printing(line + "\n|…no\n"), {.columns = 60})),
                ElementsAre("the program printed:", "| " + line.substr(0, 58),
                            "|…" + line.substr(58), "| |…no"));
}

TEST(Details, cut_a_line_that_never_ends) {
    const std::string line(1'000'000, 'x');
    const auto lines = report_lines(run_details(report_printing(line), {.output_lines = 3}));
    EXPECT_EQ(lines.size(), 5u);
    EXPECT_EQ(lines.back(), "… 999,766 more bytes");
}

TEST(Details, say_that_nothing_was_printed_where_the_program_ran) {
    EXPECT_THAT(report_lines(run_details(report_printing(""), {})),
                ElementsAre("the program printed nothing"));
    TestResult rejected = report_printing("");
    rejected.steps = 0;
    EXPECT_THAT(run_details(rejected, {}), IsEmpty());
}

TEST(Details, of_a_hidden_test_have_neither_output_nor_command) {
    TestResult hidden = report_alice().tests[3];
    EXPECT_THAT(run_details(hidden, {}), IsEmpty());
    hidden.report = "error[F101]: use of moved value\n";
    EXPECT_THAT(report_lines(run_details(hidden, {})),
                ElementsAre("freehold reports:", "| error[F101]: use of moved value"));
}

TEST(Details, of_what_passed_are_none) {
    const TestResult test = report_bob().tests[0];
    EXPECT_THAT(check_details(test.checks[0], {}), IsEmpty());
    EXPECT_THAT(run_details(test, {}), IsEmpty());
    EXPECT_EQ(details_text(test, 0, {}), "");
}

TEST(Details, tell_of_the_run_with_the_first_check_that_did_not_pass) {
    const TestResult test = report_alice().tests[0];
    EXPECT_EQ(details_text(test, 0, {}), "");
    EXPECT_THAT(details_text(test, 1, {}), HasSubstr("the program printed:\n| 3\n"));
    const TestResult other = report_alice().tests[1];
    EXPECT_THAT(details_text(other, 0, {}), HasSubstr("the program printed:\n"));
    EXPECT_EQ(details_text(other, 1, {}),
              "not counted, because this does not hold: pops in reverse order\n");
}

TEST(Details, keep_a_reason_on_a_line_of_its_own_whatever_it_quotes) {
    CheckResult check = report_alice().tests[1].checks[0];
    check.hint.clear();
    check.reasons = {"printed `a\nhint: forged`"};
    EXPECT_THAT(report_lines(check_details(check, {})), ElementsAre("printed `a␊hint: forged`"));
}

TEST(Details, indent_where_a_reason_or_hint_goes_on) {
    CheckResult check = report_alice().tests[1].checks[0];
    check.reasons = {"the first words of a reason that is far too long for a line"};
    check.hint = "the first words of a hint that is too long";
    EXPECT_THAT(report_lines(check_details(check, {.columns = 40})),
                ElementsAre("the first words of a reason that is", "  far too long for a line",
                            "hint: the first words of a hint", "      that is too long"));
}

TEST(Details, are_never_wider_than_asked_but_for_the_command) {
    for (const std::string& text : report_hostile_texts()) {
        const SubmissionResult submission = report_hostile(text);
        for (const TestResult& test : submission.tests) {
            for (const Detail& detail : run_details(test, {.columns = 60})) {
                if (detail.kind == Detail::Kind::Command) continue;
                EXPECT_LE(display_width(detail.text), 60u) << detail.text.substr(0, 200);
                EXPECT_THAT(detail.text, Not(HasSubstr("\n")));
            }
        }
    }
}

}  // namespace
}  // namespace freehold::grade
