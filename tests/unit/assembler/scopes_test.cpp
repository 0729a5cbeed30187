// SPDX-License-Identifier: MIT
// Blocks, jumps, and what the assembler writes where a scope is left.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Branches, compare_slots_and_constants) {
    EXPECT_EQ(body("local x, y: int\nagain:\nblt x, y, again\nbgeu x, 5, again\nblt 5, x, again\n"
                   "jmp again"),
              (Lines{"Blt s0, s1, @0", "BgeUK s0, 5, @0", "BgtK s0, 5, @0", "Jmp @0"}));
}

TEST(Branches, ask_whether_a_pointer_is_null) {
    EXPECT_EQ(body("local p: ref? int\nbnull p, end\nbnonnull p, end\nend:\nret"),
              (Lines{"BNull s0, @2", "BNonNull s0, @2", "Ret"}));
}

TEST(Branches, of_constants_are_none) {
    EXPECT_EQ(messages_in_body("a:\nbeq 1, 2, a"),
              Lines{"F008 3:1 this compares two constants, so it is no branch"});
}

TEST(Labels, are_known_in_the_whole_function_only) {
    EXPECT_EQ(messages("fn f() { there: ret }\nfn main() { jmp ther\n ther: jmp there }"),
              Lines{"F014 3:12 there is no label `there` in `main`"});
}

TEST(Labels, are_declared_once) {
    EXPECT_EQ(messages_in_body("a: jmp a\na: jmp a"),
              Lines{"F010 3:1 the label `a` is declared twice"});
}

TEST(Labels, that_are_unknown_get_the_nearest_one) {
    const Assembly assembly = assemble_text("fn main() { again: jmp agian }");
    EXPECT_EQ(edited(assembly), "fn main() { again: jmp again }");
}

TEST(Labels, are_in_the_program_with_their_places) {
    const Program program = program_of("fn f() { ret }\nfn main() { a: b: jmp a }");
    ASSERT_EQ(program.labels.size(), 2u);
    EXPECT_EQ(program.labels[1].name, "b");
    EXPECT_EQ(program.labels[1].index, 1u);
    EXPECT_EQ(raw(program.labels[1].function), 1u);
}

TEST(Scopes, end_with_drops_in_reverse_and_one_end) {
    EXPECT_EQ(body("{ local a: own int\nlocal n: int\nlocal b: own bytes\nconst n, 1 }\nret"),
              (Lines{"Const s1, 1", "DropEnd s2, <own bytes>", "DropEnd s0, <own int>",
                     "End s0, s2", "Ret"}));
}

TEST(Scopes, drop_structs_field_by_field_and_arrays_whole) {
    EXPECT_EQ(body("{ local s: S\nlocal a: [3 x own? int] }\nret",
                   "struct I { x: own? int, n: int }\nstruct S { a: own? int, i: I, n: int, b: "
                   "own? int }"),
              (Lines{"DropEnd s7, <[3 x own? int]>", "DropEnd s4, <own? int>",
                     "DropEnd s3, <own? int>", "DropEnd s0, <own? int>", "End s0, s7", "Ret"}));
}

TEST(Scopes, without_locals_end_nothing) { EXPECT_EQ(body("{ { } }\nret"), Lines{"Ret"}); }

TEST(Scopes, that_cannot_be_left_by_their_end_end_nothing) {
    EXPECT_EQ(body("{ local a: own int\nret }"), (Lines{"DropEnd s0, <own int>", "Ret"}));
}

TEST(Scopes, left_by_a_jump_end_before_it) {
    EXPECT_EQ(body("{ local a: own int\n{ local n: int\njmp out } }\nout:\nret"),
              (Lines{"End s1, s1", "DropEnd s0, <own int>", "End s0, s0", "Jmp @4", "Ret"}));
}

