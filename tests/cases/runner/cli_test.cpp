// SPDX-License-Identifier: MIT
// The real binary: exit statuses, streams, and what the world may do to it.
#ifdef FREEHOLD_BINARY

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

#ifdef FREEHOLD_IS_SANITIZED
constexpr bool address_space_can_be_limited = false;
#else
constexpr bool address_space_can_be_limited = true;
#endif

ProcessResult freehold(std::vector<std::string> arguments, const ProcessOptions& options = {}) {
    arguments.insert(arguments.begin(), FREEHOLD_BINARY);
    return run_process(arguments, options);
}

/// A program from a text, run.
ProcessResult run_source(const std::string& text, std::vector<std::string> arguments = {},
                         const ProcessOptions& options = {}) {
    const ScratchFolder scratch;
    arguments.insert(arguments.begin(), "run");
    arguments.push_back(scratch.write("program.fh", text));
    return freehold(arguments, options);
}

std::string in_main(const std::string& body) { return "fn main() {\n" + body + "\nret\n}\n"; }

// ---- the seed examples --------------------------------------------------------------------------

struct Seed {
    const char* file;
    const char* output;
};

class Seeds : public testing::TestWithParam<Seed> {};

TEST_P(Seeds, print_exactly_what_they_should) {
    const auto result = freehold({"run", std::string("programs/seed/") + GetParam().file});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.output, GetParam().output);
}

INSTANTIATE_TEST_SUITE_P(Programs, Seeds,
                         testing::Values(Seed{"01_stack.fh", "Sum: 30\n"},
                                         Seed{"02_heap.fh", "hello\n"},
                                         Seed{"03_static.fh", "Hello, world!\n"},
                                         Seed{"04_ownership.fh", "hello\n"}));

TEST(Streams, output_goes_to_stdout_and_reports_to_stderr) {
    const auto result = freehold({"run", "programs/seed/04_ownership.fh"});
    EXPECT_EQ(result.output, "hello\n");
    EXPECT_THAT(result.messages, HasSubstr("alloc"));
    EXPECT_THAT(result.messages, HasSubstr("==>"));
    EXPECT_THAT(result.messages, HasSubstr("free"));
}

TEST(Streams, quiet_silences_reports_and_never_faults) {
    EXPECT_THAT(freehold({"run", "-q", "programs/seed/04_ownership.fh"}).messages, IsEmpty());
    const auto fault = run_source(in_main("local x: int\nprint \"{}\", x"), {"-q"});
    EXPECT_THAT(fault.messages, HasSubstr("F101"));
}

TEST(Streams, colours_only_where_asked_for) {
    const char* const program = "programs/seed/04_ownership.fh";
    EXPECT_THAT(freehold({"run", program}).messages, Not(HasSubstr("\x1b[")));
    EXPECT_THAT(freehold({"run", "--color=always", program}).messages, HasSubstr("\x1b["));
    EXPECT_THAT(freehold({"run", "--color=never", program}).messages, Not(HasSubstr("\x1b[")));
}

// ---- exit statuses ------------------------------------------------------------------------------

TEST(ExitStatus, is_the_programs_own) {
    EXPECT_EQ(run_source("fn main() {\nexit 0\n}").status, 0);
    EXPECT_EQ(run_source("fn main() {\nexit 99\n}").status, 99);
}

TEST(ExitStatus, is_100_for_a_rejected_program) {
    EXPECT_EQ(run_source("fn main() {").status, 100);
}

TEST(ExitStatus, is_101_for_a_fault) {
    EXPECT_EQ(run_source("fn main() {\npanic \"no\"\n}").status, 101);
}

TEST(ExitStatus, is_102_for_a_limit) {
    EXPECT_EQ(run_source("fn main() {\nl: jmp l\n}", {"--max-steps=1000"}).status, 102);
}

TEST(ExitStatus, is_103_for_leaks_where_they_are_errors) {
    const std::string leak = in_main("local p: own int\nnew p, int(1)\nforget p");
    EXPECT_EQ(run_source(leak).status, 0);
    EXPECT_EQ(run_source(leak, {"--leaks=error"}).status, 103);
}

TEST(ExitStatus, is_104_for_wrong_usage) {
    EXPECT_EQ(freehold({"frobnicate"}).status, 104);
    EXPECT_EQ(freehold({"run"}).status, 104);
    EXPECT_EQ(freehold({"run", "--no-such-option", "programs/seed/01_stack.fh"}).status, 104);
}

TEST(ExitStatus, is_105_for_a_file_that_cannot_be_read) {
    EXPECT_EQ(freehold({"run", "no/such/file.fh"}).status, 105);
    EXPECT_EQ(freehold({"run", "programs"}).status, 105);
    EXPECT_EQ(freehold({"check", "no/such/file.fh"}).status, 105);
}

TEST(Usage, a_misspelt_option_gets_a_suggestion) {
    const auto result = freehold({"run", "--max-setps=5", "programs/seed/01_stack.fh"});
    EXPECT_EQ(result.status, 104);
    EXPECT_THAT(result.messages, HasSubstr("max-steps"));
}

