// SPDX-License-Identifier: MIT
// programs/mistakes: each does the one thing wrong that its comment says.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

std::vector<std::string> mistakes() {
    std::vector<std::string> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(in_checkout("programs/mistakes"))) {
        if (entry.path().extension() == ".fh") {
            paths.push_back("programs/mistakes/" + entry.path().filename().string());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
    return std::filesystem::path(info.param).stem().string();
}

class Mistakes : public testing::TestWithParam<std::string> {};

/// A mistake is written as a case is, but for its first line and its output.
CaseFile parse_mistake(const std::string& path) {
    return parse_case(path, read_file(in_checkout(path)));
}

TEST_P(Mistakes, raise_the_marked_codes_at_the_marked_lines) {
    const CaseFile file = parse_mistake(GetParam());
    const Outcome outcome = run_text(file.path, file.text, file.options);
    EXPECT_TRUE(marks_of(outcome.reported) == file.marks) << text_of(outcome.reported);
    if (outcome.findings) {
        EXPECT_TRUE(marks_of(*outcome.findings) == file.findings) << text_of(*outcome.findings);
    }
    EXPECT_EQ(outcome.status, file.expected_status());
}

TEST_P(Mistakes, say_what_goes_wrong_what_to_expect_and_how_to_repair_it) {
    const CaseFile file = parse_mistake(GetParam());
    EXPECT_TRUE(file.text.starts_with("; Mistake: "));
    EXPECT_NE(file.text.find("\n; Expect:  "), std::string::npos);
    EXPECT_NE(file.text.find("\n; Repair:  "), std::string::npos);
}

TEST_P(Mistakes, are_named_by_their_code) {
    const CaseFile file = parse_mistake(GetParam());
    std::string code = std::filesystem::path(file.path).filename().string().substr(0, 4);
    code[0] = 'F';
    std::set<std::string> codes;
    for (const Mark& mark : file.marks) codes.insert(mark.code);
    for (const Mark& mark : file.findings) codes.insert(mark.code);
    EXPECT_TRUE(codes.contains(code));
}

#ifdef FREEHOLD_BINARY
ProcessResult run_mistake(const CaseFile& file, const std::vector<std::string>& options = {}) {
    std::vector<std::string> command{FREEHOLD_BINARY, "run"};
    command.insert(command.end(), options.begin(), options.end());
    if (file.options.max_steps != RunOptions{}.max_steps) {
        command.push_back("--max-steps=" + std::to_string(file.options.max_steps));
    }
    if (file.options.enforce == Enforce::None) command.push_back("--enforce=none");
    command.push_back(file.path);
    return run_process(command, {.input = file.options.input});
}

void expect_told(const ProcessResult& result, const std::multiset<Mark>& marks) {
    for (const Mark& mark : marks) {
        EXPECT_NE(result.messages.find("[" + mark.code + "]"), std::string::npos)
            << mark.code << "\n"
            << result.messages;
    }
}

TEST_P(Mistakes, are_rejected_by_run_where_the_verifier_finds_them_and_else_run) {
    const CaseFile file = parse_mistake(GetParam());
    const auto result = run_mistake(file);
    const bool proven = file.findings.empty();
    EXPECT_EQ(result.status, proven ? file.expected_status() : 100) << result.messages;
    expect_told(result, proven ? file.marks : file.findings);
}

TEST_P(Mistakes, end_the_real_program_without_verifier_with_the_status_of_their_kind) {
    const CaseFile file = parse_mistake(GetParam());
    if (file.findings.empty()) return;  // it ran like this above
    const auto result = run_mistake(file, {"--no-verify"});
    EXPECT_EQ(result.status, file.expected_status()) << result.messages;
    expect_told(result, file.marks);
}
#endif

INSTANTIATE_TEST_SUITE_P(Programs, Mistakes, testing::ValuesIn(mistakes()), name_of);

}  // namespace
}  // namespace freehold::test
