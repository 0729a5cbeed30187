// SPDX-License-Identifier: MIT
// What is said about a rubric that is wrong, and where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/graded.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

RubricReading rubric_reading(const std::string& text) {
    return read_rubric(Source{"rubric.toml", text});
}

/// "LINE: headline -- label (help)" of each problem.
std::vector<std::string> rubric_complaints(const std::string& text) {
    const RubricReading reading = rubric_reading(text);
    EXPECT_EQ(reading.rubric.has_value(), reading.problems.empty());
    std::vector<std::string> complaints;
    for (const Diagnostic& problem : reading.problems) {
        const Label* label = primary_label(problem);
        const std::uint32_t line = reading.sources.front().position(label->span.begin).line;
        complaints.push_back(std::to_string(line) + ": " + problem.headline + " -- " + label->text +
                             (problem.help ? " (" + problem.help->text + ")" : ""));
    }
    return complaints;
}

struct RubricMistake {
    std::string lines;  ///< of a test's table, which begins in line 3; its name is in line 4
    std::string complaint;
};

void rubric_expect(const std::vector<RubricMistake>& mistakes, const std::string& before) {
    for (const RubricMistake& mistake : mistakes) {
        EXPECT_THAT(rubric_complaints(before + mistake.lines), ElementsAre(mistake.complaint))
            << mistake.lines;
    }
}

const char* const rubric_begun = "title = 't'\nsubmission = 's.fh'\n[[test]]\nname = 'x'\n";

TEST(RubricMistakes, a_key_that_nobody_reads) {
    rubric_expect({{"ouput = 'x'",
                    "5: a test has no key `ouput` -- nothing reads this (did you mean "
                    "`output`?)"},
                   {"[[test.check]]\nname = 'y'\nleak = 0",
                    "7: a check has no key `leak` -- nothing reads "
                    "this (did you mean `leaks`?)"},
                   {"limits = { step = 1 }",
                    "5: `limits` has no key `step` -- nothing reads this (did you "
                    "mean `steps`?)"},
                   {"leaks = { last = 1, most = 2 }",
                    "5: a bound has no key `last` -- nothing reads this "
                    "(did you mean `least`?)"},
                   {"leaks = { zzzzzz = 1, most = 2 }",
                    "5: a bound has no key `zzzzzz` -- nothing reads "
                    "this (there are `least` and `most`)"},
                   {"[[answer]]\nfile = 'f'\npoints = 0\nfail = []",
                    "8: a known answer has no key `fail` -- "
                    "nothing reads this (did you mean "
                    "`fails`?)"}},
                  rubric_begun);
    rubric_expect({{"titel = 't'\n[[test]]\nname = 'x'\n",
                    "3: a rubric has no key `titel` -- nothing reads this (did you mean "
                    "`title`?)"}},
                  "title = 't'\nsubmission = 's.fh'\n");
}

TEST(RubricMistakes, a_value_of_another_kind) {
    rubric_expect(
        {{"hint = 3", "5: `hint` takes a text, in quotes -- this is 3"},
         {"hidden = 'yes'", "5: `hidden` takes true or false -- this is a text"},
         {"points = '2'", "5: `points` takes a number -- this is a text"},
         {"points = -1",
          "5: `points` takes 0 or more, with at most two decimals -- 0.5 and 2 are fine"},
         {"points = 0.125",
          "5: `points` takes 0 or more, with at most two decimals -- 0.5 and 2 are fine"},
         {"points = nan", "5: `points` takes a number -- this is none"},
         {"exit = 100", "5: `exit` takes a whole number from 0 to 99 -- this is 100"},
         {"exit = 1.5",
          "5: `exit` takes a whole number from 0 to 99 -- this is a number with a "
          "point"},
         {"leaks = -1", "5: `leaks` takes a whole number, 0 or more -- this is -1"},
         {"leaks = '4K'", "5: `leaks` takes a whole number, 0 or more -- this is a text"},
         {"peak_heap = '4X'", "5: `peak_heap` takes bytes, as 4096 or \"4K\" -- this is a text"},
         {"output_lines = 'a'",
          "5: `output_lines` takes a list of texts: [\"a\", \"b\"] -- this "
          "is a text"},
         {"output_lines = ['a', 2]",
          "5: `output_lines` takes a list of texts: [\"a\", \"b\"] -- this is a list"},
         {"output_numbers = ['1']",
          "5: `output_numbers` takes a list of numbers: [1, 2, 3] -- this is a list"},
         {"defines = { N = 'a' }", "5: `N` takes a whole number -- this is a text"},
         {"calls = 3", "5: `calls` takes a table: { name = … } -- this is 3"},
         {"check = 1", "5: `check` takes tables, each under `[[check]]` -- this is 1"},
         {"hint = 2024-01-01", "5: `hint` takes a text, in quotes -- this is a date or a time"}},
        rubric_begun);
}

