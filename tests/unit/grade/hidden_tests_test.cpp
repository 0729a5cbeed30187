// SPDX-License-Identifier: MIT
// What students see of hidden tests, and of public ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grade/expects.hpp"

namespace freehold::grade {
namespace {

using testing::HasSubstr;
using testing::Not;

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
    for (const std::string lines :
         {"output = \"kumquat\\n\"", "output = \"quince\\nkumquat\\n\"", "output = \"quince\\n\"",
          "output_lines = ['kumquat']", "output_lines = ['quince']", "output_numbers = [77]",
          "output_numbers = [55, 77]", "output_numbers = [55]", "output_matches = 'kumquat'"}) {
        const auto reasons = expects_reasons(
            expects_main("local n: int\nread_int n\nprint \"quince\\n{}\\n99\\n\", n"),
            "hidden = true\ninput = \"55\"\n" + lines);
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
              "freehold run --heap=4K --stack=8K --max-steps=99 --no-verify --enforce=memory "
              "--heap-policy=best-fit --redzone=8 --input=" +
                  folder.path("a") + "/in.txt " + path);
}

}  // namespace
}  // namespace freehold::grade
