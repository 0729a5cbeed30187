// SPDX-License-Identifier: MIT
// `freehold trace` as a user meets it: what goes where, and with which status it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/case_file.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"
#include "vm/observe/trace_reader_json.hpp"

namespace freehold::cli {
namespace {

using test::plain_lines;
using test::ScratchFolder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* ownership = "programs/seed/04_ownership.fh";
constexpr const char* quicksort = "programs/kernels/quicksort.fh";

/// A line for a shell, with `freehold` in it.
test::ProcessResult trace_shell(const std::string& line, test::ProcessOptions options = {}) {
    return test::run_process(
        {"/bin/sh", "-c", "freehold() { '" FREEHOLD_BINARY "' \"$@\"; }; " + line}, options);
}

/// How a trace ends, or what the reader says against it.
std::string verdict(const std::string& text, Step* steps = nullptr) {
    TraceReader reader{text};
    Step last = 0;
    while (const auto step = reader.next()) last = step->step;
    if (steps != nullptr) *steps = last;
    return reader.problem() ? reader.problem()->reason : "complete";
}

// ---- what goes where ----------------------------------------------------------------------------

TEST(TraceCommand, writes_steps_to_standard_output_and_messages_to_standard_error) {
    const auto result = trace_shell(std::string("freehold trace ") + ownership);
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.output, StartsWith("@1     line 6   new.copy s1, [WORD]: bytes\n"));
    EXPECT_THAT(result.output, HasSubstr("    prints   \"hello\\n\"\n"));
    EXPECT_THAT(result.messages, StartsWith("exit    0   1 block allocated, 1 freed, 0 leaked"));
    EXPECT_THAT(result.output, Not(HasSubstr("\nhello")));
}

TEST(TraceCommand, is_silent_beside_the_trace_with_q) {
    EXPECT_THAT(trace_shell(std::string("freehold trace -q ") + ownership).messages, IsEmpty());
}

TEST(TraceCommand, writes_to_the_file_of_o) {
    const ScratchFolder scratch;
    const auto result =
        trace_shell("freehold trace -o " + scratch.path("t.txt") + " " + std::string(ownership));
    EXPECT_THAT(result.output, IsEmpty());
    EXPECT_EQ(test::read_file(scratch.path("t.txt")),
              trace_shell(std::string("freehold trace ") + ownership).output);
}

TEST(TraceCommand, ends_as_run_does) {
    const ScratchFolder scratch;
    const std::string seven = scratch.write("7.fh", "fn main() {\n    exit 7\n}\n");
    EXPECT_EQ(trace_shell("freehold trace " + seven).status, 7);
    const auto fault = trace_shell("freehold trace programs/mistakes/f502_division_by_zero.fh");
    EXPECT_EQ(fault.status, 101);
    EXPECT_THAT(fault.messages, HasSubstr("error[F502]"));
    const auto limit =
        trace_shell("freehold trace --max-steps=5 programs/mistakes/f505_endless_loop.fh");
    EXPECT_EQ(limit.status, 102);
    EXPECT_EQ(trace_shell("freehold trace nowhere.fh").status, 105);
}

TEST(TraceCommand, traces_what_is_rejected_only_when_asked_to) {
    const std::string moved = "programs/mistakes/f102_use_after_move.fh";
    const auto rejected = trace_shell("freehold trace " + moved);
    EXPECT_EQ(rejected.status, 100);
    EXPECT_THAT(rejected.output, IsEmpty());
    EXPECT_THAT(rejected.messages, HasSubstr("to trace it all the same, give `--no-verify`\n"));
    const auto traced = trace_shell("freehold trace --no-verify " + moved);
    EXPECT_EQ(traced.status, 101);
    EXPECT_THAT(traced.output, HasSubstr("own #1 --> moved\n"));
    EXPECT_THAT(traced.output, HasSubstr("    fault    F102 "));
}

TEST(TraceCommand, reads_input_and_keeps_it) {
    const ScratchFolder scratch;
    const std::string program =
        scratch.write("x.fh", "fn main() {\n    local n: int\n    read_int n\n    exit n\n}\n");
    const std::string kept = scratch.path("kept");
    EXPECT_EQ(trace_shell("echo 12 | freehold trace --record=" + kept + " " + program).status, 12);
    EXPECT_EQ(test::read_file(kept), "12");
    const auto again = trace_shell("freehold trace --last=2 --input=" + kept + " " + program);
    EXPECT_EQ(again.status, 12);
    EXPECT_THAT(again.output, HasSubstr("reads    \"12\"\n"));
}

// ---- which steps --------------------------------------------------------------------------------

/// The numbers of the steps shown.
std::vector<std::string> steps_of(const std::string& options, const std::string& program) {
    std::vector<std::string> steps;
    for (const std::string& line :
         plain_lines(trace_shell("freehold trace " + options + program).output)) {
        if (line.starts_with("@")) steps.push_back(line.substr(0, line.find(' ')));
    }
    return steps;
}

TEST(TraceCommand, shows_a_stretch_of_steps) {
    EXPECT_EQ(steps_of("--from=2 --to=4 ", ownership),
              (std::vector<std::string>{"@2", "@3", "@4"}));
    EXPECT_EQ(steps_of("--last=2 ", ownership), (std::vector<std::string>{"@5", "@6"}));
    EXPECT_EQ(steps_of("--last=2 --to=4 ", ownership), (std::vector<std::string>{"@3", "@4"}));
    EXPECT_EQ(steps_of("--last=100 ", ownership).size(), 6u);
}

TEST(TraceCommand, gives_the_last_steps_of_a_long_run) {
    const auto whole = trace_shell(std::string("freehold trace -D N=300 ") + quicksort);
    const auto last = trace_shell(std::string("freehold trace -D N=300 --last=50 ") + quicksort);
    EXPECT_EQ(whole.status, 0);
    EXPECT_TRUE(whole.output.ends_with(last.output)) << last.output;
}

TEST(TraceCommand, says_that_nothing_is_left_to_trace) {
    const auto result = trace_shell(std::string("freehold trace --from=100 ") + ownership);
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.output, IsEmpty());
    EXPECT_THAT(result.messages, StartsWith("nothing to trace: the run ends with step @6, and "
                                            "`--from` asks for later ones\n"));
}

