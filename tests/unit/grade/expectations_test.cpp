// SPDX-License-Identifier: MIT
// What a rubric may expect of the output and the end of a run: when it holds, and what is said
// when it does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/expects.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;

// ---- output -------------------------------------------------------------------------------------

TEST(Expectations, output_is_exactly_this) {
    expects_of(
        expects_counts,
        {{"output = \"1\\n2\\n\"", ""},
         {"output = \"1\\n3\\n\"", "line 2 of the output is \"2\", not \"3\""},
         {"output = \"1\\n2\"",
          "the output differs only in blanks at the end of a line, or in the last line break"},
         {"output = \"1\\n\"", "the output has more lines than the 1 expected; line 2 is \"2\""},
         {"output = \"1\\n2\\n3\\n\"", "the output ends after line 2; line 3 should be \"3\""}});
    expects_of(
        expects_main(""),
        {{"output = \"\"", ""}, {"output = \"x\"", "nothing was printed; line 1 should be \"x\""}});
}

TEST(Expectations, output_comes_from_a_file) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = 'it'\noutput_file = 'out.txt'\n");
    folder.write("a/out.txt", "1\n3\n");
    const auto result = graded_here(folder.assignment(), folder.write("s.fh", expects_counts));
    EXPECT_THAT(result.checks[0].reasons, ElementsAre("line 2 of the output is \"2\", not \"3\""));
}

TEST(Expectations, output_lines_forgive_blanks_at_the_end) {
    expects_of(expects_main("print \"1 \\t\\n 2\\n\\n\\n\""),
               {{"output_lines = ['1', ' 2']", ""},
                {"output_lines = ['1  ', ' 2', '']", ""},
                {"output_lines = ['1', '2']", "line 2 of the output is \" 2\", not \"2\""},
                {"output_lines = ['1']",
                 "the output has more lines than the 1 expected; line 2 is \" 2\""},
                {"output_lines = ['1', ' 2', '3']",
                 "the output ends after line 2; line 3 should be \"3\""}});
}

TEST(Expectations, output_numbers_are_found_between_words) {
    expects_of(expects_main("print \"x1 is -2 and 1.5; v2.0, 7.\\n\""),
               {{"output_numbers = [-2, 1.5, 7]", ""},
                {"output_numbers = [-2, 1.4, 7]", "number 2 of the output is 1.5, not 1.4"},
                {"output_numbers = [-2, 1.4, 7]\ntolerance = 0.11", ""},
                {"output_numbers = [-2, 1.3, 7]\ntolerance = 0.1",
                 "number 2 of the output is 1.5, not 1.3 (give or take 0.1)"},
                {"output_numbers = [-2]", "the output has 3 numbers, not 1"}});
}

TEST(Expectations, output_matches_somewhere) {
    expects_of(expects_main("print \"one\\ntwo \\0 three\\n\""),
               {{"output_matches = '^two'", ""},
                {"output_matches = 'three$'", ""},
                {"output_matches = '(one|two)+'", ""},
                {"output_matches = 'one.two'", "nothing in the output matches `one.two`"}});
}

TEST(Expectations, a_quoted_line_is_short_and_shows_control_characters) {
    expects_of(expects_main("print \"\\x1b[2J\\n\""),
               {{"output = \"x\\n\"", "line 1 of the output is \"␛[2J\", not \"x\""}});
    const auto reasons = expects_reasons(expects_main("print \"" + std::string(9'000, 'y') + "\""),
                                         "output = \"x\\n\"");
    EXPECT_LT(reasons.at(0).size(), 120u);
}

// ---- the end ------------------------------------------------------------------------------------

TEST(Expectations, a_program_ends_with_a_status) {
    expects_of(expects_main("exit 3"), {{"exit = 3", ""},
                                        {"", "it ended with status 3, not 0"},
                                        {"exit = 4", "it ended with status 3, not 4"}});
    expects_of(expects_divides, {{"exit = 3", "it was stopped by F502, division by zero"},
                                 {"", "it was stopped by F502, division by zero"}});
    expects_of(expects_moved_twice,
               {{"exit = 3", "it was rejected before it ran: F102, use of a moved value"}});
}

TEST(Expectations, a_fault_is_expected_in_a_function_and_at_a_mark) {
    expects_of(expects_divides,
               {{"fault = 'F502'", ""},
                {"fault = 'F502'\nin = 'half'\nat = 'here'", ""},
                {"fault = 'F502'\nin = 'main'",
                 "F502, division by zero, was found in `half`, not in `main`"},
                {"fault = 'F502'\nat = 'there'",
                 "F502, division by zero, was found not on the line with the mark `;@ there`"},
                {"fault = 'F502'\nat = 'gone'",
                 "the starter's mark `;@ gone` is not in the submission any more"},
                {"fault = 'F305'",
                 "it was stopped by F502, division by zero; expected is a stop by F305, "
                 "access out of bounds"},
                {"rejected = 'F102'",
                 "it was stopped by F502, division by zero; expected is a rejection "
                 "with F102, use of a moved value"}});
    expects_of(expects_counts, {{"fault = 'F502'",
                                 "it ended by itself, with status 0; expected is "
                                 "a stop by F502, division by zero"}});
}

TEST(Expectations, the_verifier_rejects_in_a_function_and_at_a_mark) {
    expects_of(expects_moved_twice,
               {{"rejected = 'F102'", ""},
                {"rejected = 'F102'\nin = 'twice'\nat = 'second'", ""},
                {"rejected = 'F102'\nin = 'main'",
                 "F102, use of a moved value, was found in `twice`, not in `main`"},
                {"rejected = 'F103'",
                 "it was rejected before it ran: F102, use of a moved value; expected is a "
                 "rejection with F103, use of a value that may be moved or uninitialised"}});
    expects_of(expects_counts, {{"rejected = 'F102'",
                                 "it ended by itself, with status 0; expected "
                                 "is a rejection with F102, use of a moved value"}});
}

TEST(Expectations, the_assembler_rejects_too) {
    const std::string program =
        "fn other() {\n    ret\n}\n"
        "fn main() {\n    add x, 1, 1      ;@ here\n    ret\n}\n";
    expects_of(program, {{"rejected = 'F009'", ""},
                         {"rejected = 'F009'\nin = 'main'\nat = 'here'", ""},
                         {"rejected = 'F009'\nin = 'other'",
                          "F009, a name that is not declared, was found in `main`, not in "
                          "`other`"},
                         {"", "it was rejected before it ran: F009, a name that is not declared"}});
}

TEST(Expectations, what_is_rejected_runs_without_the_verifier) {
    expects_of(expects_moved_twice,
               {{"verify = false\nfault = 'F102'\nin = 'twice'", ""},
                {"verified = true", "it was rejected before it ran: F102, use of a moved value"}});
    expects_of(expects_counts, {{"verified = true", ""}});
}

}  // namespace
}  // namespace freehold::grade
