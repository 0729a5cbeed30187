// SPDX-License-Identifier: MIT
// call, ret and signatures.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Calls, pass_each_argument_into_its_slot_of_the_outgoing_area) {
    EXPECT_EQ(
        body("local x: int\nlocal o: own bytes\nlocal s: S\nlocal m: mut int\nlocal r: ref int\n"
             "call x, f(x, 5, move o, s, m, r, null)\nret",
             "struct S { a: int, b: int }\n"
             "fn f(a: int, b: int, c: own bytes, d: S, e: mut int, g: ref int, h: raw int) -> int "
             "{ ret a }"),
        (Lines{"Copy s9, s0", "Const s10, 5", "Move s11, s1", "CopyWords s13, s3, <S>",
               "BorrowMutP s14, [s4]+0, <int>", "Copy s15, s5", "ConstNull s16, raw",
               "Call s0, f, s6", "DropEnd s1, <own bytes>", "Ret"}));
}

TEST(Calls, borrow_for_the_callee) {
    EXPECT_EQ(body("local s: S\nlocal p: mut S\ncall f(borrow s, borrow mut s.b)\n"
                   "call f(borrow [p], borrow mut [p].b)\ncall f(borrow N, borrow mut N.b)\nret",
                   "struct S { a: int, b: int }\nbss N: S\nfn f(a: ref S, b: mut int) { ret }"),
              (Lines{"BorrowF s5, &s1+0, <S>", "BorrowMutF s6, &s1+8, <int>", "Call -, f, s3",
                     "BorrowP s5, [s2]+0, <S>", "BorrowMutP s6, [s2]+8, <int>", "Call -, f, s3",
                     "BorrowG s5, N+0, <S>", "BorrowMutG s6, N+8, <int>", "Call -, f, s3", "Ret"}));
}

TEST(Calls, load_fields_and_narrow_places_on_the_way) {
    EXPECT_EQ(body("local s: S\nlocal p: ref S\ncall f(s.a)\ncall f(s.b)\ncall f([p].a)\nret",
                   "struct S { a: u8, b: int }\nfn f(a: int) { ret }"),
              (Lines{"LoadU8F s5, &s1+0", "Call -, f, s3", "Copy s5, s0", "Call -, f, s3",
                     "LoadU8P s5, [s2]+0", "Call -, f, s3", "Ret"}));
}

TEST(Calls, share_one_outgoing_area) {
    const Program program = program_of(
        "fn f(a: int, b: int, c: int) -> int { ret a }\nfn g() { ret }\n"
        "fn main() { local x: int\n call g()\n call x, f(1, 2, 3)\n call g()\n ret }");
    EXPECT_EQ(program.functions[2].slots, 1u + 2 + 1 + 3);
}

TEST(Calls, through_code_say_how_many_words_they_pass) {
    EXPECT_EQ(body("local c: code\nlocal s: S\nlocal o: own int\ncall s, c(1, move o, borrow s)\n"
                   "call c(null)\nret",
                   "struct S { a: int, b: int }"),
              (Lines{"Const s8, 1", "Move s9, s3", "BorrowF s10, &s2+0, <S>",
                     "CallCode s2, s0, s4, 3 words, <S>", "ConstNull s6, raw",
                     "CallCode -, s0, s4, 1 words, -", "DropEnd s3, <own int>", "Ret"}));
}

TEST(Calls, tell_a_wrong_number_of_arguments) {
    const Diagnostic mistake =
        only_mistake("fn f(a: int) { ret }\nfn main() {\n call f(1, 2)\n ret }");
    EXPECT_EQ(code_name(mistake.code), "F017");
    EXPECT_EQ(mistake.headline, "`f` takes 1 argument, found 2");
    EXPECT_EQ(mistake.labels[1].text, "`f` is declared here");
}

