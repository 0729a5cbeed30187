// SPDX-License-Identifier: MIT
// Every opcode runs in some case or program of the tree.
#include <gtest/gtest.h>

#include <map>

#include "tests/support/everything.hpp"
#include "vm/isa/form.hpp"

namespace freehold::test {
namespace {

std::set<Opcode> executed_anywhere() {
    std::set<Opcode> executed;
    for (const Covered& program : everything_run())
        executed.merge(std::set(program.outcome.executed));
    return executed;
}

/// move.out of a slot is written only in expanded text, whose faults have no line to mark: the
/// assembler moves a slot with `move`.
bool needs_no_case(Opcode opcode) { return opcode == Opcode::MoveOutF; }

TEST(Opcodes, each_runs_in_some_case) {
    const std::set<Opcode> executed = executed_anywhere();
    for (std::uint16_t number = 0; number < opcode_count; ++number) {
        const auto opcode = static_cast<Opcode>(number);
        if (needs_no_case(opcode)) continue;
        EXPECT_TRUE(executed.contains(opcode)) << "no case runs " << opcode_info(opcode).name
                                               << " (" << opcode_info(opcode).mnemonic << ")";
    }
}

}  // namespace
}  // namespace freehold::test