TEST(RubricMistakes, a_word_that_is_no_choice) {
    rubric_expect({{"enforce = 'all'",
                    "5: `enforce` cannot be `all` -- one of `ownership`, "
                    "`memory` or `none`"},
                   {"shown = 'later'",
                    "5: `shown` cannot be `later` -- one of `always`, "
                    "`after_due_date`, `after_published` or `never`"},
                   {"coalesce = 'soon'",
                    "5: `coalesce` cannot be `soon` -- one of `now`, "
                    "`deferred` or `off`"}},
                  rubric_begun);
}

TEST(RubricMistakes, something_that_has_to_be_there) {
    EXPECT_THAT(rubric_complaints(""),
                ElementsAre("1: a rubric without `title` -- what the assignment is called",
                            "1: a rubric without `submission` -- what students call their file; "
                            "harnesses include it so",
                            "1: a rubric without `test` -- there has to be at least one "
                            "`[[test]]`"));
    EXPECT_THAT(rubric_complaints("title='t'\nsubmission='s.fh'\ntest = []\n"),
                ElementsAre("3: a rubric without a test -- there has to be at least one "
                            "`[[test]]`"));
    EXPECT_THAT(rubric_complaints("title='t'\nsubmission='s.fh'\n\n[[test]]\npoints = 1\n"),
                ElementsAre("4: a test without `name` -- reports and known answers call it so"));
    rubric_expect({{"[[test.check]]\npoints = 1",
                    "5: a check without `name` -- reports and known answers call it so"},
                   {"[[test.check]]\nname = ''",
                    "6: `name` is empty -- reports and known answers call it so"},
                   {"[[answer]]\npoints = 1",
                    "5: a known answer without `file` -- the submission whose marks are known"},
                   {"[[answer]]\nfile = 'f.fh'",
                    "5: a known answer without `points` -- the marks that it gets"}},
                  rubric_begun);
}

TEST(RubricMistakes, two_of_one_name) {
    rubric_expect(
        {{"[[test]]\nname = 'x'", "6: two tests or checks are called `x` -- this is the second"},
         {"[[test.check]]\nname = 'x'",
          "6: two tests or checks are called `x` -- this is the second"}},
        rubric_begun);
}

TEST(RubricMistakes, a_path_that_leads_out) {
    const std::string in_it = "names a file in it";
    rubric_expect(
        {{"program = '../secret.fh'",
          "5: `../secret.fh` leads out of the assignment's folder -- `program` " + in_it},
         {"input_file = '/etc/passwd'",
          "5: `/etc/passwd` leads out of the assignment's folder -- `input_file` " + in_it},
         {"output_file = 'a/../../b'",
          "5: `a/../../b` leads out of the assignment's folder -- `output_file` " + in_it},
         {"program = ''", "5: `program` names no file -- this is empty"},
         {"[[answer]]\npoints = 1\nfile = '../x.fh'",
          "7: `../x.fh` leads out of the assignment's folder -- `file` " + in_it}},
        rubric_begun);
    rubric_expect({{"submission = 'x/s.fh'\n[[test]]\nname='x'",
                    "2: `submission` is the name of a file -- without a folder"},
                   {"submission = 's.fh'\nhandout = ['a', '..']\n[[test]]\nname='x'",
                    "3: `..` leads out of the assignment's folder -- `handout` " + in_it}},
                  "title = 't'\n");
}

TEST(RubricMistakes, two_ends_of_one_run) {
    const std::string one =
        ": a run has one end -- `exit`, `fault` and `rejected` exclude each "
        "other";
    rubric_expect({{"exit = 1\nfault = 'F305'", "6" + one},
                   {"exit = 1\nrejected = 'F102'", "6" + one},
                   {"fault = 'F305'\nrejected = 'F102'", "6" + one},
                   {"in = 'push'",
                    "5: `in` without `fault` or `rejected` -- it says where that "
                    "has to happen"},
                   {"at = 'mark'",
                    "5: `at` without `fault` or `rejected` -- it says where that "
                    "has to happen"},
                   {"rejected = 'F102'\nverify = false",
                    "6: `rejected` without the verifier -- what is not verified is not rejected"},
                   {"verified = false",
                    "5: `verified = false` asks for nothing -- which code rejects it? `rejected = "
                    "\"F102\"`; to run it all the same, write `verify = false`"}},
                  rubric_begun);
}

TEST(RubricMistakes, two_of_what_there_is_one_of) {
    rubric_expect(
        {{"program = 'p.fh'\ncode = 'x'", "6: a test has one harness -- `program` names another"},
         {"input = 'a'\ninput_file = 'f'", "5: a test has one input -- `input_file` names another"},
         {"output = 'a'\noutput_file = 'f'",
          "5: one expected output is enough -- `output_file` names another"},
         {"tolerance = 1",
          "5: `tolerance` without `output_numbers` -- it says how far those may be off"}},
        rubric_begun);
}

