// SPDX-License-Identifier: MIT
// Values that are there, and values that are not: F101, F107.
#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

TEST(VerifyValues, a_slot_is_written_before_it_is_read) {
    EXPECT_THAT(found_in_main("local x, y: int\n"
                              "copy y, x"),
                ElementsAre("F101 3"));
}

TEST(VerifyValues, both_arms_may_write_a_slot) {
    EXPECT_THAT(found("fn f(n: int) -> int {\n"
                      "local x: int\n"
                      "beq n, 0, zero\n"
                      "const x, 1\n"
                      "jmp over\n"
                      "zero: const x, 2\n"
                      "over: ret x\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                IsEmpty());
}

TEST(VerifyValues, one_arm_that_writes_is_not_enough) {
    EXPECT_THAT(found("fn f(n: int) -> int {\n"
                      "local x: int\n"
                      "beq n, 0, over\n"
                      "const x, 1\n"
                      "over: ret x\n"
                      "}\n"
                      "fn main() {\n ret\n}"),
                ElementsAre("F101 5"));
}

TEST(VerifyValues, a_slot_is_written_anew_each_time_its_scope_is_entered) {
    EXPECT_THAT(found_in_main("again:\n"
                              "{\n"
                              "local x, y: int\n"
                              "copy y, x\n"
                              "const x, 1\n"
                              "}\n"
                              "jmp again"),
                ElementsAre("F101 5"));
}

TEST(VerifyValues, what_cannot_be_reached_is_not_judged) {
    EXPECT_THAT(found_in_main("local x, y: int\n"
                              "jmp over\n"
                              "copy y, x\n"
                              "over:"),
                IsEmpty());
}

TEST(VerifyValues, at_the_end_of_the_input_nothing_was_read) {
    EXPECT_THAT(found_in_main("local n: int\n"
                              "read_int n, over\n"
                              "over:\n"
                              "print \"{}\", n"),
                ElementsAre("F101 5"));
}

TEST(VerifyValues, a_struct_has_a_value_when_each_field_has) {
    constexpr std::string_view point = "struct Point { x: int, y: u8 }";
    EXPECT_THAT(found_in_main("local p, q: Point\n"
                              "const p.x, 1\n"
                              "store p.y, 2\n"
                              "copy q, p",
                              point),
                IsEmpty());
    EXPECT_THAT(found_in_main("local p, q: Point\n"
                              "const p.x, 1\n"
                              "copy q, p",
                              point),
                ElementsAre("F101 4"));
}

TEST(VerifyValues, narrow_fields_of_one_word_have_values_of_their_own) {
    EXPECT_THAT(found_in_main("local t: Two\n"
                              "local n: int\n"
                              "store t.a, 1\n"
                              "load n, t.b",
                              "struct Two { a: u8, b: u8 }"),
                ElementsAre("F101 5"));
}

TEST(VerifyValues, an_array_gets_its_value_as_a_whole) {
    EXPECT_THAT(found_in_main("local a: [3 x int]\n"
                              "local x: int\n"
                              "fill a, 0\n"
                              "const a[1], 5\n"
                              "copy x, a[2]"),
                IsEmpty());
    EXPECT_THAT(found_in_main("local a: [3 x int]\n"
                              "local x: int\n"
                              "const x, 1\n"
                              "store a[x], 5"),
                ElementsAre("F101 5"));
}

TEST(VerifyValues, a_read_of_a_slot_without_a_value_is_told_once) {
    EXPECT_THAT(found_in_main("local x, y: int\n"
                              "copy y, x\n"
                              "copy y, x\n"
                              "again:\n"
                              "copy y, x\n"
                              "jmp again"),
                ElementsAre("F101 3"));
}

TEST(VerifyValues, ro_is_written_once) {
    EXPECT_THAT(found_in_main("local ro x: int\n"
                              "const x, 1\n"
                              "const x, 2"),
                ElementsAre("F107 4"));
    EXPECT_THAT(found_in_main("local ro x: int\n"
                              "again: const x, 1\n"
                              "jmp again"),
                ElementsAre("F107 3"));
}

TEST(VerifyValues, ro_is_written_once_in_each_pass_through_its_scope) {
    EXPECT_THAT(found_in_main("again:\n"
                              "{\n"
                              "local ro x: int\n"
                              "const x, 1\n"
                              "}\n"
                              "jmp again"),
                IsEmpty());
}

TEST(VerifyValues, ro_that_one_arm_has_written_is_not_written_again) {
    EXPECT_THAT(found_in_main("local ro x: int\n"
                              "local n: int\n"
                              "const n, 0\n"
                              "beq n, 0, over\n"
                              "const x, 1\n"
                              "over: const x, 2"),
                ElementsAre("F107 7"));
}

}  // namespace
}  // namespace freehold::test
