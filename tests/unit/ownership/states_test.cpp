// SPDX-License-Identifier: MIT
// What is known before an instruction, what drops will do, and what a program costs.
#include "vm/ownership/states.hpp"

#include "tests/unit/ownership/support.hpp"
#include "vm/ownership/bill.hpp"
#include "vm/ownership/drops.hpp"

namespace freehold::test {
namespace {

using namespace ownership;

// The first instruction of a line (from 1).
std::uint32_t at_line(const Program& program, std::uint32_t line) {
    for (std::uint32_t i = 0; i < program.code.size(); ++i) {
        const Span span = program.span_of(i);
        if (program.sources[raw(span.file)].position(span.begin).line == line) return i;
    }
    ADD_FAILURE() << "no instruction in line " << line;
    return 0;
}

// "s init", "s.a moved": the locals before the first instruction of a line.
Lines states_at(const Program& program, std::uint32_t line) {
    Lines lines;
    for (const SlotFact& fact : States(program).before(at_line(program, line))) {
        lines.push_back(fact.name + " " + state_name(fact.state));
    }
    return lines;
}

TEST(VerifyStates, slots_are_uninit_then_init_then_moved) {
    const Program program =
        assembled(in_main("local a, b: own int\n"
                          "new a, int(1)\n"
                          "move b, a\n"
                          "drop b"));
    EXPECT_THAT(states_at(program, 3), ElementsAre("a uninit", "b uninit"));
    EXPECT_THAT(states_at(program, 4), ElementsAre("a init", "b uninit"));
    EXPECT_THAT(states_at(program, 5), ElementsAre("a moved", "b init"));
    EXPECT_THAT(states_at(program, 6), ElementsAre("a moved", "b moved"));
}

TEST(VerifyStates, where_ways_meet_a_slot_may_be_this_or_that) {
    const Program program =
        assembled(in_main("local a, b: own int\n"
                          "local x: int\n"
                          "new a, int(1)\n"
                          "beq x, 0, over\n"
                          "move b, a\n"
                          "over: print \"\""));
    EXPECT_THAT(states_at(program, 7), ElementsAre("a maybe moved", "b maybe uninit", "x uninit"));
}

TEST(VerifyStates, fields_are_told_apart_where_they_differ) {
    const Program program =
        assembled(in_main("local t: Two\n"
                          "local p: own int\n"
                          "new t.a, int(1)\n"
                          "new t.b, int(2)\n"
                          "move p, t.a",
                          "struct Two { a: own int, b: own int }"));
    EXPECT_THAT(states_at(program, 4), ElementsAre("t uninit", "p uninit"));
    EXPECT_THAT(states_at(program, 7), ElementsAre("t.a moved", "t.b init", "p init"));
}

TEST(VerifyStates, a_slot_that_is_lent_says_to_whom_and_what_may_still_be_done) {
    const Program program =
        assembled(in_main("local x, y: int\n"
                          "local m: mut int\n"
                          "const x, 1\n"
                          "borrow mut m, x\n"
                          "store [m], 2\n"
                          "copy y, x"));
    States states(program);
    const SlotFact lent = states.before(at_line(program, 6))[0];
    ASSERT_EQ(lent.lent.size(), 1u);
    EXPECT_EQ(lent.lent[0].at, at_line(program, 5));
    EXPECT_EQ(lent.lent[0].holder, "m");
    EXPECT_TRUE(lent.lent[0].exclusive);
    EXPECT_FALSE(lent.may_read);
    EXPECT_FALSE(lent.may_write);
    const SlotFact back = states.before(at_line(program, 7))[0];
    EXPECT_TRUE(back.lent.empty());
    EXPECT_TRUE(back.may_read);
    EXPECT_TRUE(back.may_write);
}

TEST(VerifyStates, a_borrow_says_what_it_may_borrow) {
    const Program program = assembled(
        "fn f(r: ref int) {\n"
        "print \"{}\", r\n"
        "ret\n"
        "}\n"
        "fn main() {\n ret\n}");
    const SlotFact fact = States(program).before(at_line(program, 2))[0];
    ASSERT_EQ(fact.carries.size(), 1u);
    EXPECT_EQ(fact.carries[0].place, "*r");
}

// ---- drops -------------------------------------------------------------------------------------

TEST(VerifyDrops, what_a_drop_does_may_be_known) {
    const Program program =
        assembled(in_main("local a, b, c: own int\n"
                          "local x: int\n"
                          "const x, 0\n"
                          "new a, int(1)\n"
                          "new b, int(2)\n"
                          "beq x, 0, over\n"
                          "move c, a\n"
                          "over: forget b"));
    Lines fates;
    for (const DropFact& drop : drops_of(program, program.main)) {
        fates.push_back(drop.name + " " + fate_name(drop.fate));
    }
    EXPECT_THAT(fates,
                ElementsAre("c depends on the way", "b nothing to free", "a depends on the way"));
}

TEST(VerifyDrops, a_drop_knows_who_sets_and_clears_its_flag) {
    const Program program =
        assembled(in_main("local a, b: own int\n"
                          "new a, int(1)\n"
                          "move b, a"));
    const std::vector<DropFact> drops = drops_of(program, program.main);
    ASSERT_EQ(drops.size(), 2u);
    EXPECT_EQ(drops[1].name, "a");
    EXPECT_EQ(drops[1].set_by.size(), 1u);
    EXPECT_THAT(drops[1].cleared_by, ElementsAre(at_line(program, 4)));
}

// ---- the bill ----------------------------------------------------------------------------------

TEST(Bill, the_deepest_way_through_the_calls) {
    const Program program = assembled(
        "fn small() {\n ret\n}\n"
        "fn large() {\n local a: [100 x int]\n call small()\n ret\n}\n"
        "fn main() {\n call small()\n call large()\n ret\n}");
    const Bill bill = bill_of(program);
    ASSERT_TRUE(bill.stack.has_value());
    // A callee's record lies in its caller's frame: `small` takes no more than `large` has.
    EXPECT_EQ(*bill.stack, 16u + 16u + 800u + 16u);
    EXPECT_EQ(bill.path.size(), 2u);
}

TEST(Bill, recursion_has_no_bound) {
    const Program program = assembled(
        "fn even(n: int) {\n call odd(n)\n ret\n}\n"
        "fn odd(n: int) {\n call even(n)\n ret\n}\n"
        "fn main() {\n call even(1)\n ret\n}");
    const Bill bill = bill_of(program);
    EXPECT_FALSE(bill.stack.has_value());
    EXPECT_EQ(bill.bound, ownership::Bill::Bound::Recursion);
    EXPECT_THAT(bill.cycle, ElementsAre(FunctionId{0}, FunctionId{1}));
}

TEST(Bill, a_call_through_a_value_has_no_bound) {
    const Program program = assembled(
        "fn f() {\n ret\n}\n"
        "fn main() {\n local c: code\n const c, f\n unsafe {\n call c()\n }\n ret\n}");
    EXPECT_EQ(bill_of(program).bound, ownership::Bill::Bound::CodeCall);
}

}  // namespace
}  // namespace freehold::test