TEST(Calls, tell_results_that_do_not_exist_or_do_not_fit) {
    EXPECT_EQ(messages_in_body("local x: int\ncall x, f()\ncall x, g()",
                               "struct S { a: int, b: int }\nfn f() { ret }\n"
                               "fn g() -> S { local s: S\n ret s }"),
              (Lines{"F017 3:6 `f` has no result", "F008 4:6 `x` is `int`, where `S` is needed"}));
}

TEST(Calls, cannot_move_or_borrow_constants) {
    EXPECT_EQ(
        messages_in_body("call f(move 5)\ncall f(borrow N)", "const N = 1\nfn f(a: int) { ret }"),
        (Lines{"F017 2:8 `5` cannot be moved", "F017 3:8 `N` cannot be borrowed"}));
}

TEST(Calls, of_unknown_functions_get_the_nearest_name) {
    const Assembly assembly = assemble_text("fn push() { ret }\nfn main() { call psuh()\n ret }");
    EXPECT_EQ(edited(assembly), "fn push() { ret }\nfn main() { call push()\n ret }");
}

TEST(Returns, copy_words_and_move_owners) {
    const std::string declarations =
        "struct S { a: int, o: own? int }\nfn w(a: int) -> int { ret a }\nfn k() -> int { ret 7 }\n"
        "fn o(a: own int) -> own int { ret a }\nfn n() -> own? int { ret null }\n"
        "fn s(a: S) -> S { ret a }\nfn m(a: mut int) -> mut int { ret a }\n"
        "fn r(a: ref S) -> ref int { ret borrow [a].a }\nfn c() -> code { ret k }\n"
        "fn main() { ret }";
    EXPECT_EQ(code_of(declarations, "w"), (Lines{"Copy s0, s1", "RetWord"}));
    EXPECT_EQ(code_of(declarations, "k"), (Lines{"Const s0, 7", "RetWord"}));
    EXPECT_EQ(code_of(declarations, "o"),
              (Lines{"Move s0, s1", "DropEnd s1, <own int>", "RetType <own int>"}));
    EXPECT_EQ(code_of(declarations, "n"), (Lines{"ConstNull s0, own", "RetType <own? int>"}));
    EXPECT_EQ(code_of(declarations, "s"),
              (Lines{"MoveWords s1, s3, <S>", "DropEnd s2, <own? int>", "RetType <S>"}));
    EXPECT_EQ(code_of(declarations, "m"), (Lines{"Move s0, s1", "RetType <mut int>"}));
    EXPECT_EQ(code_of(declarations, "r"), (Lines{"BorrowP s0, [s1]+0, <int>", "RetWord"}));
    EXPECT_EQ(code_of(declarations, "c"), (Lines{"ConstCode s0, k", "RetWord"}));
}

TEST(Returns, give_a_value_exactly_when_there_is_a_result) {
    EXPECT_EQ(messages("fn f() -> int {\n ret\n}\nfn g() {\n ret 5\n}\nfn main() { ret }"),
              (Lines{"F008 2:2 `ret` without a value, but `f` has a result",
                     "F008 5:6 `ret` with a value, but `g` has no result"}));
}

TEST(Returns, move_without_being_told) {
    const Assembly assembly =
        assemble_text("fn f(a: own int) -> own int { ret move a\n}\nfn main() { ret }");
    EXPECT_EQ(edited(assembly), "fn f(a: own int) -> own int { ret a\n}\nfn main() { ret }");
}

TEST(Signatures, know_from_which_parameter_a_borrow_comes) {
    const Program program = program_of(
        "fn one(n: int, a: ref int) -> ref int { ret a }\n"
        "fn two(a: ref int, b: ref int) -> ref int from b, static { ret b }\nfn main() { ret }");
    EXPECT_EQ(program.functions[0].from, (std::vector<std::uint16_t>{1}));
    EXPECT_FALSE(program.functions[0].from_static);
    EXPECT_EQ(program.functions[1].from, (std::vector<std::uint16_t>{1}));
    EXPECT_TRUE(program.functions[1].from_static);
}

