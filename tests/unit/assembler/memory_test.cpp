// SPDX-License-Identifier: MIT
// Places: what is a slot, what is memory, and how each is named.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

constexpr std::string_view node =
    "struct Node { value: int, next: own? Node, tag: u8, a: [4 x u16] }";

TEST(Memory, is_named_in_six_ways) {
    EXPECT_EQ(
        body("local x, i: int\nlocal p: ref Node\nlocal q: ref [int]\nlocal a: [9 x int]\n"
             "load x, [p].value\nload x, [q][i]\nload x, a[i]\nload x, N.tag\nload x, R[i]\n"
             "local n: Node\nload x, n.tag\nret",
             "struct Node { value: int, tag: u8 }\ndata N: Node = Node(1, 2)\n"
             "data R: [int] = [1, 2]"),
        (Lines{"LoadP s0, [s2]+0", "LoadPX s0, [s3]+0, [s1], of ?", "LoadFX s0, &s12+0, [s1], of 9",
               "LoadU8G s0, N+8", "LoadGX s0, R+0, [s1], of 2", "LoadU8F s0, &s14+8", "Ret"}));
}

TEST(Memory, is_loaded_and_stored_with_the_width_of_the_place) {
    EXPECT_EQ(body("local x: int\nlocal p: mut S\nload x, [p].a\nload x, [p].b\nload x, [p].c\n"
                   "load x, [p].d\nstore [p].a, x\nstore.wrap [p].a, x\nstore [p].b, -3\n"
                   "store.wrap [p].a, 511\nret",
                   "struct S { a: u8, b: i16, c: u32, d: int }"),
              (Lines{"LoadU8P s0, [s1]+0", "LoadI16P s0, [s1]+2", "LoadU32P s0, [s1]+4",
                     "LoadP s0, [s1]+8", "StoreU8P [s1]+0, s0", "Store8P [s1]+0, s0",
                     "StoreK16P [s1]+2, #-3", "StoreK8P [s1]+0, #255", "Ret"}));
}

TEST(Memory, of_pointers_and_functions_has_its_own_instructions) {
    EXPECT_EQ(
        body("local r: raw int\nlocal c: code\nlocal p: mut S\nload r, [p].r\nload c, [p].c\n"
             "store [p].r, r\nstore [p].r, null\nstore [p].c, c\nstore [p].c, main\nret",
             "struct S { r: raw int, c: code }"),
        (Lines{"LoadRawP s0, [s2]+0", "LoadCodeP s1, [s2]+8", "StoreRawP [s2]+0, s0",
               "StoreNullP [s2]+0, #0", "StoreCodeP [s2]+8, s1", "StoreFnP [s2]+8, main", "Ret"}));
}

TEST(Memory, that_is_a_slot_is_copied) {
    EXPECT_EQ(
        body("local a: [4 x int]\nlocal x: int\nstore a[3], 7\nstore a[0], x\nload x, a[1]\nret"),
        (Lines{"Const s0, 7", "Copy s3, s4", "Copy s4, s2", "Ret"}));
}

TEST(Memory, takes_constants_that_fit) {
    EXPECT_EQ(
        messages_in_body("local n: Node\nstore n.tag, 256\nstore n.tag, -1\nstore n.a[0], 65535",
                         node),
        (Lines{"F005 3:14 256 does not fit in a `u8`", "F005 4:14 -1 does not fit in a `u8`"}));
}

TEST(Memory, is_reached_through_one_pointer) {
    EXPECT_EQ(messages_in_body("local p: ref Node\nlocal x: int\nload x, [[p].next].value\n"
                               "load x, [[p].next]",
                               node),
              (Lines{"F008 4:9 `[[p].next].value` takes two accesses to memory",
                     "F008 5:9 `load` cannot take `[[p].next]` here"}));
}

