// SPDX-License-Identifier: MIT
// Borrows end at their last use; until then nobody disturbs what they borrow: F201 to F207, F211.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

constexpr std::string_view start =
    "local x, y: int\n"
    "local r, s: ref int\n"
    "local m, n: mut int\n"
    "const x, 1\n"
    "const y, 1\n";

// Statements from line 7 on, with x, y: int, which have values, r, s: ref int, m, n: mut int.
Lines found_after_start(std::string_view statements) {
    return found_in_main(std::string(start) + std::string(statements));
}

TEST(VerifyBorrows, many_may_read) {
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "borrow s, x\n"
                                  "load y, [r]\n"
                                  "load y, [s]"),
                IsEmpty());
}

TEST(VerifyBorrows, two_exclusive_borrows_do_not_overlap) {
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "borrow mut n, x\n"
                                  "store [m], 2"),
                ElementsAre("F201 8"));
}

TEST(VerifyBorrows, a_borrow_ends_at_its_last_use) {
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "store [m], 2\n"
                                  "borrow mut n, x\n"
                                  "store [n], 3\n"
                                  "borrow r, x\n"
                                  "load x, [r]"),
                IsEmpty());
}

TEST(VerifyBorrows, shared_and_exclusive_exclude_each_other) {
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "borrow mut m, x\n"
                                  "load y, [r]"),
                ElementsAre("F202 8"));
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "borrow r, x\n"
                                  "store [m], 1"),
                ElementsAre("F202 8"));
}

TEST(VerifyBorrows, the_owner_waits_for_an_exclusive_borrow) {
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "copy y, x\n"
                                  "store [m], 1"),
                ElementsAre("F203 8"));
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "copy y, x\n"
                                  "load y, [r]"),
                IsEmpty());
}

TEST(VerifyBorrows, one_instruction_may_read_through_a_borrow_and_write_what_it_borrows) {
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "load x, [r]"),
                IsEmpty());
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "store [m], x"),
                ElementsAre("F203 8"));
}

TEST(VerifyBorrows, what_is_borrowed_is_not_assigned) {
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "const x, 2\n"
                                  "load y, [r]"),
                ElementsAre("F205 8"));
}

TEST(VerifyBorrows, a_borrow_that_is_overwritten_is_over) {
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "borrow r, y\n"
                                  "const x, 2\n"
                                  "load x, [r]"),
                IsEmpty());
}

TEST(VerifyBorrows, a_copy_of_a_borrow_borrows_too) {
    EXPECT_THAT(found_after_start("borrow r, x\n"
                                  "copy s, r\n"
                                  "const x, 2\n"
                                  "load y, [s]"),
                ElementsAre("F205 9"));
}

TEST(VerifyBorrows, where_ways_meet_both_places_are_borrowed) {
    EXPECT_THAT(found_after_start("beq x, 1, other\n"
                                  "borrow r, x\n"
                                  "jmp over\n"
                                  "other: borrow r, y\n"
                                  "over: const x, 2\n"
                                  "load y, [r]"),
                ElementsAre("F205 11"));
}

TEST(VerifyBorrows, a_borrow_from_the_previous_iteration_counts) {
    EXPECT_THAT(found_after_start("borrow r, y\n"
                                  "again:\n"
                                  "const x, 2\n"
                                  "load y, [r]\n"
                                  "borrow r, x\n"
                                  "jmp again"),
                ElementsAre("F205 9"));
}

TEST(VerifyBorrows, a_reborrow_lends_on) {
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "borrow mut n, [m]\n"
                                  "store [n], 2\n"
                                  "store [m], 3"),
                IsEmpty());
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "borrow mut n, [m]\n"
                                  "store [m], 2\n"
                                  "store [n], 3"),
                ElementsAre("F205 9"));
    EXPECT_THAT(found_after_start("borrow mut m, x\n"
                                  "borrow r, [m]\n"
                                  "copy y, x\n"
                                  "load y, [r]"),
                ElementsAre("F203 9"));
}

TEST(VerifyBorrows, an_exclusive_borrow_is_not_moved_while_it_is_lent_on) {
    EXPECT_THAT(found_in_main("local x: int\n"
                              "local m, n, o: mut int\n"
                              "const x, 1\n"
                              "borrow mut m, x\n"
                              "borrow mut n, [m]\n"
                              "move o, m\n"
                              "store [n], 1"),
                ElementsAre("F204 7"));
}

