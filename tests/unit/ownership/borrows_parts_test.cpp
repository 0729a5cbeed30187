// SPDX-License-Identifier: MIT
// Borrows of parts, of what owners own, and at the ends of scopes: F201 to F206.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

// ---- parts -------------------------------------------------------------------------------------

constexpr std::string_view pair = "struct Pair { a: int, b: int }";

TEST(VerifyBorrows, fields_are_lent_apart) {
    EXPECT_THAT(found_in_main("local p: Pair\n"
                              "local m, n: mut int\n"
                              "const p.a, 1\n"
                              "const p.b, 1\n"
                              "borrow mut m, p.a\n"
                              "borrow mut n, p.b\n"
                              "store [m], 1\n"
                              "store [n], 1",
                              pair),
                IsEmpty());
    EXPECT_THAT(found_in_main("local p: own Pair\n"
                              "local m, n: mut int\n"
                              "new p, Pair(1, 2)\n"
                              "borrow mut m, [p].a\n"
                              "borrow mut n, [p].b\n"
                              "store [m], 1\n"
                              "store [n], 1",
                              pair),
                IsEmpty());
}

TEST(VerifyBorrows, the_whole_and_a_part_are_not_apart) {
    EXPECT_THAT(found_in_main("local p: Pair\n"
                              "local r: ref int\n"
                              "local m: mut Pair\n"
                              "local x: int\n"
                              "const p.a, 1\n"
                              "const p.b, 1\n"
                              "borrow r, p.a\n"
                              "borrow mut m, p\n"
                              "load x, [r]",
                              pair),
                ElementsAre("F202 9"));
}

TEST(VerifyBorrows, elements_with_a_computed_index_may_be_the_same) {
    EXPECT_THAT(found_in_main("local a: [4 x int]\n"
                              "local m, n: mut int\n"
                              "local i: int\n"
                              "const i, 1\n"
                              "fill a, 0\n"
                              "borrow mut m, a[i]\n"
                              "borrow mut n, a[i]\n"
                              "store [m], 1"),
                ElementsAre("F201 8"));
}

TEST(VerifyBorrows, elements_with_different_constant_indices_are_apart) {
    EXPECT_THAT(found_in_main("local a: [4 x int]\n"
                              "local m, n: mut int\n"
                              "fill a, 0\n"
                              "borrow mut m, a[1]\n"
                              "borrow mut n, a[2]\n"
                              "store [m], 1\n"
                              "store [n], 1"),
                IsEmpty());
}

// ---- owners ------------------------------------------------------------------------------------

constexpr std::string_view block =
    "local a, b: own int\n"
    "local r: ref int\n"
    "local x: int\n"
    "new a, int(1)\n"
    "borrow r, [a]\n";

TEST(VerifyBorrows, an_owner_stays_while_its_content_is_borrowed) {
    EXPECT_THAT(found_in_main(std::string(block) + "move b, a\nload x, [r]"),
                ElementsAre("F204 7"));
    EXPECT_THAT(found_in_main(std::string(block) + "drop a\nload x, [r]"), ElementsAre("F204 7"));
    EXPECT_THAT(found_in_main(std::string(block) + "unbox x, a\nload x, [r]"),
                ElementsAre("F204 7"));
    EXPECT_THAT(found_in_main(std::string(block) + "new a, int(2)\nload x, [r]"),
                ElementsAre("F205 7"));
    EXPECT_THAT(found_in_main(std::string(block) + "load x, [r]\ndrop a"), IsEmpty());
}

TEST(VerifyBorrows, an_owner_in_memory_stays_while_its_content_is_borrowed) {
    EXPECT_THAT(found("fn f(m: mut own int, p: own int) {\n"
                      "local r: ref int\n"
                      "local x: int\n"
                      "borrow r, [[m]]\n"
                      "put [m], p\n"
                      "load x, [r]\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F205 5"));
}

TEST(VerifyBorrows, len_and_clone_look_at_all_of_it) {
    EXPECT_THAT(found_in_main("local v: own [int]\n"
                              "local m: mut [int]\n"
                              "local n: int\n"
                              "new v, [4 x int]\n"
                              "borrow mut m, [v]\n"
                              "len n, [v]\n"
                              "store [m][0], n"),
                ElementsAre("F202 7"));
}

// ---- scopes ------------------------------------------------------------------------------------

TEST(VerifyBorrows, a_borrow_does_not_outlive_the_scope) {
    EXPECT_THAT(found_in_main("local r: ref int\n"
                              "local y: int\n"
                              "{\n"
                              "local x: int\n"
                              "const x, 1\n"
                              "borrow r, x\n"
                              "}\n"
                              "load y, [r]"),
                ElementsAre("F206 8"));
}

TEST(VerifyBorrows, a_borrow_does_not_outlive_the_owner_of_what_it_borrows) {
    EXPECT_THAT(found_in_main("local r: ref int\n"
                              "local y: int\n"
                              "{\n"
                              "local x: own int\n"
                              "new x, int(1)\n"
                              "borrow r, [x]\n"
                              "}\n"
                              "load y, [r]"),
                ElementsAre("F206 8"));
}

TEST(VerifyBorrows, a_borrow_nobody_uses_may_be_left_behind) {
    EXPECT_THAT(found_in_main("local r: ref int\n"
                              "{\n"
                              "local x: int\n"
                              "const x, 1\n"
                              "borrow r, x\n"
                              "}"),
                IsEmpty());
}

}  // namespace
}  // namespace freehold::test
