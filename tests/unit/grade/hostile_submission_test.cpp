// SPDX-License-Identifier: MIT
// What submissions try: to read what is not theirs, to take all there is, to speak for the grader.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/unit/grade/graded.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/report_json.hpp"

namespace freehold::grade {
namespace {

namespace fs = std::filesystem;

using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

/// Of every file that no submission may read.
const std::string hostile_secret = "pomegranate";

const std::string hostile_good = "fn answer() -> int {\n    ret 42\n}\nfn main() {\n    ret\n}\n";

/// An assignment with one public and one hidden test, and secrets all around it.
class HostileFolder : public GradedFolder {
public:
    HostileFolder() {
        const std::string secret = "const pomegranate = 1\nfn pomegranate_f() {\nret\n}\n";
        rubric(
            "# pomegranate\n"
            "[[test]]\nname = 'says 42'\npoints = 1\nprogram = 'tests/public.fh'\n"
            "output = \"42\\n\"\n"
            "[[test]]\nname = 'runs'\npoints = 1\nhidden = true\nprogram = 'tests/hidden.fh'\n"
            "output = \"pomegranate 42\\n\"\n"
            "limits = { steps = 1_000_000, time = '1s' }\n");
        write("a/tests/public.fh",
              "include \"s.fh\"\nfn main() {\nlocal n: int\n"
              "call n, answer()\nprint \"{}\\n\", n\nret\n}\n");
        write("a/tests/hidden.fh",
              "include \"s.fh\"\nfn main() {\nlocal pomegranate: int\n"
              "call pomegranate, answer()\n"
              "print \"pomegranate {}\\n\", pomegranate\nret\n}\n");
        write("a/reference.fh", secret + hostile_good);
        write("secret.fh", secret);
        write("sub/secret.fh", secret);
    }

    SubmissionResult hand_in(const std::string& text) const {
        return hand_in_file(write("sub/mallory.fh", text));
    }
    SubmissionResult hand_in_file(const std::string& file) const {
        return graded_alone(assignment(), file);
    }
};

/// Nothing of the secrets is in any text of the result.
void hostile_expect_no_secret(const SubmissionResult& result) {
    EXPECT_THAT(result.problem, Not(HasSubstr(hostile_secret)));
    EXPECT_THAT(result.problem, Not(HasSubstr("root:")));
    for (const TestResult& test : result.tests) {
        for (const std::string& text : graded_texts(test)) {
            EXPECT_THAT(text, Not(HasSubstr("pomegranate_f")));
            EXPECT_THAT(text, Not(HasSubstr("const pomegranate")));
            EXPECT_THAT(text, Not(HasSubstr("root:")));
            if (test.hidden) EXPECT_THAT(text, Not(HasSubstr(hostile_secret)));
        }
    }
}

std::string hostile_reasons(const SubmissionResult& result) {
    std::string all = result.problem;
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            for (const std::string& reason : check.reasons) all += reason + "\n";
        }
    }
    return all;
}

/// Not one test is broken, whatever was handed in: it is the submission's fault, and is told.
void hostile_expect_failed(const SubmissionResult& result) {
    EXPECT_EQ(result.points().text(), "0") << hostile_reasons(result);
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            EXPECT_NE(check.verdict, Verdict::Broken) << hostile_reasons(result);
        }
    }
    hostile_expect_no_secret(result);
}

TEST(HostileSubmission, is_graded_where_it_is_none) {
    EXPECT_EQ(HostileFolder{}.hand_in(hostile_good).points().text(), "2");
}

// ---- reading what is not theirs -----------------------------------------------------------------

const char* const hostile_includes[] = {
    "\"/etc/passwd\"",
    "\"../secret.fh\"",
    "\"secret.fh\"",
    "\"./secret.fh\"",
    "\"rubric.toml\"",
    "\"reference.fh\"",
    "\"assignment/rubric.toml\"",
    "\"assignment/tests/hidden.fh\"",
    "\"./assignment/tests/hidden.fh\"",
    "\"x/../assignment/tests/hidden.fh\"",
    "\"assignment/../../secret.fh\"",
    "\"tests/hidden.fh\"",
    "\"../a/reference.fh\"",
    "\"/proc/self/environ\"",
    "\"/dev/stdin\"",
    "\"-\"",
    "\"\"",
    "\".\"",
    "\"..\"",
    "<../../../../../../../etc/passwd>",
    "<../assignments/04_owned_list/reference.fh>",
    "</etc/passwd>",
    "<>",
};

