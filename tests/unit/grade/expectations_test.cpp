// SPDX-License-Identifier: MIT
// What a rubric may expect, held against small programs: when it holds, and what is said when it
// does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/graded.hpp"
#include "vm/base/text.hpp"

namespace freehold::grade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A program whose main has these lines and returns.
std::string expects_main(const std::string& lines) {
    return "fn main() {\n" + lines + "\nret\n}\n";
}

const std::string expects_counts = expects_main("print \"1\\n2\\n\"");
const std::string expects_divides =
    "fn half(n: int) -> int {\n"
    "    div n, 1, n            ;@ here\n"
    "    ret n\n"
    "}\n"
    "fn main() {                ;@ there\n"
    "    local n: int\n"
    "    const n, 0\n"
    "    call n, half(n)\n"
    "    ret\n"
    "}\n";
const std::string expects_moved_twice =
    "fn twice() {\n"
    "    local a, b: own int\n"
    "    new a, int(1)\n"
    "    move b, a\n"
    "    move b, a              ;@ second\n"
    "    ret\n"
    "}\n" +
    expects_main("call twice()");
const std::string expects_node = "struct Node { value: int, next: own? Node }\n";
/// Makes three blocks; the second owns the first, the third is a clone; b is handed on.
const std::string expects_blocks = expects_node + expects_main(
                                                      "local a, b, c: own? Node\n"
                                                      "new a, Node(1, null)\n"
                                                      "new b, Node(2, move a)\n"
                                                      "clone c, b\n"
                                                      "move a, b\n"
                                                      "drop c");

/// What the rubric's lines object to in a program that is handed in by itself.
std::vector<std::string> expects_reasons(const std::string& program, const std::string& lines) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = \"it\"\npoints = 1\n" + lines + "\n");
    const AssignmentReading reading = folder.read();
    if (!reading.assignment) return {"the rubric: " + reading.problems.at(0).headline};
    const TestResult result = graded_here(*reading.assignment, folder.write("s.fh", program));
    const CheckResult& check = result.checks.front();
    EXPECT_EQ(check.reasons.empty(), check.verdict == Verdict::Passed);
    EXPECT_EQ(check.points, check.reasons.empty() ? Points::whole(1) : Points{});
    return check.reasons;
}

struct Expected {
    std::string lines;
    std::string reason;  ///< empty: it holds
};

void expects_of(const std::string& program, const std::vector<Expected>& table) {
    for (const Expected& row : table) {
        const auto reasons = expects_reasons(program, row.lines);
        EXPECT_EQ(list_of(reasons, "and"), row.reason) << row.lines;
    }
}

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

// ---- numbers ------------------------------------------------------------------------------------

TEST(Expectations, leaks_are_counted) {
    const std::string leaks = expects_main("local a: own int\nnew a, int(1)\nforget a");
    expects_of(leaks, {{"leaks = 1", ""},
                       {"leaks = 0", "1 block leaked, not 0"},
                       {"leaks = { most = 2 }", ""},
                       {"leaks = { least = 2 }", "1 block leaked; wanted: at least 2"},
                       {"leaks = { least = 2, most = 4 }", "1 block leaked, not 2 to 4"}});
}

TEST(Expectations, blocks_that_a_static_still_owns_are_counted) {
    expects_of(
        "bss KEPT: own? int\n" + expects_main("local a: own int\nnew a, int(1)\nput KEPT, a"),
        {{"still_owned = 1\nleaks = 0", ""},
         {"still_owned = 0", "1 block still owned at the end, not 0"}});
}

TEST(Expectations, allocations_frees_moves_and_clones_are_counted) {
    expects_of(expects_blocks, {{"allocations = 4\nfrees = 4\nclones = 2", ""},
                                {"allocations = 3", "4 blocks allocated, not 3"},
                                {"frees = { most = 3 }", "4 blocks freed; wanted: at most 3"},
                                {"clones = 0", "2 blocks made by `clone`, not 0"},
                                {"moves = { least = 2 }", ""},
                                {"moves = 0", "2 moves of owners, not 0"}});
}

TEST(Expectations, bytes_are_counted) {
    expects_of(expects_main("local a, b: own [int]\nnew a, [4 x int]\ndrop a\nnew b, [2 x int]"),
               {{"peak_heap = 32", ""},
                {"peak_heap = { most = '1K' }", ""},
                {"peak_heap = 48", "32 bytes of heap asked for at once, not 48"},
                {"peak_stack = { least = 1, most = '1K' }", ""},
                {"peak_stack = '1K'", "32 bytes of stack in use at once, not 1,024"},
                {"heap_span = { least = 32 }", ""},
                {"heap_span = { most = 32 }",
                 "48 bytes of heap used, headers and gaps included; "
                 "wanted: at most 32"}});
}

