// SPDX-License-Identifier: MIT
#include "vm/compare/routes.hpp"

#include "tests/unit/compare/assembled.hpp"

namespace freehold::test {
namespace {

// main: 0 const, 1 beq, 2 call, 3 jmp, 4 const, 5 ret; callee: 6 add, 7 ret.
const Program& program() {
    static const Program it = assembled(R"(fn main() {
    local n: int
    const n, 1
    beq   n, 2, other
    call  callee(n)
    jmp   done
other:
    const n, 2
done:
    ret
}
fn callee(n: int) {
    add   n, n, 1
    ret
}
)");
    return it;
}

std::uint32_t find(Opcode opcode, std::uint32_t nth = 0) {
    for (std::uint32_t i = 0; i < program().code.size(); ++i) {
        if (program().code[i].opcode() == opcode && nth-- == 0) return i;
    }
    ADD_FAILURE() << "no such instruction";
    return 0;
}

TEST(Routes, a_branch_has_two_ways_on_and_decides) {
    const Routes routes(program());
    const Ways& branch = routes.ways(find(Opcode::BeqK));
    EXPECT_TRUE(branch.decides());
    EXPECT_EQ(branch.target, find(Opcode::Const, 1));
    EXPECT_FALSE(routes.ways(find(Opcode::Jmp)).decides());
    EXPECT_EQ(routes.ways(find(Opcode::Ret)).next, Ways::none);
}

TEST(Routes, a_call_is_as_long_as_the_shortest_way_through_its_callee) {
    const Routes routes(program());
    EXPECT_EQ(routes.to_return(find(Opcode::AddK)), 2u);
    EXPECT_EQ(routes.to_return(find(Opcode::Call)), 5u) << "call, add, ret; jmp; ret";
}

TEST(Routes, within_a_function_calls_are_passed) {
    const Routes routes(program());
    const Distances to_jump = routes.within(find(Opcode::Jmp), {});
    EXPECT_EQ(to_jump[find(Opcode::Jmp)], 0u);
    EXPECT_EQ(to_jump[find(Opcode::Call)], 3u);
    EXPECT_EQ(to_jump[find(Opcode::AddK)], unreachable);
    EXPECT_EQ(to_jump[find(Opcode::Const, 1)], unreachable);
}

TEST(Routes, into_another_function_they_are_entered) {
    const Routes routes(program());
    const Distances to_add = routes.into(find(Opcode::AddK), {});
    EXPECT_EQ(to_add[find(Opcode::Call)], to_add[find(Opcode::BeqK)] - 2u)
        << "the argument is an instruction, too";
    EXPECT_EQ(to_add[find(Opcode::Jmp)], unreachable);
}

TEST(Routes, nothing_goes_through_what_is_to_be_missed) {
    const Routes routes(program());
    EXPECT_EQ(routes.into(find(Opcode::AddK), {find(Opcode::Call)})[0], unreachable);
}

TEST(Routes, a_function_that_never_returns_is_a_dead_end) {
    const Program endless = assembled(R"(fn main() {
    call  forever()
    ret
}
fn forever() {
    call  forever()
    ret
}
)");
    const Routes routes(endless);
    EXPECT_EQ(routes.to_return(0), unreachable);
    EXPECT_EQ(routes.within(1, {})[0], unreachable);
}

}  // namespace
}  // namespace freehold::test