TEST(VerifyBorrows, a_cursor_walks_on_through_itself) {
    EXPECT_THAT(found("struct Node { value: int, next: own? Node }\n"
                      "fn last(list: mut? Node) {\n"
                      "again: bnull list, done\n"
                      "store [list].value, 1\n"
                      "borrow mut list, [[list].next]\n"
                      "jmp again\n"
                      "done: ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                IsEmpty());
}

// ---- calls -------------------------------------------------------------------------------------

TEST(VerifyBorrows, arguments_of_one_call_do_not_overlap) {
    constexpr std::string_view x = "local x: int\nconst x, 1\n";
    EXPECT_THAT(found_in_main(std::string(x) + "call both(borrow mut x, borrow mut x)",
                              "fn both(a: mut int, b: mut int) {\n ret\n}"),
                ElementsAre("F201 4"));
    EXPECT_THAT(found_in_main(std::string(x) + "call look(borrow mut x, borrow x)",
                              "fn look(a: mut int, b: ref int) {\n ret\n}"),
                ElementsAre("F202 4"));
}

TEST(VerifyBorrows, a_result_keeps_what_from_names_borrowed) {
    constexpr std::string_view pick =
        "fn pick(a: ref int, b: ref int) -> ref int from a {\n ret a\n}";
    EXPECT_THAT(found_in_main(std::string(start) + "call r, pick(borrow x, borrow y)\n"
                                                   "const y, 2\n"
                                                   "const x, 2\n"
                                                   "load y, [r]",
                              pick),
                ElementsAre("F205 9"));
}

TEST(VerifyBorrows, a_shared_result_from_an_exclusive_argument_keeps_it_exclusively) {
    constexpr std::string_view view = "fn view(a: mut int) -> ref int {\n ret borrow [a]\n}";
    EXPECT_THAT(found_in_main(std::string(start) + "call r, view(borrow mut x)\n"
                                                   "copy y, x\n"
                                                   "load y, [r]",
                              view),
                ElementsAre("F203 8"));
}

TEST(VerifyBorrows, an_exclusive_argument_is_lent_for_the_call_only) {
    EXPECT_THAT(found("fn step(n: mut int) {\n ret\n}\n"
                      "fn twice(n: mut int) {\n"
                      "call step(n)\n"
                      "call step(n)\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                IsEmpty());
}

TEST(VerifyBorrows, a_borrow_of_a_local_is_not_returned) {
    EXPECT_THAT(found("fn f(r: ref int) -> ref int {\n"
                      "local x: int\n"
                      "const x, 1\n"
                      "borrow r, x\n"
                      "ret r\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F207 5"));
}

TEST(VerifyBorrows, a_borrow_of_what_a_local_owns_is_not_returned) {
    EXPECT_THAT(found("fn f(r: ref int) -> ref int {\n"
                      "local x: own int\n"
                      "new x, int(1)\n"
                      "ret borrow [x]\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F207 4"));
}

TEST(VerifyBorrows, from_names_where_a_result_may_come_from) {
    EXPECT_THAT(found("fn f(a: ref int, b: ref int) -> ref int from a {\n"
                      "ret b\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F211 2"));
}

TEST(VerifyBorrows, a_borrow_of_an_immutable_static_may_be_returned_from_anywhere) {
    EXPECT_THAT(found("data ONE: int = 1\n"
                      "fn f(a: ref int) -> ref int from a {\n"
                      "ret borrow ONE\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                IsEmpty());
}

// NLL refuses this, Polonius accepts it: the borrow that is returned is not there on the other way.
TEST(VerifyBorrows, a_borrow_returned_on_one_way_does_not_bind_the_other) {
    EXPECT_THAT(found("fn f(m: mut int, n: int) -> ref int from m {\n"
                      "local r: ref int\n"
                      "borrow r, [m]\n"
                      "beq n, 0, other\n"
                      "ret r\n"
                      "other:\n"
                      "store [m], 2\n"
                      "ret borrow [m]\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                IsEmpty());
}

}  // namespace
}  // namespace freehold::test