TEST(Expectations, frames_calls_and_steps_are_counted) {
    const std::string program =
        "fn down(n: int) {\n"
        "    ble n, 0, done\n"
        "    sub n, n, 1\n"
        "    call down(n)\n"
        "done:\n"
        "    ret\n"
        "}\n" +
        expects_main("call down(3)");
    expects_of(program,
               {{"depth = 5\ncalls = { down = 4 }", ""},
                {"depth = { most = 4 }",
                 "5 frames on the stack at once; wanted: at most "
                 "4"},
                {"calls = { down = { most = 3 } }", "4 calls of `down`; wanted: at most 3"},
                {"calls = { up = 1 }", "0 calls of `up`, not 1"},
                {"steps = { most = 100 }", ""},
                {"steps = 1", "20 steps taken, not 1"}});
}

// ---- blocks -------------------------------------------------------------------------------------

TEST(Expectations, blocks_are_freed_in_an_order) {
    expects_of(expects_blocks,
               {{"freed = ['Node#1', 'Node#2']", ""},
                {"freed = ['#2', '#1']", "`#1` is freed before `#2`"},
                {"freed = ['main.c', 'main.a']", ""},
                {"freed = ['main.a', 'main.c']", "`main.c` is freed before `main.a`"},
                {"freed = ['Node#9']", "no block `Node#9` was made"},
                {"freed = ['main.x']", "no block was freed as `main.x`'s"}});
    expects_of(expects_main("local a: own int\nnew a, int(1)\nforget a"),
               {{"freed = ['#1']", "`#1` is never freed"}});
}

TEST(Expectations, blocks_change_their_owner) {
    expects_of(expects_blocks, {{"moved = ['Node#2']", ""},
                                {"moved = ['Node#3']", "`Node#3` never changed its owner"},
                                {"moved = ['bytes#1']", "no block `bytes#1` was made"}});
}

// ---- the text of the submission -----------------------------------------------------------------

TEST(Expectations, a_submission_has_unsafe_or_has_not) {
    expects_of(expects_counts,
               {{"unsafe = false", ""}, {"unsafe = true", "the submission has no `unsafe`"}});
    expects_of(expects_main("unsafe {\n}"), {{"unsafe = false", ""}});
    expects_of(expects_main("local p: raw int\nunsafe {\nalloc p, 8\nfree p\n}"),
               {{"unsafe = true", ""}, {"unsafe = false", "the submission has `unsafe`"}});
}

TEST(Expectations, a_submission_lacks_and_uses_instructions) {
    expects_of(expects_blocks, {{"lacks = ['alloc', 'exit']\nuses = ['clone', 'new', 'drop']", ""},
                                {"lacks = ['clone']", "the submission uses `clone`"},
                                {"uses = ['swap']", "the submission does not use `swap`"}});
    expects_of(expects_main("local a: own int\nnew a, int(1)"),
               {{"lacks = ['drop']", ""}});  // the end of the scope drops it
}

TEST(Expectations, structs_have_sizes_and_statics_have_segments) {
    expects_of(
        "struct Loose { a: u8, b: int }\ndata ONE: int = 1\nbss ZERO: int\n" + expects_main(""),
        {{"sizes = { Loose = 16 }", ""},
         {"sizes = { Loose = { most = 9 } }", "`Loose` has 16 bytes; wanted: at most 9"},
         {"sizes = { Tight = 9 }", "there is no struct `Tight`"},
         {"statics = { ONE = 'data', ZERO = 'bss', TWO = 'none' }", ""},
         {"statics = { ZERO = 'data' }", "`ZERO` lies in bss, not in data"},
         {"statics = { TWO = 'bss' }", "there is no static `TWO`"},
         {"statics = { ONE = 'none' }", "`ONE` is a static"}});
}

TEST(Expectations, a_harness_is_no_part_of_the_submission) {
    const GradedFolder folder;
    folder.rubric(
        "[[test]]\nname = 'it'\nlacks = ['clone', 'exit']\nunsafe = false\n"
        "code = '''include \"s.fh\"\ninclude <string.fh>\n"
        "fn main() {\nlocal a, b: own int\nlocal p: raw int\nnew a, int(1)\nclone b, a\n"
        "unsafe {\naddr p, [a]\n}\ncall f()\nexit 0\n}'''\n");
    const auto result =
        graded_here(folder.assignment(), folder.write("s.fh",
                                                      "fn f() {\n    ret\n}\nfn main() {\n"
                                                      "    exit 9\n}\n"));
    EXPECT_TRUE(result.passed()) << list_of(result.checks[0].reasons, "and");
}