TEST(Usage, numbers_out_of_range_are_refused) {
    for (const char* option : {"--heap=-5", "--heap=99999999999", "--stack=abc", "--max-steps=-1",
                               "--heap=", "--max-steps=1e3"}) {
        const auto result = freehold({"run", option, "programs/seed/01_stack.fh"});
        EXPECT_EQ(result.status, 104) << option;
        EXPECT_THAT(result.messages, Not(IsEmpty())) << option;
    }
}

// ---- sources ------------------------------------------------------------------------------------

TEST(Sources, may_come_from_standard_input) {
    const auto result = freehold({"run", "-"}, {.input = in_main("print \"hi\\n\"")});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.output, "hi\n");
}

TEST(Sources, empty_is_no_program) {
    const auto result = run_source("");
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, HasSubstr("F022"));
}

TEST(Sources, binary_gets_a_clear_error_and_nothing_raw_reaches_the_terminal) {
    std::string binary;
    for (int i = 0; i < 4096; ++i) binary.push_back(static_cast<char>(i * 37));
    const auto result = run_source(binary);
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, HasSubstr("F002"));
    for (const char c : result.messages) {
        EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
    }
}

TEST(Sources, bad_utf8_is_pointed_at) {
    const auto result = run_source(in_main("print \"a\xff\"\n"));
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, HasSubstr("F002"));
    EXPECT_THAT(result.messages, HasSubstr("program.fh:2:"));
}

TEST(Sources, deep_nesting_is_an_error_and_no_crash) {
    constexpr std::size_t depth = 200'000;
    for (const char* open : {"(", "[", "{", "-", "~", "own ", "move "}) {
        std::string deep;
        for (std::size_t i = 0; i < depth; ++i) deep += open;
        EXPECT_EQ(run_source("const N = " + deep).status, 100) << open;
        EXPECT_EQ(run_source("bss B: " + deep).status, 100) << open;
        EXPECT_EQ(run_source("data B: int = " + deep).status, 100) << open;
        EXPECT_EQ(run_source("fn main() {\nstore " + deep).status, 100) << open;
    }
}

TEST(Sources, a_long_chain_of_operators_is_an_error_or_fine_but_no_crash) {
    std::string chain = "const N = 1";
    for (int i = 0; i < 200'000; ++i) chain += "+1";
    const int status = run_source(chain + "\n" + in_main("")).status;
    EXPECT_TRUE(status == 0 || status == 100) << status;
}

TEST(Sources, a_million_labels_are_fine) {
    std::string text = "fn main() {\n";
    for (int i = 0; i < 1'000'000; ++i) text += fmt::format("l{}:\n", i);
    const auto result = run_source(text + "print \"end\\n\"\nret\n}\n");
    EXPECT_EQ(result.status, 0) << result.messages.substr(0, 2000);
    EXPECT_EQ(result.output, "end\n");
}

TEST(Sources, a_hundred_errors_are_shown_and_the_rest_is_counted) {
    std::string text = "fn main() {\n";
    for (int i = 0; i < 250; ++i) text += fmt::format("frob{}\n", i);
    const auto result = run_source(text + "ret\n}\n");
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, HasSubstr("frob99"));
    EXPECT_THAT(result.messages, Not(HasSubstr("frob100")));
    EXPECT_THAT(result.messages, HasSubstr("150"));
}

TEST(Sources, a_hundred_megabytes_come_to_an_end) {
    std::string text;
    const std::string line = "; " + std::string(98, 'x') + "\n";
    while (text.size() < 100'000'000) text += line;
    const auto result = run_source(text + in_main("print \"end\\n\""));
    EXPECT_EQ(result.status, 0) << result.messages.substr(0, 2000);
    EXPECT_EQ(result.output, "end\n");
}

TEST(Sources, one_line_of_many_megabytes_is_cut_in_its_report) {
    const auto result = run_source("fn main() { " + std::string(20'000'000, ' ') + "frob ret }");
    EXPECT_EQ(result.status, 100);
    EXPECT_LT(result.messages.size(), 10'000u);
}

// ---- the outside --------------------------------------------------------------------------------

const std::string endless_output =
    "fn main() {\nlocal i: int\nconst i, 0\nl: print \"{}\\n\", i\nadd i, i, 1\nblt i, 1000000, "
    "l\nret\n}";

TEST(Outside, a_closed_pipe_ends_the_run_quietly) {
    const auto result = run_source(endless_output, {"-q"}, {.output_closed = true});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.messages, IsEmpty());
}

TEST(Outside, a_closed_pipe_ends_the_run_also_while_events_are_reported) {
    const auto result = run_source(
        in_main("local o: own int\nagain:\nnew o, int(1)\nprint \"x\\n\"\ndrop o\njmp again"), {},
        {.output_closed = true});
    EXPECT_EQ(result.status, 0);
}

TEST(Outside, a_full_disk_is_told) {
    const auto result = run_source(endless_output, {"-q"}, {.output_path = "/dev/full"});
    EXPECT_EQ(result.status, 105);
    EXPECT_THAT(result.messages, Not(IsEmpty()));
}