TEST(HostileSubmission, includes_no_file_when_it_is_one) {
    const HostileFolder folder;
    for (const std::string include : hostile_includes) {
        SCOPED_TRACE(include);
        hostile_expect_failed(folder.hand_in("include " + include + "\n" + hostile_good));
    }
}

TEST(HostileSubmission, includes_only_files_of_its_own_when_it_is_a_folder) {
    const HostileFolder folder;
    folder.write("sub/mallory/mine.fh", "const MINE = 42\n");
    for (const std::string include : hostile_includes) {
        SCOPED_TRACE(include);
        folder.write("sub/mallory/s.fh", "include " + include + "\n" + hostile_good);
        hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    }
    folder.write("sub/mallory/s.fh",
                 "include \"mine.fh\"\nfn answer() -> int {\n    ret MINE\n}\n");
    EXPECT_EQ(folder.hand_in_file(folder.path("sub/mallory")).points().text(), "2");
}

TEST(HostileSubmission, has_no_file_that_is_taken_for_one_of_the_assignment) {
    const HostileFolder folder;
    folder.write("sub/mallory/assignment/door.fh", "include \"reference.fh\"\n");
    for (const char* include : {"assignment/door.fh", "./assignment/door.fh",
                                "x/../assignment/door.fh", "assignment/../assignment/door.fh"}) {
        SCOPED_TRACE(include);
        folder.write("sub/mallory/s.fh", "include \"" + std::string{include} + "\"\n");
        hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    }
}

TEST(HostileSubmission, has_no_unsafe_in_a_file_with_the_name_of_another) {
    const HostileFolder folder;
    folder.rubric("[[test]]\nname = 'it'\npoints = 1\nlacks = ['alloc']\nunsafe = false\n");
    const std::string alloc =
        "fn f() {\nlocal p: raw int\nunsafe {\nalloc p, 8\nfree p\n}\nret\n}\n";
    for (const std::string name : {"assignment/x.fh", "./assignment/x.fh", "lib/string.fh"}) {
        folder.write("sub/mallory/" + name, alloc);
        folder.write("sub/mallory/s.fh",
                     "include \"" + name + "\"\nfn main() {\ncall f()\nret\n}\n");
        EXPECT_EQ(folder.hand_in_file(folder.path("sub/mallory")).points().text(), "0") << name;
    }
}

TEST(HostileSubmission, is_no_expanded_text_which_says_itself_where_it_is_from) {
    const HostileFolder folder;
    const std::string source = folder.write("sub/x.fh", "fn main() {\n    ret\n}\n");
    const std::string expanded = test::run_process({FREEHOLD_BINARY, "dis", source}).output;
    ASSERT_TRUE(expanded.starts_with(".expanded")) << expanded;
    const SubmissionResult result = folder.hand_in(expanded);
    hostile_expect_failed(result);
    EXPECT_THAT(result.problem, HasSubstr("hand in the source text"));
}

TEST(HostileSubmission, is_no_symbolic_link) {
    const HostileFolder folder;
    fs::create_symlink(folder.path("a/reference.fh"), folder.path("sub/link.fh"));
    const SubmissionResult result = folder.hand_in_file(folder.path("sub/link.fh"));
    hostile_expect_failed(result);
    EXPECT_EQ(result.problem, "cannot read `link.fh`: symbolic links are not followed");
}

TEST(HostileSubmission, has_no_symbolic_link_in_its_folder) {
    const HostileFolder folder;
    fs::create_directories(folder.path("sub/mallory"));
    fs::create_symlink(folder.path("a/reference.fh"), folder.path("sub/mallory/s.fh"));
    hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));

    fs::remove(folder.path("sub/mallory/s.fh"));
    fs::create_symlink(folder.path("a/reference.fh"), folder.path("sub/mallory/link.fh"));
    fs::create_directory_symlink(folder.path("a"), folder.path("sub/mallory/way"));
    for (const char* include : {"link.fh", "way/reference.fh", "way/tests/hidden.fh"}) {
        folder.write("sub/mallory/s.fh", "include \"" + std::string{include} + "\"\n");
        hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    }
}