// ---- limits -------------------------------------------------------------------------------------

const std::string expects_endless = expects_main("next:\njmp next");

TEST(Limits, stop_a_program_that_does_not_end) {
    expects_of(expects_endless, {{"limits = { steps = 5_000 }",
                                  "it was stopped: it did not end within 5,000 steps"}});
    expects_of(expects_endless, {{"limits = { steps = 100_000_000_000, time = '50ms' }",
                                  "it was stopped: it did not end within 50 ms"}});
}

TEST(Limits, stop_a_program_that_prints_without_end) {
    expects_of(
        expects_main("next:\nprint \"hello\"\njmp next"),
        {{"limits = { output = '1K' }", "it was stopped: it printed more than 1,024 bytes"}});
}

TEST(Limits, keep_what_was_printed_until_then) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = 'it'\nlimits = { output = 12 }\n");
    const auto result =
        graded_here(folder.assignment(),
                    folder.write("s.fh", expects_main("next:\nprint \"hello\"\njmp next")));
    EXPECT_EQ(result.output, "hellohellohe");
    EXPECT_GT(result.output_bytes, 12u);
}

TEST(Limits, stop_a_program_whose_steps_are_long) {
    const std::string fills = expects_main(
        "local a: own [int]\nnew a, [100000 x int]\n"
        "next:\nfill [a], 7\njmp next");
    expects_of(fills, {{"limits = { steps = 20_000 }",
                        "it was stopped: it filled and copied more bytes than 20,000 steps "
                        "should"}});
}

TEST(Limits, are_faults_of_a_program_that_has_no_room) {
    expects_of(expects_main("local a: own [int]\nnew a, [100000 x int]"),
               {{"limits = { heap = '4K' }", "it was stopped by F313, heap exhausted"}});
    expects_of("fn down() {\n    call down()\n    ret\n}\n" + expects_main("call down()"),
               {{"limits = { stack = '4K' }", "it was stopped by F312, stack overflow"}});
}

// ---- further checks -----------------------------------------------------------------------------

const char* const expects_partial =
    "[[test]]\nname = 'prints'\npoints = 2\nhint = 'print it'\n"
    "output = \"1\\n2\\n\"\n"
    "[[test.check]]\nname = 'no leak'\npoints = 1\nleaks = 0\n"
    "hint = 'free it'\n"
    "[[test.check]]\nname = 'short'\npoints = 0.5\n"
    "steps = { most = 3 }\nhint = 'fewer'\n";

TestResult expects_partially(const std::string& program) {
    const GradedFolder folder;
    folder.rubric(expects_partial);
    return graded_here(folder.assignment(), folder.write("s.fh", program));
}

std::vector<Verdict> expects_verdicts(const TestResult& result) {
    std::vector<Verdict> verdicts;
    for (const CheckResult& check : result.checks) verdicts.push_back(check.verdict);
    return verdicts;
}

TEST(FurtherChecks, give_points_of_their_own) {
    EXPECT_EQ(expects_partially(expects_counts).points().text(), "3.5");
    const TestResult long_one =
        expects_partially(expects_main("local n: int\nconst n, 1\nconst n, 2\nprint \"1\\n2\\n\""));
    EXPECT_EQ(long_one.points().text(), "3");
    EXPECT_THAT(expects_verdicts(long_one),
                ElementsAre(Verdict::Passed, Verdict::Passed, Verdict::Failed));
    EXPECT_EQ(long_one.checks[2].hint, "fewer");
    EXPECT_EQ(long_one.checks[1].hint, "") << "of what passed there is no hint";
}

TEST(FurtherChecks, are_not_counted_where_the_test_itself_fails) {
    const TestResult empty = expects_partially(expects_main(""));
    EXPECT_EQ(empty.points().text(), "0");
    EXPECT_THAT(expects_verdicts(empty),
                ElementsAre(Verdict::Failed, Verdict::NotCounted, Verdict::NotCounted));
    EXPECT_EQ(empty.checks[0].hint, "print it");
    EXPECT_THAT(empty.checks[1].reasons, IsEmpty());
    EXPECT_EQ(empty.checks[1].hint, "");
}

