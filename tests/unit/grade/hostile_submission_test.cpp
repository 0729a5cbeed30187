// SPDX-License-Identifier: MIT
// What submissions try: to take all there is, to speak for the grader, to be in the way of others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/unit/grade/hostile.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/report_json.hpp"

namespace freehold::grade {
namespace {

namespace fs = std::filesystem;

// ---- texts that are no programs -----------------------------------------------------------------

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
