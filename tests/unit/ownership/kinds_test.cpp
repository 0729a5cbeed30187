// SPDX-License-Identifier: MIT
// Slots hold what their types say: F311.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

Lines found_with(std::string_view parameters, std::string_view statements) {
    return found("fn f(" + std::string(parameters) + ") {\n" + std::string(statements) +
                 "\nret\n}\n"
                 "struct Node { value: int, next: own? Node }\n"
                 "struct Padded { a: u8, b: int }\n"
                 "fn main() {\n ret\n}");
}

TEST(VerifyKinds, arithmetic_is_for_numbers) {
    EXPECT_THAT(found_with("p: own int, x: int", "add x, x, p"), ElementsAre("F311 2"));
    EXPECT_THAT(found_with("p: own int, x: int", "add p, x, x"), ElementsAre("F311 2"));
    EXPECT_THAT(found_with("r: ref int, x: int", "blt r, x, over\nover:"), ElementsAre("F311 2"));
}

TEST(VerifyKinds, pointers_are_equal_or_not_and_only_raw_ones_have_an_order) {
    EXPECT_THAT(found_with("r: ref int, s: ref int, x: int", "eq x, r, s"), IsEmpty());
    EXPECT_THAT(found_with("r: ref int, s: ref int, x: int", "lt x, r, s"), ElementsAre("F311 2"));
    EXPECT_THAT(found_with("r: raw int, s: raw int, x: int", "lt x, r, s"), IsEmpty());
    EXPECT_THAT(found_with("r: raw int, x: int", "eq x, r, x"), ElementsAre("F311 2"));
}

TEST(VerifyKinds, a_number_is_not_put_over_an_owner) {
    EXPECT_THAT(found_with("p: own int", "const p, 1"), ElementsAre("F311 2"));
    EXPECT_THAT(found_with("p: own int, x: int", "copy p, x"), ElementsAre("F311 2"));
}

TEST(VerifyKinds, pointers_point_at_what_their_types_say) {
    EXPECT_THAT(found_with("p: own Node", "local q: own int\nmove q, p"), ElementsAre("F311 3"));
    EXPECT_THAT(found_with("x: int", "local r: ref Node\nborrow r, x"), ElementsAre("F311 3"));
    EXPECT_THAT(found_with("p: own int", "local q: own Node\nnew q, int(1)"),
                ElementsAre("F311 3"));
}

TEST(VerifyKinds, owners_are_not_loaded_and_stored) {
    EXPECT_THAT(found_with("p: own Node", "local x: int\nload x, [p].next"), ElementsAre("F311 3"));
}

TEST(VerifyKinds, a_pointer_to_a_whole_array_may_become_one_to_a_run) {
    EXPECT_THAT(found_with("", "local a: [4 x int]\nlocal r: ref [int]\nfill a, 0\nborrow r, a"),
                IsEmpty());
    EXPECT_THAT(found_with("p: own [4 x int]", "local q: own [int]\nmove q, p"), IsEmpty());
}

// Its length is that of the object, which is longer.
TEST(VerifyKinds, a_pointer_to_an_array_in_something_else_does_not) {
    EXPECT_THAT(found("struct S { a: [4 x int], b: int }\n"
                      "fn f(s: ref S) {\n"
                      "local r: ref [int]\n"
                      "borrow r, [s].a\n"
                      "ret\n"
                      "}\n"
                      "fn g(a: ref [4 x int]) {\n"
                      "local r: ref [int]\n"
                      "copy r, a\n"
                      "ret\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F311 4", "F311 9"));
}

TEST(VerifyKinds, a_block_of_so_many_elements_is_an_array_or_a_run) {
    EXPECT_THAT(found_with("",
                           "local p: own [4 x int]\nlocal q: own [int]\n"
                           "new p, [4 x int]\nnew q, [4 x int]"),
                IsEmpty());
    EXPECT_THAT(found_with("", "local p: own [4 x int]\nnew p, [5 x int]"), ElementsAre("F311 3"));
}

TEST(VerifyKinds, padding_is_copied_as_it_is) {
    EXPECT_THAT(found_with("a: ref [4 x Padded]", "local p: own [Padded]\nnew p, [a]"), IsEmpty());
}

TEST(VerifyKinds, arguments_are_of_the_types_of_the_parameters) {
    constexpr std::string_view callee = "fn g(a: own int) {\n ret\n}\n";
    EXPECT_THAT(found(std::string(callee) + "fn f(p: own [int]) {\n"
                                            "call g(move p)\n"
                                            "ret\n"
                                            "}\n"
                                            "fn main() {\n ret\n}"),
                ElementsAre("F311 5"));
    EXPECT_THAT(found(std::string(callee) + "fn f(p: int) {\n"
                                            "call g(p)\n"
                                            "ret\n"
                                            "}\n"
                                            "fn main() {\n ret\n}"),
                ElementsAre("F311 5"));
}

TEST(VerifyKinds, only_functions_are_called) {
    EXPECT_THAT(found_with("x: int", "unsafe {\ncall x()\n}"), ElementsAre("F311 3"));
}

}  // namespace
}  // namespace freehold::test
