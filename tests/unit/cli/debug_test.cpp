// SPDX-License-Identifier: MIT
// freehold debug, and what other commands say of it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

constexpr const char* binary = FREEHOLD_BINARY;
const std::string fault = "programs/mistakes/f302_use_after_free.fh";

ProcessResult run_shell(const std::string& line, const std::string& input = {}) {
    ProcessOptions options;
    options.input = input;
    options.environment = {std::string{"F="} + binary, "COLUMNS=80"};
    return run_process({"/bin/sh", "-c", line}, options);
}

/// The commands of a recorded session, a line each.
std::string commands_of(const std::string& session) {
    std::string commands;
    for (const std::string& line : plain_lines(session)) {
        if (line.starts_with("(freehold) ")) commands += line.substr(11) + "\n";
    }
    return commands;
}

TEST(DebugCommand, answers_as_the_manual_shows) {
    const std::string path = in_checkout("docs/debugging.md");
    std::string page = read_file(path);
    int sessions = 0;
    for (const Fence& fence : fences_in(page)) {
        const std::string begin = "$ freehold debug ";
        if (!fence.text.starts_with(begin)) continue;
        ++sessions;
        const std::string first = fence.text.substr(0, fence.text.find('\n') + 1);
        const bool by_option = first.find("--do=") != first.npos;
        const ProcessResult ended = run_shell("$F debug " + first.substr(begin.size()),
                                              by_option ? std::string{} : commands_of(fence.text));
        if (std::getenv("FREEHOLD_REDRAW") != nullptr) {
            page.replace(page.find(fence.text), fence.text.size(), first + ended.output);
        } else {
            EXPECT_EQ(difference(plain_lines(fence.text), plain_lines(first + ended.output)), "");
        }
    }
    EXPECT_GE(sessions, 4);
    if (std::getenv("FREEHOLD_REDRAW") != nullptr) std::ofstream(path, std::ios::binary) << page;
}

TEST(DebugCommand, answers_as_the_readme_shows) {
    const std::string page = read_file(in_checkout("docs/debugging.md"));
    int answers = 0;
    for (const Fence& fence : fences_in(read_file(in_checkout("README.md")))) {
        const std::string begin = "(freehold) ";
        if (!fence.text.starts_with(begin)) continue;
        for (std::size_t at = 0; at < fence.text.size(); ++answers) {
            const std::size_t end = std::min(fence.text.find(begin, at + 1), fence.text.size());
            const std::string answer = fence.text.substr(at, end - at);
            EXPECT_NE(page.find(answer), std::string::npos) << answer;
            at = end;
        }
    }
    EXPECT_EQ(answers, 2);
}

TEST(DebugCommand, a_report_names_the_command_that_goes_to_its_fault) {
    const ProcessResult ran = run_shell("$F run --no-verify -q --stack=64K " + fault);
    const std::string begin = "= more: freehold debug --goto=";
    const std::size_t at = ran.messages.find("freehold debug --goto=");
    ASSERT_NE(at, std::string::npos) << ran.messages;
    const std::string command = ran.messages.substr(at, ran.messages.find('\n', at) - at);
    EXPECT_NE(command.find("--stack=64K"), std::string::npos);
    EXPECT_NE(command.find("--no-verify"), std::string::npos);
    const ProcessResult there = run_shell("$F" + command.substr(8), "print letters\n");
    EXPECT_EQ(there.status, 0);
    EXPECT_NE(there.output.find("stopped by F302"), std::string::npos) << there.output;
    EXPECT_NE(there.output.find("freed"), std::string::npos);
}

TEST(DebugCommand, that_command_has_the_input_that_was_kept) {
    const ScratchFolder folder;
    const std::string kept = folder.path("kept");
    const std::string program = "programs/mistakes/f510_input_ended.fh";
    const ProcessResult ran = run_shell("$F run -q --record=" + kept + " " + program);
    const std::size_t at = ran.messages.find("freehold debug --goto=");
    ASSERT_NE(at, std::string::npos) << ran.messages;
    const std::string command = ran.messages.substr(at, ran.messages.find('\n', at) - at);
    EXPECT_NE(command.find("--input=" + kept), std::string::npos) << command;
    EXPECT_NE(run_shell("$F" + command.substr(8)).output.find("stopped by F510"),
              std::string::npos);
}

TEST(DebugCommand, a_run_that_faults_goes_on_in_the_debugger_when_asked) {
    const ProcessResult ran =
        run_shell("$F run -q --no-verify --debug-on-fault " + fault, "back\nprint name\n");
    EXPECT_EQ(ran.status, 101);
    EXPECT_NE(ran.output.find("(freehold) back\n"), std::string::npos) << ran.output;
    EXPECT_NE(ran.output.find("name"), std::string::npos);
}

TEST(DebugCommand, a_script_with_a_refused_command_ends_with_1) {
    EXPECT_EQ(run_shell("$F debug --do='step; step' programs/seed/01_stack.fh").status, 0);
    EXPECT_EQ(run_shell("$F debug --do='step; stpe; step' programs/seed/01_stack.fh").status, 1);
}

TEST(DebugCommand, a_rejected_program_is_told_how_to_be_debugged) {
    const ProcessResult ran = run_shell("$F debug " + fault);
    EXPECT_EQ(ran.status, 100);
    EXPECT_NE(ran.messages.find("to debug it all the same, give `--no-verify`"), std::string::npos);
}

TEST(DebugCommand, goes_to_no_step_that_is_none) {
    const ProcessResult ran = run_shell("$F debug --goto=soon programs/seed/01_stack.fh");
    EXPECT_EQ(ran.status, 104);
    EXPECT_NE(ran.messages.find("`soon` is no step"), std::string::npos) << ran.messages;
}

TEST(DebugCommand, ends_quietly_when_nobody_reads_its_answers) {
    ProcessOptions options;
    options.input = "help\nhelp\nhelp\n";
    options.output_closed = true;
    const ProcessResult ran = run_process({binary, "debug", "programs/seed/01_stack.fh"}, options);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.messages, "");
}

TEST(DebugCommand, an_interrupt_ends_a_command_and_not_the_debugger) {
    const ProcessResult ran = run_shell(
        "{ echo continue; sleep 2; echo where; } | { exec 3<&0; $F debug -D N=100000000 "
        "programs/kernels/loop.fh <&3 & sleep 0.7; kill -INT $!; wait $!; echo status $?; }");
    EXPECT_NE(ran.output.find("(freehold) continue\ninterrupted\n"), std::string::npos)
        << ran.output;
    EXPECT_NE(ran.output.find("(freehold) where\n> 1  main"), std::string::npos) << ran.output;
    EXPECT_NE(ran.output.find("status 0"), std::string::npos) << ran.output;
}

TEST(DebugCommand, what_is_typed_reaches_no_terminal_as_it_is) {
    const ProcessResult ran = run_shell("$F debug programs/seed/01_stack.fh", "print \x1b[31mx\n");
    EXPECT_EQ(ran.output.find('\x1b'), std::string::npos) << ran.output;
}

TEST(DebugCommand, a_program_from_standard_input_is_debugged_by_do_alone) {
    const ProcessResult ran = run_shell("$F debug --do='step' - <programs/seed/01_stack.fh");
    EXPECT_EQ(ran.status, 0) << ran.messages;
    EXPECT_NE(ran.output.find("(freehold) step"), std::string::npos);
}

}  // namespace
}  // namespace freehold::test