TEST(Signatures, have_from_lists_that_fit) {
    EXPECT_EQ(messages("fn a(x: ref int, y: ref int) -> ref int { ret x }\n"
                       "fn b(x: int) -> int from x { ret x }\n"
                       "fn c(x: ref int, n: int) -> ref int from n, z { ret x }\n"
                       "fn d() -> ref int { panic \"\" }\nfn main() { ret }"),
              (Lines{"F027 1:33 `a` returns a borrow, but does not say from where",
                     "F027 2:26 `from` says where a borrow comes from, but `int` is none",
                     "F027 3:42 `n` is `int`, not a borrow", "F027 3:45 `c` has no parameter `z`",
                     "F027 4:11 `d` returns a borrow, but does not say from where"}));
}

TEST(Signatures, of_main_are_empty) {
    EXPECT_EQ(messages("fn f() { ret }"), Lines{"F022 1:15 there is no function `main`"});
    EXPECT_EQ(messages("fn main(n: int) { ret }"), Lines{"F022 1:9 `main` takes no parameters"});
    EXPECT_EQ(messages("fn main() -> int { ret 0 }"), Lines{"F022 1:14 `main` has no result"});
    EXPECT_EQ(messages(""), Lines{"F022 1:1 there is no function `main`"});
}

TEST(New, makes_an_image_of_a_struct_and_then_the_block) {
    EXPECT_EQ(body("local o: own? S\nlocal x: int\nnew o, S(x, 7, x, 300, move o, null)\nret",
                   "struct S { a: int, b: u8, c: u16, d: u16, o: own? S, r: raw int }"),
              (Lines{"Copy s5, s1", "StoreK8F &s5+8, #7", "StoreU16F &s5+10, s1",
                     "StoreK16F &s5+12, #300", "Move s3, s0", "ConstNull s2, raw",
                     "New s0, s5, <S>", "DropEnd s0, <own? S>", "Ret"}));
}

TEST(New, makes_blocks_of_scalars) {
    EXPECT_EQ(body("local a: own int\nlocal b: own u8\nnew a, int(5)\nnew b, u8(5)\nforget "
                   "a\nforget b\nret"),
              (Lines{"Const s2, 5", "New s0, s2, <int>", "StoreK8F &s2+0, #5", "New s1, s2, <u8>",
                     "Forget s0, <own int>", "Forget s1, <own u8>", "DropEnd s1, <own u8>",
                     "DropEnd s0, <own int>", "Ret"}));
}

TEST(New, makes_zeroed_runs_and_copies_of_arrays) {
    EXPECT_EQ(body("local o: own bytes\nlocal n: int\nlocal a: [4 x u8]\nlocal p: ref bytes\n"
                   "new o, [n x u8]\nnew o, [N * 2 x u8]\nnew o, W\nnew o, a\nnew o, [p]\nret",
                   "const N = 8\ndata W: bytes = \"w\""),
              (Lines{"NewRun s0, s1, <u8>", "NewRunK s0, 16, <u8>", "NewCopyG s0, W+0, <bytes>",
                     "NewCopyF s0, &s2+0, <[4 x u8]>", "NewCopyP s0, [s3]+0, <bytes>",
                     "DropEnd s0, <own bytes>", "Ret"}));
}

TEST(New, takes_a_value_for_each_field) {
    EXPECT_EQ(
        messages_in_body("local o: own S\nnew o, S(1)\nnew o, S\nnew o, T(1)\nnew o, int(1, 2)",
                         "struct S { a: int, b: int }"),
        (Lines{"F017 3:8 `S` takes 2 values, found 1", "F008 4:8 `new` cannot take `S` here",
               "F011 5:8 there is no type `T`", "F017 6:8 `int` takes 1 value, found 2"}));
}

TEST(New, zeroes_only_what_may_be_zero) {
    EXPECT_EQ(
        messages_in_body("local o: own [own int]\nnew o, [4 x own int]\nnew o, [-1 x int]"),
        (Lines{"F026 3:13 `own int` cannot begin as zeros", "F005 4:9 a block of -1 elements"}));
}

}  // namespace
}  // namespace freehold::test