TEST(HostileSubmission, is_no_link_to_a_folder) {
    const HostileFolder folder;
    folder.write("sub/alice/s.fh", hostile_good);
    fs::create_directory_symlink(folder.path("sub/alice"), folder.path("sub/mallory"));
    hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory")));
    hostile_expect_failed(folder.hand_in_file(folder.path("sub/mallory/")));
}

TEST(HostileSubmission, is_a_regular_file_and_of_some_size) {
    const HostileFolder folder;
    const std::string file = folder.path("sub/odd.fh");
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(folder.hand_in_file(file).problem, "cannot read `odd.fh`: it is no regular file");
    fs::remove(file);
    fs::create_directory(file);
    hostile_expect_failed(folder.hand_in_file(file));
    fs::remove(file);
    EXPECT_EQ(folder.hand_in_file(file).problem, "cannot read `odd.fh`: No such file or directory");
    EXPECT_EQ(folder.hand_in_file("/dev/zero").problem,
              "cannot read `zero`: it is no regular file");
    EXPECT_EQ(folder.hand_in(std::string(2'000'000, 'x')).problem,
              "cannot read `mallory.fh`: it has more than 1,048,576 bytes");
    for (const char* path : {"", "/", ".", "..", "/proc/self/mem"}) {
        hostile_expect_failed(folder.hand_in_file(path));
    }
}

TEST(HostileSubmission, may_be_unreadable) {
    if (geteuid() == 0) return;  // who may read all
    const HostileFolder folder;
    const std::string file = folder.write("sub/mine.fh", hostile_good);
    ASSERT_EQ(chmod(file.c_str(), 0), 0);
    EXPECT_EQ(folder.hand_in_file(file).problem, "cannot read `mine.fh`: Permission denied");
}

// ---- texts that are no programs -----------------------------------------------------------------

std::string hostile_repeated(const std::string& text, std::size_t count) {
    std::string all;
    while (count-- > 0) all += text;
    return all;
}

