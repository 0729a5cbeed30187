// SPDX-License-Identifier: MIT
// Runs every case file (tests/support/case_file.hpp says how they are written): one test a file,
// named by its area and name. FREEHOLD_REDRAW=1 draws the outputs anew instead of comparing them.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

#include "freehold/image.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"

namespace freehold::test {
namespace {

const bool redraw = std::getenv("FREEHOLD_REDRAW") != nullptr;

/// "tests/cases/moves/use.fh" -> "moves_use".
std::string test_name(const testing::TestParamInfo<std::string>& info) {
    const std::string root = "tests/cases/";
    std::string name = info.param.substr(root.size(), info.param.size() - root.size() - 3);
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name;
}

class Case : public testing::TestWithParam<std::string> {};

std::vector<std::string> mark_lines(const std::multiset<Mark>& marks) {
    std::vector<std::string> lines;
    for (const Mark& mark : marks) {
        lines.push_back(mark.file.empty()
                            ? mark.code
                            : fmt::format("{}:{}: {}", mark.file, mark.line, mark.code));
    }
    return lines;
}

std::string happening_text(const Happening& happening) {
    return fmt::format("{} {}", event_info(happening.kind).word, happening.block);
}

void check_order(const CaseFile& file, const Outcome& outcome) {
    if (file.order.empty()) return;
    EventSet kinds;
    std::vector<std::string> expected;
    for (const Happening& happening : file.order) {
        kinds.add({happening.kind});
        expected.push_back(happening_text(happening));
    }
    std::vector<std::string> seen;
    for (const Event& event : outcome.events) {
        if (kinds.has(event.kind)) seen.push_back(happening_text({event.kind, raw(event.object)}));
    }
    EXPECT_EQ(expected, seen) << "order of events\n" << difference(expected, seen);
}

void check_marks(const char* whose, const std::multiset<Mark>& marks,
                 const std::vector<Reported>& reports) {
    const auto expected = mark_lines(marks);
    const auto seen = mark_lines(marks_of(reports));
    EXPECT_EQ(expected, seen) << whose << "\n" << difference(expected, seen) << text_of(reports);
}

void check_by_hand(const CaseFile& file, const Outcome& outcome) {
    if (outcome.findings) check_marks("the verifier's codes", file.findings, *outcome.findings);
    check_marks("codes", file.marks, outcome.reported);
    EXPECT_EQ(file.expected_status(), outcome.status) << "exit status";
    if (file.steps) {
        EXPECT_EQ(*file.steps, outcome.steps) << "steps";
    }
    check_order(file, outcome);
}

void check_drawn(const CaseFile& file, const Outcome& outcome) {
    const auto output = output_lines(outcome.output);
    EXPECT_TRUE(file.output == output) << "output\n" << difference(file.output, output);
    if (file.live) {
        const auto live = plain_lines(outcome.live);
        EXPECT_TRUE(*file.live == live) << "live report\n" << difference(*file.live, live);
    }
    if (file.messages) {
        const auto messages = plain_lines(text_of(outcome.reported));
        EXPECT_TRUE(*file.messages == messages) << "messages\n"
                                                << difference(*file.messages, messages);
    }
}

void check_harmless(const CaseFile& file) {
    if (!file.harmless) return;
    RunOptions options = file.options;
    options.input = *file.harmless;
    const Outcome outcome = run_text(file.path, file.text, options);
    EXPECT_TRUE(outcome.reported.empty()) << "with the harmless input\n"
                                          << text_of(outcome.reported);
    EXPECT_EQ(outcome.status, 0);
}

TEST_P(Case, does_what_it_says) {
    const CaseFile file = read_case(GetParam());
    for (const std::string& mistake : file.mistakes) ADD_FAILURE() << mistake;
    const Outcome outcome = run_text(file.path, file.text, file.options, file.report_kinds);
    check_by_hand(file, outcome);
    check_harmless(file);
    if (redraw) {
        std::ofstream(in_checkout(file.path), std::ios::binary) << redrawn(file, outcome);
    } else {
        check_drawn(file, outcome);
    }
    if (HasFailure()) fmt::print("case: {}\n", file.about);
}

// ---- every case is also a program to write down and read back ---------------------------------

class RoundTrip : public testing::TestWithParam<std::string> {};

/// The program of a case; nothing for one that the assembler rejects.
std::optional<Program> program_of(const CaseFile& file) {
    return assemble(Source(file.path, file.text), assemble_options(file.options)).program;
}

std::string headlines_of(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) text += diagnostic.headline + "\n";
    return text;
}

TEST_P(RoundTrip, its_image_reads_back_as_the_same_image) {
    const auto program = program_of(read_case(GetParam()));
    if (!program) return;
    const auto bytes = save_image(*program);
    const Loading loaded = load_image(bytes, GetParam());
    ASSERT_TRUE(loaded.program) << headlines_of(loaded.diagnostics);
    EXPECT_TRUE(save_image(*loaded.program) == bytes);
}

TEST_P(RoundTrip, its_disassembly_assembles_back_to_the_same_image) {
    const auto program = program_of(read_case(GetParam()));
    if (!program) return;
    const std::string text = disassemble(*program);
    const Assembly again = assemble(Source("expanded", text), {});
    ASSERT_TRUE(again.program) << headlines_of(again.diagnostics) << text;
    EXPECT_TRUE(save_image(*again.program) == save_image(*program)) << text;
}

TEST_P(RoundTrip, it_runs_alike_without_its_source) {
    const CaseFile file = read_case(GetParam());
    auto program = program_of(file);
    if (!program || file.options.assemble_only) return;
    const Outcome whole = run_program(*program, file.options);
    strip(*program);
    const Outcome stripped = run_program(*program, file.options);
    EXPECT_EQ(stripped.status, whole.status);
    EXPECT_EQ(stripped.output, whole.output);
    EXPECT_EQ(stripped.steps, whole.steps);
}

INSTANTIATE_TEST_SUITE_P(Cases, Case, testing::ValuesIn(all_case_paths()), test_name);
INSTANTIATE_TEST_SUITE_P(Cases, RoundTrip, testing::ValuesIn(all_case_paths()), test_name);

}  // namespace
}  // namespace freehold::test
