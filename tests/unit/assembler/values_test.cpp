// SPDX-License-Identifier: MIT
// const, copy, move, arithmetic, comparison.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Values, of_every_kind_of_constant) {
    EXPECT_EQ(
        body("local i: int\nlocal c: char\nlocal o: own? int\nlocal r: raw int\nlocal f: code\n"
             "const i, -5\nconst c, 'a'\nconst o, null\nconst r, null\nconst f, main\nret"),
        (Lines{"Const s0, -5", "Const s1, 97", "ConstNull s2, own", "ConstNull s3, raw",
               "ConstCode s4, main", "DropEnd s2, <own? int>", "Ret"}));
}

TEST(Values, null_is_a_pointer) {
    EXPECT_EQ(messages_in_body("local x: int\nlocal c: code\nconst x, null\nconst c, null"),
              (Lines{"F008 4:10 `const` cannot take `null` here",
                     "F008 5:10 `const` cannot take `null` here"}));
}

TEST(Values, of_slots_are_copied_not_made_constants) {
    const Assembly assembly = assemble_text("fn main() { local x, y: int\n const x, y\n ret }");
    EXPECT_EQ(edited(assembly), "fn main() { local x, y: int\n copy x, y\n ret }");
}

TEST(Values, that_are_constants_are_not_copied) {
    const Assembly assembly = assemble_text("fn main() { local x: int\n copy x, 5\n ret }");
    EXPECT_EQ(edited(assembly), "fn main() { local x: int\n const x, 5\n ret }");
}

TEST(Values, of_several_words_are_named_by_their_last_slot) {
    EXPECT_EQ(
        body("local a, b: S\ncopy a, b\nmove b, a\nret", "struct S { x: int, y: int, z: u8 }"),
        (Lines{"CopyWords s2, s5, <S>", "MoveWords s5, s2, <S>", "Ret"}));
}

TEST(Values, of_fields_that_are_eight_bytes_wide_are_slots) {
    EXPECT_EQ(
        body("local s: S\nadd s.y, s.x, s.a[1]\nret", "struct S { x: int, y: int, a: [2 x int] }"),
        (Lines{"Add s2, s3, s0", "Ret"}));
}

TEST(Values, of_nested_structs_are_copied_whole) {
    EXPECT_EQ(body("local s: S\nlocal i: I\ncopy i, s.i\nret",
                   "struct I { a: int, b: int }\nstruct S { x: int, i: I }"),
              (Lines{"CopyWords s4, s1, <I>", "Ret"}));
}

TEST(Values, of_different_shape_do_not_fit) {
    EXPECT_EQ(messages_in_body("local s: S\nlocal x: int\ncopy x, s\ncopy s, x",
                               "struct S { x: int, y: int }"),
              (Lines{"F008 4:9 `s` is `S`, where `int` is needed",
                     "F008 5:9 `x` is `int`, where `S` is needed"}));
}

TEST(Values, of_mismatching_kinds_are_left_to_the_machine) {
    EXPECT_EQ(
        body("local o: own int\nlocal x: int\ncopy o, o\nmove x, x\nadd x, o, 1\nret"),
        (Lines{"Copy s0, s0", "Move s1, s1", "AddK s1, s0, 1", "DropEnd s0, <own int>", "Ret"}));
}

TEST(Arithmetic, takes_a_constant_in_any_place) {
    EXPECT_EQ(
        body("local x, y: int\nadd x, x, y\nadd x, y, 5\nadd x, 5, y\nsub x, y, 5\nsub x, 5, y\n"
             "shl x, 1, y\nret"),
        (Lines{"Add s0, s0, s1", "AddK s0, s1, 5", "AddK s0, s1, 5", "SubK s0, s1, 5",
               "KSub s0, 5, s1", "KShl s0, 1, s1", "Ret"}));
}

TEST(Arithmetic, turns_a_comparison_round_when_its_constant_comes_first) {
    EXPECT_EQ(body("local x: int\nlt x, 3, x\nle x, 3, x\ngtu x, 3, x\neq x, 3, x\nret"),
              (Lines{"GtK s0, s0, 3", "GeK s0, s0, 3", "LtUK s0, s0, 3", "EqK s0, s0, 3", "Ret"}));
}

TEST(Arithmetic, with_constants_only_is_a_constant) {
    EXPECT_EQ(body("local x: int\nadd x, 2, 3\nlt x, 2, 3\nadd.wrap x, 0x7fffffffffffffff, 1\n"
                   "divu x, -1, 2\nnot x, 0\nret"),
              (Lines{"Const s0, 5", "Const s0, 1", "Const s0, -9223372036854775808",
                     "Const s0, 9223372036854775807", "Const s0, -1", "Ret"}));
}

TEST(Arithmetic, with_constants_that_would_fault_is_a_mistake) {
    EXPECT_EQ(
        messages_in_body("local x: int\nadd x, 0x7fffffffffffffff, 1\nrem x, 1, 0\nshru x, 1, 64"),
        (Lines{"F013 3:8 `add` of these constants has no value",
               "F013 4:8 `rem` of these constants has no value",
               "F013 5:9 `shru` of these constants has no value"}));
}

TEST(Arithmetic, takes_no_memory_and_no_null) {
    EXPECT_EQ(
        messages_in_body("local p: ref int\nlocal x: int\nadd x, [p], 1\neq x, p, null"),
        (Lines{"F008 4:8 `add` cannot take `[p]` here", "F008 5:10 `eq` cannot take `null` here"}));
}

}  // namespace
}  // namespace freehold::test