TEST(FurtherChecks, count_each_by_itself) {
    const TestResult leaky = expects_partially(
        expects_main("local a: own int\nnew a, int(1)\nprint \"1\\n2\\n\"\nforget a"));
    EXPECT_THAT(expects_verdicts(leaky),
                ElementsAre(Verdict::Passed, Verdict::Failed, Verdict::Failed));
}

// ---- hidden tests -------------------------------------------------------------------------------

/// Every name of the harness begins so, and all that it prints and expects.
const std::string expects_secret = "kumquat";

const char* const expects_hidden_harness = R"(
; kumquat_comment
include "s.fh"
const kumquat_count = 5
struct KumquatNode { kumquat_value: int, kumquat_next: own? KumquatNode }
bss kumquat_static: own? Node
fn kumquat_get(kumquat_arg: ref Node) -> int {
    local kumquat_local: int
    load kumquat_local, [kumquat_arg].value
    call kumquat_local, get(kumquat_local)
    ret kumquat_local
}
fn main() {
    local kumquat_list: own Node
    local kumquat_n: int
    new kumquat_list, Node(kumquat_count, 2)
    call kumquat_list, give(move kumquat_list)
    call kumquat_n, kumquat_get(borrow [kumquat_list])
    print "{} kumquat_text\n", kumquat_n
    call use(move kumquat_list)
    assert kumquat_n, "kumquat_assertion"
    jmp kumquat_label
kumquat_label:
    ret
}
)";

/// A submission that the harness can use, with these texts in it.
std::string expects_used(const std::string& get, const std::string& use = "",
                         const std::string& parameter = "own") {
    return "struct Node { value: int, other: int }\n"
           "fn give(n: own Node) -> own Node {\n ret n\n}\n"
           "fn use(n: " +
           parameter + " Node) {\n" + use +
           "ret\n}\n"
           "fn get(v: int) -> int {\n" +
           get + "ret v\n}\n";
}

/// Submissions that fail in as many ways as there are.
std::vector<std::string> expects_failing() {
    return {
        expects_used(""),
        expects_used("div v, v, 0\n"),
        expects_used("print \"{}\\n\", v\n"),
        expects_used("print \"5 kumquat_text\\n\"\nconst v, 5\n"),
        expects_used("const v, 0\n"),
        expects_used("exit 7\n"),
        expects_used("panic \"{}\", v\n"),
        expects_used("", "forget n\n"),
        expects_used("", "", "ref"),
        expects_used("", "", "mut"),
        expects_used("next:\njmp next\n"),
        expects_used("call v, get(v)\n"),
        "struct Node { value: int }\n",
        "fn give() {\nret\n}\n",
        "",
        "fn main( {",
        "struct Node { value: int, other: int }\nfn give(n: own Node) -> int {\nret 0\n}\n",
        expects_used("") + "fn main() {\nret\n}\n",
        expects_used("") + "const KUMQUAT = 3\n",
        "struct Node { value: raw int, other: int }\n" + expects_used("").substr(39),
    };
}

const char* const expects_hidden_rubric = R"(
[[test]]
name   = "it"
hidden = true
points = 1
hint   = "think"
program = "tests/hidden.fh"
input  = "kumquat_input"
output = "4 kumquat_text\n"
leaks  = { most = 7 }
freed  = ["main.kumquat_list"]
calls  = { kumquat_get = 3 }
limits = { steps = 20_000 }
)";

TEST(HiddenTests, show_nothing_of_their_harness_whatever_fails) {
    const GradedFolder folder;
    folder.rubric(expects_hidden_rubric);
    folder.write("a/tests/hidden.fh", expects_hidden_harness);
    const Assignment assignment = folder.assignment();
    for (const std::string& program : expects_failing()) {
        const TestResult result = graded_here(assignment, folder.write("s.fh", program));
        EXPECT_FALSE(result.passed()) << program;
        if (program.find("kumquat") != program.npos) continue;  // it says so itself
        for (const std::string& text : graded_texts(result)) {
            EXPECT_THAT(text, Not(HasSubstr(expects_secret))) << program;
            EXPECT_THAT(text, Not(HasSubstr("Kumquat"))) << program;
            EXPECT_THAT(text, Not(HasSubstr("hidden.fh"))) << program;
        }
    }
}

