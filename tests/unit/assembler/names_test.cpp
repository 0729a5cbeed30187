// SPDX-License-Identifier: MIT
// Which thing a name means.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Names, shadow_in_inner_blocks_only) {
    EXPECT_EQ(body("local x: int\nconst x, 1\n{ local x: int\nconst x, 2 }\nconst x, 3\nret"),
              (Lines{"Const s0, 1", "Const s1, 2", "End s1, s1", "Const s0, 3", "Ret"}));
    EXPECT_EQ(messages_in_body("local x: int\nlocal x: int"),
              Lines{"F010 3:7 `x` is declared twice"});
}

TEST(Names, of_locals_hide_those_outside) {
    EXPECT_EQ(body("local N: int\ncopy N, N\nret", "const N = 5"), (Lines{"Copy s0, s0", "Ret"}));
}

TEST(Names, of_parameters_and_locals_share_a_scope) {
    EXPECT_EQ(messages("fn f(a: int, a: int) { ret }\nfn g(b: int) { local b: int\n ret }\n"
                       "fn main() { ret }"),
              (Lines{"F010 1:14 the parameter `a` is declared twice",
                     "F010 2:22 `b` is declared twice"}));
}

TEST(Names, outside_functions_are_declared_once) {
    const Diagnostic mistake = only_mistake("const a = 1\nfn a() { ret }\nfn main() { ret }");
    EXPECT_EQ(mistake.headline, "`a` is declared twice");
    EXPECT_EQ(mistake.labels[1].text, "first declared here, as a constant");
}

TEST(Names, that_are_words_of_the_language_name_nothing_else) {
    EXPECT_EQ(
        messages("const null = 1\nstruct int { a: u8 }\nfn main() { local true: bool\n ret }"),
        (Lines{"F010 1:7 `null` is a word of the language",
               "F010 2:8 `int` is a word of the language",
               "F010 3:19 `true` is a word of the language"}));
}

TEST(Names, that_are_unknown_get_the_nearest_one) {
    const Assembly assembly = assemble_text("fn main() { local total: int\n const totl, 1\n ret }");
    EXPECT_EQ(edited(assembly), "fn main() { local total: int\n const total, 1\n ret }");
}

TEST(Names, of_locals_begin_at_their_declaration) {
    const Diagnostic mistake = only_mistake("fn main() {\n const x, 1\n local x: int\n ret }");
    EXPECT_EQ(mistake.headline, "there is no `x`");
    EXPECT_EQ(mistake.labels[1].text, "declared only here, further down");
}

TEST(Names, of_locals_end_with_their_block) {
    const Diagnostic mistake = only_mistake("fn main() {\n { local x: int }\n const x, 1\n ret }");
    EXPECT_EQ(mistake.labels[1].text, "declared here, in a block that has ended");
}

TEST(Names, with_a_mistake_in_their_type_are_not_told_again) {
    EXPECT_EQ(messages_in_body("local x: Nothing\nadd x, x, 1\nload x, [x].y\nprint \"{}\", x"),
              Lines{"F011 2:10 there is no type `Nothing`"});
}

TEST(Names, of_structs_are_no_values) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, S", "struct S { a: int }"),
              Lines{"F008 3:10 `S` is a struct, not a value"});
}

TEST(Names, have_ids_in_the_order_of_declaration) {
    const Program program =
        program_of("data A: int = 1\nfn f() { ret }\nbss B: int\nfn main() { ret }");
    EXPECT_EQ(raw(program.statics[0].object), 0xffffffff);
    EXPECT_EQ(raw(program.functions[0].object), 0xfffffffe);
    EXPECT_EQ(raw(program.statics[1].object), 0xfffffffd);
    EXPECT_EQ(raw(program.functions[1].object), 0xfffffffc);
}

}  // namespace
}  // namespace freehold::test