TEST(HostileSubmission, is_any_bytes) {
    const HostileFolder folder;
    const std::string parens(100'000, '(');
    for (const std::string& text : std::vector<std::string>{
             std::string{},
             std::string(1, '\0'),
             std::string(900'000, '\0'),
             std::string("FHIM\x01\x00\x00\x00", 8),
             std::string(900'000, '\n'),
             std::string(900'000, '{'),
             "const A = " + parens + "1" + std::string(100'000, ')') + "\n",
             "const A = " + std::string(100'000, '-') + "1\n",
             "fn f() {\n add x, " + parens + "\n",
             "fn f(a: " + hostile_repeated("[1 x ", 100'000) + "int) {\nret\n}\n",
             "fn f(a: " + hostile_repeated("own ", 100'000) + "int) {\nret\n}\n",
             "fn f() {\n" + hostile_repeated("{\n", 100'000),
             hostile_repeated("fn fn fn\n", 50'000),
             hostile_repeated("!\n", 400'000),
             "fn f() {\n" + hostile_repeated("add x, y, z\n", 50'000) + "ret\n}\n",
             "const A0 = 1\n" + std::string(900'000, 'a') + "\n",
             "\xff\xfe\xfd",
             "data X: bytes = \"" + std::string(900'000, 'x') + "\n",
             ".expanded\n",
             ".expanded",
             hostile_repeated("include <string.fh>\n", 40'000)}) {
        SCOPED_TRACE(printable(text.substr(0, 40)));
        hostile_expect_failed(folder.hand_in(text));
    }
}

TEST(HostileSubmission, is_an_image) {
    const HostileFolder folder;
    const std::string source = folder.write("sub/x.fh", hostile_good);
    const std::string image = folder.path("sub/x.fhx");
    test::run_process({FREEHOLD_BINARY, "asm", source, "-o", image});
    ASSERT_TRUE(fs::exists(image));
    hostile_expect_failed(folder.hand_in_file(image));
}

TEST(HostileSubmission, keeps_reports_short_whatever_it_contains) {
    const HostileFolder folder;
    for (const std::string& text : std::vector<std::string>{
             hostile_repeated("!\n", 400'000), "fn " + std::string(900'000, 'f') + "() {\nret\n}\n",
             "fn answer() -> int {\n ret " + std::string(900'000, 'x') + "\n}\n",
             "fn answer() -> int {\n panic \"" + std::string(500'000, 'x') + "\"\n}\n"}) {
        const SubmissionResult result = folder.hand_in(text);
        hostile_expect_failed(result);
        for (const TestResult& test : result.tests) {
            EXPECT_LT(test.report.size(), 9'000u);
            for (const CheckResult& check : test.checks) {
                for (const std::string& reason : check.reasons) EXPECT_LT(reason.size(), 2'000u);
            }
        }
    }
}

// ---- taking all there is ------------------------------------------------------------------------

/// A submission of which `answer` has these lines.
std::string hostile_answer(const std::string& lines, const std::string& before = "") {
    return before + "fn answer() -> int {\n" + lines + "\nret 42\n}\n";
}

TEST(HostileSubmission, does_not_get_all_time_memory_or_paper) {
    const HostileFolder folder;
    const std::string node = "struct N { a: own? N }\n";
    for (const std::string& text : std::vector<std::string>{
             hostile_answer("next:\njmp next"),
             hostile_answer("next:\nprint \"more and more\\n\"\njmp next"),
             hostile_answer("local p: raw int\nnext:\nunsafe {\nalloc p, 8\n}\njmp next"),
             hostile_answer("local p: own [int]\nnew p, [1000000000 x int]"),
             hostile_answer("local n: int\ncall n, answer()"),
             hostile_answer(
                 "local p: own [int]\nnew p, [100000 x int]\nnext:\nfill [p], 1\njmp next"),
             hostile_answer("local p: own? N\nconst p, null\nnext:\nnew p, N(move p)\njmp next",
                            node),
             hostile_answer("local s: own bytes\nread_line s"),
             hostile_answer("local p: [1000000 x int]\nfill p, 1"), hostile_answer("exit 0"),
             hostile_answer("exit 42")}) {
        SCOPED_TRACE(text);
        hostile_expect_failed(folder.hand_in(text));
    }
}

TEST(HostileSubmission, stops_neither_assembler_nor_verifier) {
    const HostileFolder folder;
    std::string branches = "local n: int\nconst n, 1\n", locals, blocks;
    for (int i = 0; i < 8'000; ++i) {
        branches +=
            "l" + std::to_string(i) + ":\nbeq n, 1, l" + std::to_string((i * 7) % 8'000) + "\n";
    }
    for (int i = 0; i < 1'000; ++i) locals += "local o" + std::to_string(i) + ": own? int\n";
    for (int i = 0; i < 1'000; ++i) {
        blocks += "m" + std::to_string(i) + ":\nnew o" + std::to_string(i) +
                  ", int(1)\nbnonnull o" + std::to_string(i) + ", m" +
                  std::to_string((i * 31) % 1'000) + "\n";
    }
    std::string sizes = "struct S0 { a: int, b: int }\n";
    for (int i = 1; i < 60; ++i) {
        const std::string before = "S" + std::to_string(i - 1);
        sizes += "struct S" + std::to_string(i) + " { a: " + before + ", b: " + before + " }\n";
    }
    for (const std::string& text : std::vector<std::string>{
             hostile_answer(branches + "panic \"x\""),
             hostile_answer(locals + blocks + "panic \"x\""),
             sizes + hostile_answer("local s: S59"), hostile_answer("exit 0", sizes),
             "bss A: [1000000000 x [1000000000 x int]]\n" + hostile_answer("exit 0"),
             hostile_answer("exit 0", "bss A: [1000000000 x u8]\n")}) {
        SCOPED_TRACE(text.substr(0, 60));
        hostile_expect_failed(folder.hand_in(text));
    }
}

// ---- speaking for the grader --------------------------------------------------------------------

TEST(HostileSubmission, does_not_bend_the_harness) {
    const HostileFolder folder;
    // Its own main is set aside.
    EXPECT_EQ(folder.hand_in(hostile_good + "fn other() {\nret\n}\n").points().text(), "2");
    for (const std::string& text : std::vector<std::string>{
             hostile_answer("print \"42\\n\"\nexit 0"),
             hostile_good + "fn answer() -> int {\nret 42\n}\n",
             "fn answer(n: int) -> int {\nret n\n}\n", "fn answer() -> bool {\nret true\n}\n",
             "data answer: int = 42\n", "const answer = 42\n"}) {
        const SubmissionResult result = folder.hand_in(text);
        EXPECT_NE(result.points().text(), "2") << text;
        hostile_expect_no_secret(result);
    }
}

TEST(HostileSubmission, does_not_change_a_constant_of_the_rubric) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = 'it'\npoints = 1\ndefines = { N = 5 }\noutput = '5'\n");
    const std::string prints = "const N = 9\nfn main() {\nprint \"{}\", N\nret\n}\n";
    EXPECT_EQ(graded_alone(folder.assignment(), folder.write("s.fh", prints)).points().text(), "1");
}

/// Names that students may give their files.
const std::string hostile_names[] = {"new\nline.fh", "\"quoted\".fh", "esc\x1b[2J.fh", "-rf.fh",
                                     "=cmd|' x'.fh", "::error.fh",    "ok 1 - x.fh",   "\xff.fh",
                                     "a&<b>.fh",     "$(id).fh",      "--help",        "c:\\x.fh"};

TEST(HostileSubmission, has_a_name_of_any_bytes) {
    const HostileFolder folder;
    std::vector<std::string> paths;
    for (const std::string& name : hostile_names) {
        paths.push_back(folder.write("sub/" + name, hostile_good));
    }
    const ClassResult result = graded(folder.assignment(), paths);
    std::set<std::string> names;
    for (const SubmissionResult& submission : result.submissions) {
        EXPECT_EQ(submission.points().text(), "2") << submission.name << submission.problem;
        names.insert(submission.name);
    }
    EXPECT_EQ(names.size(), paths.size());
}

// ---- beside others ------------------------------------------------------------------------------

nlohmann::ordered_json hostile_without_times(const ClassResult& result) {
    auto json = nlohmann::ordered_json::parse(grades_json_text(result));
    for (auto& submission : json["submissions"]) {
        for (auto& test : submission["tests"]) test.erase("milliseconds");
    }
    return json;
}

std::vector<std::string> hostile_class(const HostileFolder& folder) {
    fs::create_symlink("/etc/passwd", folder.path("sub/link.fh"));
    return {folder.write("sub/alice.fh", hostile_good),
            folder.path("sub/link.fh"),
            folder.write("sub/bob.fh", "fn answer() -> int {\n    ret 41\n}\n"),
            folder.write("sub/endless.fh", hostile_answer("next:\njmp next")),
            folder.path("sub/nobody.fh"),
            folder.write("sub/parens.fh", "const A = " + std::string(100'000, '(')),
            folder.write("sub/huge.fh", hostile_answer("local p: own [int]\n"
                                                       "new p, [1000000000 x int]")),
            folder.write("sub/carol.fh", hostile_good + "; carol's\n")};
}

TEST(HostileSubmission, changes_nothing_for_the_others) {
    const HostileFolder folder;
    const Assignment assignment = folder.assignment();
    const auto paths = hostile_class(folder);
    const auto all = hostile_without_times(graded(assignment, paths))["submissions"];
    ASSERT_EQ(all.size(), paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        EXPECT_EQ(all[i], hostile_without_times(graded(assignment, {paths[i]}))["submissions"][0])
            << paths[i];
    }
    EXPECT_EQ(all[0]["points"], 2);
    EXPECT_EQ(all[7]["points"], 2);
}

TEST(HostileSubmission, comes_to_the_same_however_many_are_tried_at_once) {
    const HostileFolder folder;
    const Assignment assignment = folder.assignment();
    const auto paths = hostile_class(folder);
    EXPECT_EQ(hostile_without_times(graded(assignment, paths, 1)),
              hostile_without_times(graded(assignment, paths, 8)));
}

TEST(HostileSubmission, leaves_no_process_behind) {
    const HostileFolder folder;
    graded(folder.assignment(), hostile_class(folder), 4);
    EXPECT_LT(waitpid(-1, nullptr, WNOHANG), 0);
    EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace freehold::grade