TEST(Memory, behind_a_pointer_is_written_in_brackets) {
    const Assembly plain = assemble_text(
        "struct N { v: int }\nfn f(p: ref N) { local x: int\n load x, p.v\n ret }\n"
        "fn main() { ret }");
    EXPECT_EQ(plain.diagnostics.at(0).help->text, "did you mean `[p].v`?");
    const Assembly inside = assemble_text(
        "fn f(p: ref N) { local x: int\n load x, [p.v]\n ret }\nfn main() { ret }\n"
        "struct N { v: int }");
    EXPECT_EQ(edited(inside),
              "fn f(p: ref N) { local x: int\n load x, [p].v\n ret }\nfn main() { ret }\n"
              "struct N { v: int }");
    const Assembly element =
        assemble_text("fn f(p: ref [int], i: int) { load i, p[i]\n ret }\nfn main() { ret }");
    EXPECT_EQ(element.diagnostics.at(0).help->text, "did you mean `[p][i]`?");
    const Assembly bare =
        assemble_text("fn f(p: ref int, i: int) { load i, p\n ret }\nfn main() { ret }");
    EXPECT_EQ(bare.diagnostics.at(0).help->text, "did you mean `[p]`?");
}

TEST(Memory, is_not_behind_what_is_no_pointer) {
    const Assembly assembly = assemble_text("fn main() { local x: int\n load x, [x]\n ret }");
    EXPECT_EQ(assembly.diagnostics.at(0).headline, "`x` is not a pointer, but `int`");
}

TEST(Memory, has_fields_and_elements_only_where_its_type_has) {
    EXPECT_EQ(
        messages_in_body("local n: Node\nlocal x: int\nconst n.valeu, 1\nconst x.f, 1\n"
                         "const x[0], 1\nconst 5, 1",
                         node),
        (Lines{"F009 4:9 `Node` has no field `valeu`", "F008 5:7 `x` has no fields: it is `int`",
               "F008 6:7 `x` has no elements: it is `int`",
               "F008 7:7 `const` cannot take `5` here"}));
}

TEST(Memory, ends_where_the_array_does) {
    EXPECT_EQ(
        messages_in_body("local a: [8 x int]\nconst a[7], 1\nconst a[8], 1\nconst a[-1], 1\n"
                         "local x: int\nload x, W[4]\nload x, W[5]",
                         "data W: bytes = \"hello\""),
        (Lines{"F029 4:9 the index 8 is past the end of `a`", "F029 5:9 the index -1 is negative",
               "F029 8:11 the index 5 is past the end of `W`"}));
}

TEST(Memory, takes_a_computed_index_last) {
    EXPECT_EQ(messages_in_body("local a: [8 x Node]\nlocal i: int\nload i, a[i].value\n"
                               "load i, a[a]",
                               "struct Node { value: int }"),
              (Lines{"F008 4:9 `a[i].value` goes on after a computed index",
                     "F008 5:11 `a` cannot be an index"}));
}

TEST(Memory, of_whole_values_is_not_one_access) {
    EXPECT_EQ(messages_in_body("local p: ref Node\nlocal x: int\nload x, [p]", node),
              Lines{"F008 4:9 `load` cannot take `[p]` here"});
}

TEST(Arrays, are_filled_measured_and_written_whole) {
    EXPECT_EQ(
        body("local a: [4 x int]\nlocal p: mut [u8]\nlocal x: int\nfill a, 0\nfill [p], x\n"
             "len x, a\nlen x, [p]\nlen x, W\nwrite [p], x\nwrite W, 3\nret",
             "data W: bytes = \"hello\""),
        (Lines{"FillKF &s3+0, <[4 x int]>, #0", "FillP [s4]+0, <bytes>, s5",
               "LenF s5, &s3+0, <[4 x int]>", "LenP s5, [s4]+0, <bytes>", "LenG s5, W+0, <bytes>",
               "WriteP [s4]+0, <bytes>, s5", "WriteKG W+0, <bytes>, #3", "Ret"}));
}

TEST(Arrays, of_pointers_are_filled_with_null) {
    EXPECT_EQ(body("local a: [2 x own? int]\nfill a, null\nret"),
              (Lines{"FillKF &s1+0, <[2 x own? int]>, #0", "DropEnd s1, <[2 x own? int]>", "Ret"}));
}

TEST(Arrays, are_not_the_pointers_to_them) {
    const Assembly assembly =
        assemble_text("fn f(p: ref bytes, n: int) { len n, p\n ret }\nfn main() { ret }");
    EXPECT_EQ(assembly.diagnostics.at(0).help->text, "did you mean `[p]`?");
}