TEST(Outside, the_end_of_the_input_is_a_fault_or_a_branch) {
    const auto fault = run_source(in_main("local x: int\nread_int x"));
    EXPECT_EQ(fault.status, 101);
    EXPECT_THAT(fault.messages, HasSubstr("F510"));
    EXPECT_EQ(run_source(in_main("local x: int\nread_int x, l\nl:")).status, 0);
}

TEST(Outside, input_may_come_from_a_file) {
    const ScratchFolder scratch;
    const std::string input = scratch.write("input.txt", "41\n");
    const auto result = run_source(
        in_main("local x: int\nread_int x\nadd x, x, 1\nprint \"{}\\n\", x"), {"--input=" + input});
    EXPECT_EQ(result.output, "42\n");
}

TEST(Outside, what_was_read_can_be_recorded) {
    const ScratchFolder scratch;
    const std::string kept = scratch.path("kept.txt");
    run_source(in_main("local x: int\nread_int x"), {"--record=" + kept}, {.input = "41 rest\n"});
    EXPECT_EQ(read_file(kept), "41");
}

TEST(Outside, a_record_of_input_that_was_no_number_repeats_the_fault) {
    const ScratchFolder scratch;
    const std::string kept = scratch.path("kept.txt");
    const std::string program = in_main("local x: int\nread_int x\nread_int x, end\nend:");
    run_source(program, {"--record=" + kept}, {.input = "12 abc"});
    EXPECT_EQ(read_file(kept), "12 abc");
    EXPECT_THAT(run_source(program, {"--input=" + kept}).messages, HasSubstr("F510"));
}

TEST(Outside, four_gigabytes_of_address_space_are_enough) {
    if (!address_space_can_be_limited) GTEST_SKIP() << "the sanitizer reserves terabytes";
    const ProcessOptions limited{.address_space = 4ull << 30};
    const auto seed = freehold({"run", "programs/seed/04_ownership.fh"}, limited);
    EXPECT_EQ(seed.status, 0) << seed.messages;
    EXPECT_EQ(seed.output, "hello\n");
}

TEST(Outside, a_long_run_takes_no_more_of_the_hosts_stack_than_a_short_one) {
    const std::vector<std::vector<std::string>> engines = {
        {}, {"--engine=checked"}, {"--no-verify"}, {"--no-verify", "--report=all"}};
    for (const auto& engine : engines) {
        for (const char* kernel : {"fib:22", "list:2000", "hash:4000", "churn:4000", "loop:200",
                                   "quicksort:2000", "matmul:16", "sieve:20000"}) {
            const std::string name = kernel;
            const auto colon = name.find(':');
            std::vector<std::string> line{"run", "-D", "N=" + name.substr(colon + 1)};
            line.insert(line.end(), engine.begin(), engine.end());
            line.push_back("programs/kernels/" + name.substr(0, colon) + ".fh");
            const auto result = freehold(line, {.stack = 1u << 20});
            EXPECT_EQ(result.status, 0) << kernel << "\n" << result.messages.substr(0, 400);
        }
    }
}

TEST(Outside, a_heap_the_host_has_no_room_for_is_told) {
    if (!address_space_can_be_limited) GTEST_SKIP() << "the sanitizer reserves terabytes";
    const ProcessOptions limited{.address_space = 1ull << 30};
    const auto result = freehold({"run", "--heap=3G", "programs/seed/04_ownership.fh"}, limited);
    EXPECT_TRUE(result.status == 104 || result.status == 105) << result.status;
    EXPECT_THAT(result.messages, HasSubstr("--heap"));
}

// ---- images -------------------------------------------------------------------------------------

/// The image of a seed example, made by the binary.
std::string seed_image(const ScratchFolder& scratch) {
    const std::string image = scratch.path("seed.fhx");
    const auto made = freehold({"asm", "-o", image, "programs/seed/04_ownership.fh"});
    EXPECT_EQ(made.status, 0) << made.messages;
    return image;
}

TEST(Images, run_as_their_source_does) {
    const ScratchFolder scratch;
    const auto result = freehold({"run", seed_image(scratch)});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.output, "hello\n");
}

TEST(Images, disassemble_to_a_text_that_runs) {
    const ScratchFolder scratch;
    const auto listing = freehold({"dis", seed_image(scratch)});
    EXPECT_EQ(listing.status, 0);
    EXPECT_THAT(listing.output, testing::StartsWith(".expanded"));
    EXPECT_EQ(run_source(listing.output).output, "hello\n");
}

TEST(Images, truncated_anywhere_are_refused) {
    const ScratchFolder scratch;
    const std::string whole = read_file(seed_image(scratch));
    for (std::size_t size : {std::size_t{4}, std::size_t{16}, whole.size() / 2, whole.size() - 1}) {
        const auto result = freehold({"run", scratch.write("cut.fhx", whole.substr(0, size))});
        EXPECT_EQ(result.status, 100) << size;
        EXPECT_THAT(result.messages, HasSubstr("F03")) << size;
    }
}

}  // namespace
}  // namespace freehold::test

#endif  // FREEHOLD_BINARY