TEST(TraceCommand, joins_the_steps_of_a_line) {
    EXPECT_EQ(steps_of("--every-line ", ownership),
              (std::vector<std::string>{"@1", "@2", "@3", "@4..6"}));
}

TEST(TraceCommand, refuses_what_contradicts_itself) {
    const auto messages = [](const std::string& options) {
        const auto result = trace_shell("freehold trace " + options + " " + ownership);
        EXPECT_EQ(result.status, 104) << options;
        return result.messages;
    };
    EXPECT_THAT(messages("--from=5 --to=4"), HasSubstr("`--to` is before `--from`"));
    EXPECT_THAT(messages("--from=5 --last=4"), HasSubstr("both say where the trace begins"));
    EXPECT_THAT(messages("--format=sarif"), HasSubstr("write `freehold check --format=sarif`"));
    EXPECT_THAT(messages("--format=jsonl --only=heap"), HasSubstr("a trace for programs is whole"));
    EXPECT_THAT(messages("--function=mian"), HasSubstr("did you mean `main`?"));
    EXPECT_THAT(messages("--only=stakc"), HasSubstr("did you mean `stack`?"));
    EXPECT_THAT(messages(std::string("-o ") + ownership), HasSubstr("would overwrite it"));
    const auto run = trace_shell(std::string("freehold run --format=jsonl ") + ownership);
    EXPECT_EQ(run.status, 104);
    EXPECT_THAT(run.messages, HasSubstr("write `freehold trace --format=jsonl`"));
}

// ---- for programs -------------------------------------------------------------------------------

TEST(TraceCommand, writes_lines_that_its_reader_takes) {
    const auto result = trace_shell(std::string("freehold trace --format=jsonl ") + ownership);
    Step steps = 0;
    EXPECT_EQ(verdict(result.output, &steps), "complete");
    EXPECT_EQ(steps, 6u);
}

TEST(TraceCommand, says_in_the_trace_what_it_was_asked_for) {
    const auto result = trace_shell(
        std::string("freehold trace --format=jsonl -D N=50 --stack=4K --from=9 ") + quicksort);
    const auto header = nlohmann::json::parse(plain_lines(result.output).front());
    EXPECT_EQ(header["program"], quicksort);
    EXPECT_EQ(header["first_step"], 9);
    EXPECT_EQ(header["verified"], true);
    EXPECT_EQ(header["options"]["defines"]["N"], 50);
    EXPECT_EQ(header["options"]["stack_bytes"], 4096);
}

TEST(TraceCommand, writes_json_for_chrome) {
    const auto result = trace_shell(std::string("freehold trace --format=chrome ") + ownership);
    const auto document = nlohmann::json::parse(result.output);
    EXPECT_EQ(document["otherData"]["program"], ownership);
    EXPECT_GT(document["traceEvents"].size(), 5u);
}

// ---- a full disk, and a reader that went away ---------------------------------------------------