TEST(Owners, move_in_and_out_of_memory) {
    EXPECT_EQ(
        body("local t: own? Node\nlocal n: Node\nlocal p: mut Node\ntake t, [p].next\n"
             "put [p].next, t\nswap n.next, t\nmove t, [p].next\nmove t, n.next\ntake t, HEAD\nret",
             "struct Node { value: int, next: own? Node }\nbss HEAD: own? Node"),
        (Lines{"TakeP s0, [s3]+8", "PutP [s3]+8, s0", "SwapF &s2+8, s0", "MoveOutP s0, [s3]+8",
               "Move s0, s1", "TakeG s0, HEAD+0", "DropEnd s1, <own? Node>",
               "DropEnd s0, <own? Node>", "Ret"}));
}

TEST(Owners, are_cloned_dropped_forgotten_and_unboxed) {
    EXPECT_EQ(
        body("local a, b: own int\nlocal n: int\nclone a, b\ndrop b\nforget a\nunbox n, a\nret"),
        (Lines{"Clone s0, s1", "Drop s1, <own int>", "Forget s0, <own int>", "Unbox s2, s0, <int>",
               "DropEnd s1, <own int>", "DropEnd s0, <own int>", "Ret"}));
}

TEST(Owners, of_runs_cannot_be_unboxed) {
    EXPECT_EQ(messages_in_body("local a: own bytes\nlocal n: int\nunbox n, a"),
              Lines{"F012 4:10 `a` owns a block of unknown length"});
}

TEST(Borrows, take_the_address_of_any_place) {
    EXPECT_EQ(
        body("local p: ref? Node\nlocal n: Node\nlocal i: int\nlocal q: ref int\nborrow q, i\n"
             "borrow q, n.value\nborrow p, [p]\nborrow q, [p].value\nborrow p, [[p].next]\n"
             "borrow mut q, n.a[i]\nborrow p, [n.next]\nborrow q, N.value\nborrow p, [HEAD]\nret",
             "struct Node { value: int, next: own? Node, a: [2 x int] }\n"
             "bss N: Node\nbss HEAD: own? Node"),
        (Lines{"BorrowF s6, &s5+0, <int>", "BorrowF s6, &s4+0, <int>", "BorrowP s0, [s0]+0, <Node>",
               "BorrowP s6, [s0]+0, <int>", "ReachP s0, [s0]+8",
               "BorrowMutFX s6, &s4+16, [s5], <[2 x int]>", "BorrowP s0, [s3]+0, <Node>",
               "BorrowG s6, N+0, <int>", "ReachG s0, HEAD+0", "DropEnd s3, <own? Node>", "Ret"}));
}

TEST(Borrows, need_a_place) {
    EXPECT_EQ(messages_in_body("local q: ref int\nborrow q, 5\nborrow q, main"),
              (Lines{"F008 3:11 `borrow` cannot take `5` here",
                     "F008 4:11 `borrow` cannot take `main` here"}));
}

TEST(Unsafe, raw_memory_has_its_instructions) {
    const std::string text =
        "fn main() { local r: raw int\n local n: int\n local o: own int\n unsafe {\n addr r, n\n"
        "offset r, r, 2\noffset r, r, n\ncast n, r\ncast r, n\nalloc r, 8\nalloc r, n\nrealloc r, "
        "r, 16\n"
        "free r\nadopt o, r }\n ret }";
    EXPECT_EQ(
        code_of(text),
        (Lines{"AddrF s0, &s1+0, <int>", "OffsetK s0, s0, 16", "Offset s0, s0, s1, <int>",
               "Cast s1, s0, int", "Cast s0, s1, raw", "AllocK s0, 8", "Alloc s0, s1",
               "ReallocK s0, s0, 16", "Free s0", "Adopt s2, s0", "DropEnd s2, <own int>", "Ret"}));
    const Program program = program_of(text);
    ASSERT_EQ(program.unsafe.size(), 1u);
    EXPECT_EQ(program.unsafe[0], (std::pair<std::uint32_t, std::uint32_t>{0, 10}));
}

TEST(Unsafe, nested_blocks_are_one_range) {
    const Program program = program_of(
        "fn main() { local x: int\n unsafe { const x, 1\n unsafe { const x, 2 } const x, 3 }\n"
        "unsafe { }\n ret }");
    ASSERT_EQ(program.unsafe.size(), 1u);
    EXPECT_EQ(program.unsafe[0], (std::pair<std::uint32_t, std::uint32_t>{0, 3}));
}

}  // namespace
}  // namespace freehold::test