TEST(RubricMistakes, names_of_nothing) {
    rubric_expect({{"fault = 'F999'",
                    "5: there is no code `F999` -- `freehold explain --list` shows them all"},
                   {"lacks = ['clone', 'swop']",
                    "5: there is no instruction `swop` -- named here (did you mean `swap`?)"},
                   {"freed = ['Node#0']",
                    "5: `Node#0` names no block -- write `#3`, `Node#2`, or the "
                    "owner's name: `main.list`"},
                   {"moved = ['main.s']", "5: `main.s` names no block -- write `#3` or `Node#2`"},
                   {"statics = { ROOM = 'stack' }",
                    "5: `ROOM` lies in data, in BSS, or is no static -- write \"data\", \"bss\" or "
                    "\"none\""},
                   {"[[answer]]\nfile = 'f'\npoints = 0\nfails = ['exit is goood']",
                    "8: no test or check is called `exit is goood` -- named here"}},
                  rubric_begun);
}

TEST(RubricMistakes, an_expression_that_is_none) {
    EXPECT_THAT(rubric_complaints(std::string{rubric_begun} + "output_matches = '(a'"),
                ElementsAre(HasSubstr("5: `output_matches` is no regular expression -- ")));
}

TEST(RubricMistakes, bounds_that_nothing_holds) {
    rubric_expect({{"leaks = {}",
                    "5: `leaks` has no bound -- write a number, or { least = 1, "
                    "most = 4 }"},
                   {"leaks = { least = 5, most = 4 }",
                    "5: `leaks` wants at least 5 and at most 4 -- no number is both"},
                   {"calls = { push = 'often' }",
                    "5: `push` takes a whole number, 0 or more -- this is a text"}},
                  rubric_begun);
}

TEST(RubricMistakes, limits_that_are_none) {
    rubric_expect(
        {{"limits = { steps = 0 }",
          "5: `steps` takes a whole number from 1 to 100,000,000,000 -- "
          "this is 0"},
         {"limits = { heap = '4G' }",
          "5: `heap` takes bytes, as 4096 or \"4K\", at most "
          "1,073,741,824 -- this is a text"},
         {"limits = { stack = 8 }", "5: `stack` takes at least 64 bytes -- main has a frame, too"},
         {"limits = { time = '2' }",
          "5: `time` takes a duration up to an hour -- write \"2s\" or \"500ms\""},
         {"limits = { time = '61m' }",
          "5: `time` takes a duration up to an hour -- write \"2s\" or \"500ms\""}},
        rubric_begun);
}

TEST(RubricMistakes, what_would_always_hold_or_never) {
    const std::string further = "[[test.check]]\nname = 'y'\npoints = 1\n";
    rubric_expect(
        {{"verify = false\nverified = true",
          "6: `verified` and `verify = false` -- what is not verified is not accepted, either"},
         {"rejected = 'F102'\nleaks = 0",
          "4: this asks about a run, and what is rejected does not run -- ask in a test with "
          "`verify = false`"},
         {"rejected = 'F102'\n" + further + "allocations = 1",
          "7: this asks about a run, and what is rejected does not run -- ask in a test with "
          "`verify = false`"},
         {"fault = 'F302'\nleaks = 0",
          "4: this asks for leaks, and a run that is stopped leaks nothing -- its blocks are "
          "abandoned, with or without an owner"},
         {further, "6: a check without expectations -- its points would be a present"},
         {further + "exit = 1",
          "6: a check asks how the run ends -- `exit`, `fault` and `rejected` belong to the test"},
         {"output_numbers = [1]\ntolerance = -1",
          "6: `tolerance` is below 0 -- no number is so near"},
         {"output_matches = '" + std::string(60, '(') + "'",
          "5: `output_matches` is no regular expression -- it is too long or too deep"}},
        rubric_begun);
}

TEST(RubricMistakes, all_of_them_are_told_at_once) {
    EXPECT_EQ(
        rubric_complaints(std::string{rubric_begun} + "hint = 1\nexit = 500\nouput = 1\n").size(),
        3u);
}

TEST(RubricMistakes, a_text_that_is_no_toml) {
    EXPECT_THAT(rubric_complaints("title = 't'\nsubmission = s.fh\n"),
                ElementsAre(HasSubstr("2: this is no TOML -- ")));
    EXPECT_THAT(rubric_complaints("title = 't'\ntitle = 'u'\n"),
                ElementsAre(HasSubstr("2: this is no TOML -- ")));
}

TEST(RubricMistakes, bytes_of_any_kind) {
    for (const std::string& text : {std::string("\0\0", 2), std::string("\xff\xfe"),
                                    std::string(1'000'000, '['), std::string("a = \"\xc3\""),
                                    std::string("[[test]]\n[test]\n"), std::string("test = [1]")}) {
        EXPECT_FALSE(rubric_reading(text).rubric) << text.substr(0, 20);
    }
}

TEST(RubricMistakes, a_name_with_control_characters_stays_one_line) {
    for (const std::string& complaint :
         rubric_complaints(std::string{rubric_begun} + "\"a\\nb\\u001b[2J\" = 1\n")) {
        EXPECT_EQ(complaint.find('\n'), std::string::npos) << complaint;
        EXPECT_EQ(complaint.find('\x1b'), std::string::npos) << complaint;
    }
}

}  // namespace
}  // namespace freehold::grade