TEST(TraceCommand, ends_with_105_where_nothing_can_be_written) {
    for (const char* format : {"text", "jsonl", "chrome"}) {
        const std::string line = std::string("freehold trace --format=") + format + " ";
        const auto file = trace_shell(line + "-o /dev/full " + ownership);
        EXPECT_EQ(file.status, 105) << format;
        EXPECT_THAT(file.messages, HasSubstr("cannot write `/dev/full`: no space left on device"));
        const auto output = trace_shell(line + ownership, {.output_path = "/dev/full"});
        EXPECT_EQ(output.status, 105) << format;
        EXPECT_THAT(output.messages, HasSubstr("cannot write to standard output: no space left"));
    }
    EXPECT_EQ(trace_shell(std::string("freehold trace -o /nowhere/t ") + ownership).status, 105);
}

/// A limit on the size of files is a disk that is full at some byte.
TEST(TraceCommand, leaves_whole_lines_on_a_full_disk) {
    const ScratchFolder scratch;
    const std::string path = scratch.path("t.jsonl");
    const std::string trace =
        "trap '' XFSZ; ulimit -f 777; '" FREEHOLD_BINARY "' trace -q --format=jsonl ";
    for (const std::string& line :
         {trace + "-o " + path + " " + quicksort, trace + quicksort + " > " + path}) {
        const auto result = test::run_process({"/bin/bash", "-c", line});
        EXPECT_EQ(result.status, 105) << result.messages;
        EXPECT_THAT(result.messages, HasSubstr("file too large"));
        const std::string text = test::read_file(path);
        EXPECT_GT(text.size(), 100'000u);
        EXPECT_TRUE(text.ends_with("}\n"));
        Step steps = 0;
        EXPECT_THAT(verdict(text, &steps), HasSubstr("its last line is no `end`"));
        EXPECT_GT(steps, 1'000u);
    }
}

TEST(TraceCommand, ends_quietly_where_its_reader_goes_away) {
    const auto result = trace_shell(std::string("freehold trace -q ") + quicksort + " | head -n 1");
    EXPECT_THAT(result.output, StartsWith("@1 "));
    EXPECT_THAT(result.messages, IsEmpty());
    EXPECT_EQ(
        trace_shell(std::string("freehold trace -q ") + quicksort, {.output_closed = true}).status,
        0);
}

TEST(TraceCommand, says_in_the_trace_that_it_was_interrupted) {
    const ScratchFolder scratch;
    const std::string program = scratch.write("x.fh", "fn main() {\nagain:\n    jmp again\n}\n");
    const auto result =
        trace_shell("timeout -s INT 0.5 '" FREEHOLD_BINARY "' trace --format=jsonl " + program +
                    " > " + scratch.path("t"));
    const std::string text = test::read_file(scratch.path("t"));
    EXPECT_THAT(plain_lines(text).back(), HasSubstr("\"how\":\"interrupted\""));
    EXPECT_THAT(result.messages, HasSubstr("interrupted in `main` at line 3, after step @"));
}

// ---- docs/trace-format.md -----------------------------------------------------------------------

/// What stands in a fence of lines for the header, which is long.
std::string without_header(std::string lines) {
    const std::string begin = R"({"type":"header","schema":"freehold/trace","version":1,)";
    EXPECT_THAT(lines, StartsWith(begin));
    return begin + " …}" + lines.substr(lines.find('\n'));
}

/// The page's first fence is a program; FREEHOLD_REDRAW=1 writes its traces anew.
TEST(TracePage, shows_what_happens) {
    const std::string path = test::in_checkout("docs/trace-format.md");
    std::string page = test::read_file(path);
    const auto fences = test::fences_in(page);
    ASSERT_FALSE(fences.empty());
    ASSERT_EQ(fences.front().kind, "fh");
    const ScratchFolder scratch;
    const std::string program = scratch.write("double.fh", fences.front().text);
    std::size_t shown = 0;
    for (const test::Fence& fence : fences) {
        const std::string kind = fence.kind.substr(0, fence.kind.find(' '));
        if (kind != "trace" && kind != "jsonl") continue;
        const std::string format = kind == "trace" ? "text" : kind;
        const auto result = trace_shell("freehold trace --format=" + format +
                                        fence.kind.substr(kind.size()) + " " + program);
        const std::string seen = kind == "jsonl" ? without_header(result.output) : result.output;
        ++shown;
        if (std::getenv("FREEHOLD_REDRAW") != nullptr) {
            page.replace(page.find(fence.text), fence.text.size(), seen);
        } else {
            EXPECT_EQ(seen, fence.text) << path << ":" << fence.line;
        }
    }
    EXPECT_EQ(shown, 2u);
    if (std::getenv("FREEHOLD_REDRAW") != nullptr) std::ofstream(path, std::ios::binary) << page;
}

}  // namespace
}  // namespace freehold::cli
