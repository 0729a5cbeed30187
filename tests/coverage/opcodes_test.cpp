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

TEST(Opcodes, each_runs_in_some_case) {
    const std::set<Opcode> executed = executed_anywhere();
    for (std::uint16_t number = 0; number < opcode_count; ++number) {
        const auto opcode = static_cast<Opcode>(number);
        EXPECT_TRUE(executed.contains(opcode)) << "no case runs " << opcode_info(opcode).name
                                               << " (" << opcode_info(opcode).mnemonic << ")";
    }
}

}  // namespace
}  // namespace freehold::test
