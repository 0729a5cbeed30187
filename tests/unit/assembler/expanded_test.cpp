// SPDX-License-Identifier: MIT
#include "assembler/expanded.hpp"

#include <gtest/gtest.h>

#include "freehold/image.hpp"
#include "tests/unit/support/every_opcode.hpp"
#include "tests/unit/support/program_builder.hpp"
#include "vm/isa/validate.hpp"

namespace freehold {
namespace {

using assembler::read_expanded;
using test::EveryOpcode;
using test::ProgramBuilder;

std::optional<Program> read_back(const std::string& text) {
    std::vector<Diagnostic> diagnostics;
    auto program = read_expanded(Source("x.fh", text), diagnostics);
    for (const Diagnostic& each : diagnostics) {
        const Label* label = primary_label(each);
        ADD_FAILURE() << each.headline << ": " << label->text << " at `"
                      << text.substr(label->span.begin, label->span.end - label->span.begin) << "`";
    }
    return program;
}

// Whether its text is read as the same program, down to the bytes of its image.
void expect_round_trip(const Program& program) {
    for (const Flaw& flaw : validate(program)) ADD_FAILURE() << flaw_text(program, flaw);
    const std::string text = disassemble(program);
    const auto read = read_back(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(disassemble(*read), text);
    EXPECT_TRUE(save_image(*read) == save_image(program)) << text;
}

TEST(Expanded, every_opcode_comes_back) { expect_round_trip(EveryOpcode::program()); }

}  // namespace
}  // namespace freehold
