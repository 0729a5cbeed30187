// SPDX-License-Identifier: MIT
// Owners and exclusive borrows have one holder: F102 to F105.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

TEST(VerifyMoves, a_moved_slot_cannot_be_used) {
    EXPECT_THAT(found_in_main("local s1, s2: own bytes\n"
                              "new s1, WORD\n"
                              "move s2, s1\n"
                              "print \"{}\", s1",
                              "data WORD: bytes = \"hello\""),
                ElementsAre("F102 5"));
}

TEST(VerifyMoves, a_moved_slot_can_be_filled_again) {
    EXPECT_THAT(found_in_main("local a, b: own int\n"
                              "local x: int\n"
                              "new a, int(1)\n"
                              "move b, a\n"
                              "new a, int(2)\n"
                              "load x, [a]"),
                IsEmpty());
}

TEST(VerifyMoves, a_slot_moved_on_one_way_is_no_use_behind_both) {
    EXPECT_THAT(found_in_main("local a, b: own int\n"
                              "local x: int\n"
                              "const x, 0\n"
                              "new a, int(1)\n"
                              "beq x, 0, over\n"
                              "move b, a\n"
                              "over: load x, [a]"),
                ElementsAre("F103 8"));
}

TEST(VerifyMoves, a_slot_moved_on_one_way_may_be_dropped_at_the_end) {
    EXPECT_THAT(found_in_main("local a, b: own int\n"
                              "local x: int\n"
                              "const x, 0\n"
                              "new a, int(1)\n"
                              "beq x, 0, over\n"
                              "move b, a\n"
                              "over:"),
                IsEmpty());
}

TEST(VerifyMoves, a_move_in_a_loop_meets_itself) {
    EXPECT_THAT(found_in_main("local a, b: own int\n"
                              "new a, int(1)\n"
                              "again: move b, a\n"
                              "jmp again"),
                ElementsAre("F103 4"));
}

TEST(VerifyMoves, drop_forget_unbox_put_and_calls_move) {
    constexpr std::string_view eat = "fn eat(a: own int) {\n ret\n}\nbss CELL: own? int";
    for (const char* line :
         {"drop a", "forget a", "unbox x, a", "put CELL, a", "call eat(move a)"}) {
        EXPECT_THAT(found_in_main("local a: own int\n"
                                  "local x: int\n"
                                  "new a, int(1)\n" +
                                      std::string(line) + "\nload x, [a]",
                                  eat),
                    ElementsAre("F102 6"))
            << line;
    }
}

TEST(VerifyMoves, moving_a_slot_to_itself_keeps_it) {
    EXPECT_THAT(found_in_main("local a: own int\n"
                              "local x: int\n"
                              "new a, int(1)\n"
                              "move a, a\n"
                              "load x, [a]"),
                IsEmpty());
}

// `put` frees what the place owned, also if that is what is put there.
TEST(VerifyMoves, nothing_is_put_where_it_is) {
    EXPECT_THAT(found_in_main("local a: own? int\n"
                              "new a, int(1)\n"
                              "put a, a"),
                ElementsAre("F303 4"));
}

constexpr std::string_view two = "struct Two { a: own int, b: own int }";

TEST(VerifyMoves, fields_move_on_their_own) {
    EXPECT_THAT(found_in_main("local t: Two\n"
                              "local p: own int\n"
                              "local x: int\n"
                              "new t.a, int(1)\n"
                              "new t.b, int(2)\n"
                              "move p, t.a\n"
                              "load x, [t.b]",
                              two),
                IsEmpty());
}

TEST(VerifyMoves, a_struct_without_one_of_its_fields_is_no_value) {
    EXPECT_THAT(found_in_main("local t, u: Two\n"
                              "local p: own int\n"
                              "new t.a, int(1)\n"
                              "new t.b, int(2)\n"
                              "move p, t.a\n"
                              "move u, t",
                              two),
                ElementsAre("F102 7"));
}

TEST(VerifyMoves, a_field_that_is_filled_again_makes_the_struct_whole) {
    EXPECT_THAT(found_in_main("local t, u: Two\n"
                              "local p: own int\n"
                              "new t.a, int(1)\n"
                              "new t.b, int(2)\n"
                              "move p, t.a\n"
                              "new t.a, int(3)\n"
                              "move u, t",
                              two),
                IsEmpty());
}

TEST(VerifyMoves, elements_of_a_local_array_do_not_move_alone) {
    EXPECT_THAT(found_in_main("local a: [2 x own? int]\n"
                              "local p: own? int\n"
                              "fill a, null\n"
                              "move p, a[1]"),
                ElementsAre("F104 5"));
    EXPECT_THAT(found_in_main("local a: [2 x own? int]\n"
                              "local p: own? int\n"
                              "fill a, null\n"
                              "take p, a[1]\n"
                              "put a[0], p"),
                IsEmpty());
}

TEST(VerifyMoves, memory_keeps_an_owner) {
    EXPECT_THAT(found("fn f(p: ref own? int, q: mut own? int) {\n"
                      "local a: own? int\n"
                      "take a, [p]\n"
                      "take a, [q]\n"
                      "move a, [q]\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F104 3", "F104 5"));
}

TEST(VerifyMoves, what_may_not_be_null_cannot_be_taken) {
    EXPECT_THAT(found("fn f(q: mut own int) {\n"
                      "local a: own int\n"
                      "take a, [q]\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F104 3"));
}

TEST(VerifyMoves, an_owner_moves_out_of_a_static_only_by_take) {
    EXPECT_THAT(found_in_main("local a: own? int\n"
                              "move a, CELL\n"
                              "take a, CELL",
                              "bss CELL: own? int"),
                ElementsAre("F104 3"));
}

TEST(VerifyMoves, owners_and_exclusive_borrows_are_not_copied) {
    EXPECT_THAT(found("struct S { p: own int }\n"
                      "fn f(a: own int, m: mut int, s: S) {\n"
                      "local b: own int\n"
                      "local n: mut int\n"
                      "local t: S\n"
                      "copy b, a\n"
                      "copy n, m\n"
                      "copy t, s\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F105 6", "F105 7", "F105 8"));
}

TEST(VerifyMoves, a_moved_exclusive_borrow_cannot_be_used) {
    EXPECT_THAT(found_in_main("local x: int\n"
                              "local m, n: mut int\n"
                              "const x, 1\n"
                              "borrow mut m, x\n"
                              "move n, m\n"
                              "store [m], 2"),
                ElementsAre("F102 7"));
}

TEST(VerifyMoves, one_move_that_is_used_in_many_places_is_told_once) {
    EXPECT_THAT(found_in_main("local a, b: own int\n"
                              "local x: int\n"
                              "new a, int(1)\n"
                              "move b, a\n"
                              "load x, [a]\n"
                              "again:\n"
                              "load x, [a]\n"
                              "beq x, 0, again\n"
                              "load x, [a]"),
                ElementsAre("F102 6"));
}

}  // namespace
}  // namespace freehold::test