TEST(Scopes, left_by_a_branch_end_in_a_stub_behind_the_function) {
    EXPECT_EQ(body("local x: int\n{ local a: own int\nbeq x, 1, out\nblt x, x, out\nbnull a, in\n"
                   "read_int x, out\nin: }\nout:\nret"),
              (Lines{"BeqK s0, 1, @7", "Blt s0, s0, @10", "BNull s1, @4", "ReadInt s0, @13",
                     "DropEnd s1, <own int>", "End s1, s1", "Ret",     //
                     "DropEnd s1, <own int>", "End s1, s1", "Jmp @6",  //
                     "DropEnd s1, <own int>", "End s1, s1", "Jmp @6",  //
                     "DropEnd s1, <own int>", "End s1, s1", "Jmp @6"}));
}

TEST(Scopes, left_by_a_jump_back_end_too) {
    EXPECT_EQ(body("again:\n{ local n: int\nconst n, 1\njmp again }"),
              (Lines{"Const s0, 1", "End s0, s0", "Jmp @0"}));
}

TEST(Scopes, are_entered_at_their_beginning) {
    const Assembly assembly =
        assemble_text("fn main() {\n jmp in\n { local x: int\n in: }\n ret\n}");
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    const Diagnostic& mistake = assembly.diagnostics[0];
    EXPECT_EQ(code_name(mistake.code), "F015");
    EXPECT_EQ(mistake.labels[1].text, "into the block that begins here");
    EXPECT_EQ(mistake.labels[2].text, "to this label");
    EXPECT_EQ(messages("fn main() { { a: } { jmp a } }"),
              Lines{"F015 1:26 a jump into the block of `a`"});
}

TEST(Scopes, of_siblings_have_their_own_slots) {
    const Program program =
        program_of("fn main() { { local a: int } { local b: int } local c: int\n ret }");
    const Function& main = program.functions[0];
    EXPECT_EQ(main.locals[0].slot, 0);
    EXPECT_EQ(main.locals[1].slot, 1);
    EXPECT_EQ(main.locals[2].slot, 2);
}

TEST(Scopes, tell_from_where_to_where_a_local_can_be_named) {
    const Program program = program_of(
        "fn main() { local a: int\n const a, 1\n { const a, 2\n local b: int\n const b, 3 }\n ret "
        "}");
    const Function& main = program.functions[0];
    EXPECT_EQ(main.locals[0].scope_begin, 0u);
    EXPECT_EQ(main.locals[0].scope_end, 5u);
    EXPECT_EQ(main.locals[1].scope_begin, 2u);
    EXPECT_EQ(main.locals[1].scope_end, 4u);
}

TEST(Scopes, give_what_they_write_the_place_of_the_brace_or_the_jump) {
    const std::string text =
        "fn main() {\n { local a: int }\n { local b: int\n jmp out }\n out: ret }";
    const Program program = program_of(text);
    const auto at = [&](std::uint32_t index) {
        const Span span = program.spans[index];
        return text.substr(span.begin, span.end - span.begin);
    };
    EXPECT_EQ(at(0), "}");
    EXPECT_EQ(at(1), "jmp out");
    EXPECT_EQ(at(2), "jmp out");
}

TEST(Returns, are_never_forgotten) {
    const Assembly assembly = assemble_text("fn main() {\n    local x: int\n}\n");
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(assembly.diagnostics[0].headline, "`main` can run off its end");
    EXPECT_EQ(messages("fn f(x: int) { beq x, 1, a\n ret\n a: }\nfn main() { ret }"),
              Lines{"F016 3:5 `f` can run off its end"});
    EXPECT_EQ(messages("fn main() { a: jmp a }"), Lines{});
    EXPECT_EQ(messages("fn main() { exit 0 }"), Lines{});
    EXPECT_EQ(messages("fn main() { panic \"no\" }"), Lines{});
}

TEST(Returns, drop_the_innermost_scope_first_and_parameters_last) {
    EXPECT_EQ(
        code_of("fn f(p: own int, q: own int) { local a: own int\n { local b: own int\n ret } }\n"
                "fn main() { ret }",
                "f"),
        (Lines{"DropEnd s3, <own int>", "DropEnd s2, <own int>", "DropEnd s1, <own int>",
               "DropEnd s0, <own int>", "Ret"}));
}

}  // namespace
}  // namespace freehold::test
