// SPDX-License-Identifier: MIT
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Types, lay_structs_out_with_natural_alignment) {
    const Program program =
        program_of("struct S { a: u8, b: u16, c: u8, d: int, e: [3 x u16] }\nfn main() { ret }");
    const Struct& s = program.structs.at(0);
    Lines offsets;
    for (const Field& field : s.fields) {
        offsets.push_back(field.name + " " + std::to_string(field.offset));
    }
    EXPECT_EQ(offsets, (Lines{"a 0", "b 2", "c 4", "d 8", "e 16"}));
    EXPECT_EQ(s.size, 24u);
    EXPECT_EQ(s.align, 8u);
}

TEST(Types, stand_in_the_table_once) {
    const Program program =
        program_of("fn f(a: ref bytes, b: ref [u8]) { ret }\nfn main() { ret }");
    const Function& f = program.functions.at(0);
    EXPECT_EQ(f.locals[0].type, f.locals[1].type);
}

TEST(Types, of_structs_that_contain_themselves_have_no_size) {
    const Assembly assembly =
        assemble_text("struct A { b: B }\nstruct B { a: A }\nfn main() { ret }");
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(assembly.diagnostics[0].headline, "the struct `A` would contain itself");
    EXPECT_EQ(edited(assembly), "struct A { b: B }\nstruct B { a: own? A }\nfn main() { ret }");
}

TEST(Types, may_point_at_arrays_of_themselves) {
    const Program program =
        program_of("struct Tree { children: own? [4 x Tree], v: int }\nfn main() { ret }");
    EXPECT_EQ(program.structs[0].size, 16u);
}

TEST(Types, that_are_unknown_get_the_nearest_name) {
    EXPECT_EQ(messages("struct Node { v: it }\nfn main() { local x: Nod\n ret }"),
              (Lines{"F011 1:18 there is no type `it`", "F011 2:22 there is no type `Nod`"}));
}

TEST(Types, without_a_size_stand_behind_pointers_or_in_data) {
    EXPECT_EQ(messages("struct S { b: bytes }\nbss B: [int]\nfn f(a: bytes) { ret }\n"
                       "fn main() { local x: [2 x [int]]\n ret }"),
              (Lines{"F012 1:15 `bytes` has no size, so it cannot be a field",
                     "F012 2:8 `B` has no length",
                     "F012 3:9 `bytes` has no size, so it cannot be a parameter",
                     "F012 4:27 `[int]` has no size, so it cannot be an element"}));
}

TEST(Types, of_borrows_live_in_frames_only) {
    EXPECT_EQ(
        messages("struct S { r: ref int }\nbss B: mut? int\n"
                 "fn main() { local x: own ref int\nlocal y: [2 x ref int]\n ret }"),
        (Lines{"F026 1:15 `ref int` cannot be a field", "F026 2:8 `mut? int` cannot be a static",
               "F026 3:26 `ref int` cannot be what a pointer points at",
               "F026 4:15 `ref int` cannot be an element"}));
}

TEST(Types, of_small_integers_are_no_slots) {
    const Assembly assembly = assemble_text("fn main() { local x: u8\n ret }");
    EXPECT_EQ(assembly.diagnostics.at(0).headline, "`u8` cannot be the type of a local");
    EXPECT_EQ(edited(assembly), "fn main() { local x: int\n ret }");
}

TEST(Types, begin_as_zeros_only_where_zero_is_a_value) {
    EXPECT_EQ(
        messages("struct S { o: own int }\nbss A: own int\nbss B: code\nbss C: [2 x S]\n"
                 "bss D: own? int\nbss E: raw int\nfn main() { ret }"),
        (Lines{"F026 2:8 `own int` cannot begin as zeros", "F026 3:8 `code` cannot begin as zeros",
               "F026 4:8 `[2 x S]` cannot begin as zeros"}));
}

TEST(Types, have_lengths_that_are_constant_expressions) {
    const Program program = program_of(
        "const N = 4\nstruct S { a: [N * 2 x u8], b: [S2.size x u8] }\nstruct S2 { v: int }\n"
        "fn main() { ret }");
    EXPECT_EQ(program.structs[0].size, 16u);
}

TEST(Types, larger_than_the_address_space_are_refused) {
    EXPECT_EQ(messages("bss A: [1000000000 x int]\nbss B: [-1 x int]\nfn main() { ret }"),
              (Lines{"F021 1:8 `[1000000000 x int]` takes 8,000,000,000 bytes",
                     "F005 2:9 an array of -1 elements"}));
}

TEST(Types, fields_declared_twice_are_told_with_both_places) {
    const Diagnostic mistake = only_mistake("struct S { a: int, a: u8 }\nfn main() { ret }");
    EXPECT_EQ(mistake.headline, "the field `a` is declared twice");
    EXPECT_EQ(mistake.labels[1].text, "first declared here");
}

}  // namespace
}  // namespace freehold::test