TEST(HiddenTests, show_nothing_of_a_harness_in_the_rubric_or_of_a_file_that_it_includes) {
    const GradedFolder folder;
    folder.rubric(
        "[[test]]\nname = 'it'\nhidden = true\ncode = '''\ninclude \"tests/more.fh\"\n"
        "fn main() {\nlocal kumquat: int\ncall kumquat, kumquat_f()\nret\n}\n'''\n");
    folder.write("a/tests/more.fh",
                 "include \"s.fh\"\nfn kumquat_f() -> int {\n"
                 "local kumquat: int\ncall kumquat, get(7)\nret kumquat\n}\n");
    const Assignment assignment = folder.assignment();
    for (const std::string& program : expects_failing()) {
        const TestResult result = graded_here(assignment, folder.write("s.fh", program));
        if (program.find("kumquat") != program.npos) continue;
        for (const std::string& text : graded_texts(result)) {
            EXPECT_THAT(text, Not(HasSubstr("kumquat"))) << program;
            EXPECT_THAT(text, Not(HasSubstr("more.fh"))) << program;
        }
    }
}

TEST(HiddenTests, tell_neither_the_output_nor_what_it_should_be) {
    for (const std::string& lines :
         {"output = \"kumquat\\n\"", "output = \"quince\\nkumquat\\n\"", "output = \"quince\\n\"",
          "output_lines = ['kumquat']", "output_lines = ['quince']", "output_numbers = [77]",
          "output_numbers = [55, 77]", "output_numbers = [55]", "output_matches = 'kumquat'"}) {
        const auto reasons = expects_reasons(
            expects_main("local n: int\nread_int n\nprint \"quince\\n{}\\n99\\n\", n"),
            "hidden = true\ninput = \"55\"\n" + std::string{lines});
        EXPECT_FALSE(reasons.empty()) << lines;
        for (const std::string& reason : reasons) {
            for (const char* secret : {"kumquat", "quince", "77", "55", "99"}) {
                EXPECT_THAT(reason, Not(HasSubstr(secret))) << lines;
            }
        }
    }
}

TEST(HiddenTests, still_say_what_went_wrong) {
    const GradedFolder folder;
    folder.rubric(expects_hidden_rubric);
    folder.write("a/tests/hidden.fh", expects_hidden_harness);
    const TestResult result =
        graded_here(folder.assignment(), folder.write("s.fh", expects_used("div v, v, 0\n")));
    EXPECT_THAT(result.checks[0].reasons[0], HasSubstr("it was stopped by F502"));
    EXPECT_THAT(result.report, HasSubstr("error[F502]: division by zero"));
    EXPECT_THAT(result.report, HasSubstr("div v, v, 0")) << "the student's own line is shown";
    EXPECT_EQ(result.checks[0].hint, "think");
}

TEST(HiddenTests, have_no_command_and_no_output) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = 'it'\nhidden = true\noutput = 'x'\n");
    const TestResult result =
        graded_here(folder.assignment(), folder.write("s.fh", expects_counts));
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.output_bytes, 0u);
    EXPECT_EQ(result.command, "");
}

TEST(PublicTests, show_the_line_of_the_harness_and_how_to_see_it_again) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = 'it'\nprogram = 'tests/public.fh'\n");
    folder.write("a/tests/public.fh",
                 "include \"s.fh\"\nfn main() {\n    call get()\n    ret\n}\n");
    const std::string path = folder.write("s.fh", "fn got() {\n    ret\n}\n");
    const TestResult result = graded_here(folder.assignment(), path);
    EXPECT_THAT(result.report, HasSubstr("tests/public.fh:3"));
    EXPECT_THAT(result.report, HasSubstr("call get()"));
    EXPECT_EQ(result.command, "freehold grade --student " + folder.path("a") + " " + path);
}

TEST(PublicTests, without_a_harness_run_again_with_the_same_limits) {
    const GradedFolder folder;
    folder.rubric(
        "[[test]]\nname = 'it'\noutput = 'x'\ninput_file = 'in.txt'\nverify = false\n"
        "enforce = 'memory'\nheap_policy = 'best-fit'\nredzone = 8\n"
        "limits = { heap = '4K', stack = '8K', steps = 99 }\n");
    folder.write("a/in.txt", "3");
    const std::string path = folder.write("s.fh", expects_counts);
    EXPECT_EQ(graded_here(folder.assignment(), path).command,
              "freehold run --heap=4096 --stack=8192 --max-steps=99 --no-verify --enforce=memory "
              "--heap-policy=best-fit --redzone=8 --input=" +
                  folder.path("a") + "/in.txt " + path);
}

}  // namespace
}  // namespace freehold::grade
