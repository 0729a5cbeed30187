// SPDX-License-Identifier: MIT
// Mistakes in the form of a program: each is told once, and the parser goes on after it.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

TEST(Syntax, takes_several_statements_on_one_line) {
    EXPECT_EQ(code_of("fn main() { local a: [100 x int]\n fill a, 0   store a[3], 7\n ret }"),
              (Lines{"FillKF &s99+0, <[100 x int]>, #0", "Const s96, 7", "Ret"}));
}

TEST(Syntax, takes_mnemonics_as_names) {
    EXPECT_EQ(body("local add, x: int\nmove: const add, 1\nadd x, add, add\nret"),
              (Lines{"Const s0, 1", "Add s1, s0, s0", "Ret"}));
}

TEST(Syntax, lets_lines_end_inside_brackets) {
    EXPECT_EQ(code_of("fn f(a: int,\n b: int) { ret }\nfn main() { call f(\n1,\n2)\nret }"),
              (Lines{"Const s2, 1", "Const s3, 2", "Call -, f, s0", "Ret"}));
}

TEST(Syntax, reports_every_line_once) {
    EXPECT_EQ(messages_in_body("local x: int\nadd x x, 1\nadd x, , 1\nadd x, x,\nconst x, (1"),
              (Lines{"F006 3:7 expected `,` or the end of the line, found `x`",
                     "F006 4:8 expected an operand, found `,`",
                     "F006 5:10 expected an operand, found the end of the line",
                     "F006 6:12 expected `)`, found the end of the line"}));
}

TEST(Syntax, says_that_there_is_no_assignment) {
    EXPECT_EQ(messages_in_body("local x: int\nx = 5\nx := 5"),
              (Lines{"F006 3:1 a line begins with an instruction, not with what it writes",
                     "F006 4:1 a line begins with an instruction, not with what it writes"}));
}

TEST(Syntax, says_how_a_local_gets_its_value) {
    const Diagnostic mistake = only_mistake("fn main() {\n local x: int = 5\n ret }");
    EXPECT_EQ(mistake.help->text, "a local gets its value by an instruction: `const x, 10`");
}

TEST(Syntax, goes_on_at_the_next_item) {
    EXPECT_EQ(messages("data X bytes = \"x\"\nbss Y: int = 3\nconst 5\nconst Q =\n"
                       "struct S { a int }\nfn main() { ret }"),
              (Lines{"F006 1:8 expected `:` and a type, found `bytes`",
                     "F006 2:12 expected the end of the declaration, found `=`",
                     "F006 3:7 expected the constant's name, found `5`",
                     "F006 4:10 expected an operand, found the end of the line",
                     "F006 5:14 expected `:` and a type, found `int`"}));
}

TEST(Syntax, reads_a_body_whose_signature_is_wrong) {
    EXPECT_EQ(messages("fn f(a int) {\n jmp x\n}\nfn main() { ret }"),
              (Lines{"F006 1:8 expected `:` and a type, found `int`",
                     "F014 2:6 there is no label `x` in `f`"}));
}

TEST(Syntax, tells_a_missing_comma_between_fields_and_goes_on) {
    EXPECT_EQ(messages("struct S { a: int\n b: int }\nfn main() { local s: S\n const s.b, 1 ret }"),
              Lines{"F006 1:18 expected `,` or `}`, found the end of the line"});
}

TEST(Syntax, finds_the_function_that_is_not_closed) {
    const Assembly assembly = assemble_text("fn f() {\n{ ret\nfn main() { ret }");
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    const Diagnostic& mistake = assembly.diagnostics[0];
    EXPECT_EQ(mistake.headline, "the function `f` is not closed");
    EXPECT_EQ(mistake.labels[1].text, "this `{` has no `}`");
    EXPECT_EQ(mistake.labels[1].span.begin, 9u);
}

TEST(Syntax, reports_a_brace_too_many) {
    EXPECT_EQ(messages("fn main() { ret }\n}\n"), Lines{"F006 2:1 this `}` closes nothing"});
}

TEST(Syntax, keeps_a_constant_declared_inside_a_function) {
    EXPECT_EQ(messages_in_body("const N = 5\nlocal x: int\nconst x, N"),
              Lines{"F006 2:1 a named constant is declared outside functions"});
}

TEST(Syntax, does_not_ask_for_a_ret_that_it_may_have_skipped) {
    EXPECT_EQ(messages("fn main() { add , ret }"),
              Lines{"F006 1:17 expected `,` or the end of the line, found `,`"});
}

TEST(Syntax, offers_raw_for_raw_with_a_question_mark) {
    const Assembly assembly = assemble_text("fn main() { local p: raw? int\n ret }");
    EXPECT_EQ(edited(assembly), "fn main() { local p: raw int\n ret }");
}

TEST(Syntax, knows_only_integers) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, 1.5"),
              Lines{"F006 3:12 expected an integer, found `5`"});
}

TEST(Syntax, offers_the_nearest_instruction) {
    const Assembly assembly = assemble_text("fn main() { local x: int\n cosnt x, 1\n ret }");
    EXPECT_EQ(assembly.diagnostics.at(0).headline, "there is no instruction `cosnt`");
    EXPECT_EQ(edited(assembly), "fn main() { local x: int\n const x, 1\n ret }");
}

std::string help_for(const std::string& line) {
    const Diagnostic mistake = only_mistake("fn main() { local x: int\n" + line + "\n ret }");
    return mistake.code == Code::UnknownInstruction && mistake.help ? mistake.help->text : "";
}

TEST(Syntax, says_what_instructions_of_other_assemblies_are_here) {
    EXPECT_EQ(help_for("inc x"), "one is added with `add x, x, 1`");
    EXPECT_EQ(help_for("je x, 1"), "`beq x, y, L` goes to L if x and y are equal");
    EXPECT_EQ(help_for("push x"),
              "values stand in named locals instead, and `call f(x)` passes them");
    EXPECT_EQ(help_for("nop"), "nothing takes no instruction: leave the line out");
}

TEST(Syntax, edits_an_instruction_of_another_assembly_that_differs_in_its_word_only) {
    const Assembly assembly = assemble_text("fn main() { local x: int\n li x, 1\n ret }");
    EXPECT_EQ(edited(assembly), "fn main() { local x: int\n const x, 1\n ret }");
}

TEST(Syntax, says_how_many_operands_an_instruction_takes) {
    EXPECT_EQ(messages_in_body("local x: int\nadd x, 1\nprint\ncall x, x, x"),
              (Lines{"F008 3:1 `add` takes 3 operands, found 2",
                     "F008 4:1 `print` takes at least 1 operand, found 0",
                     "F008 5:1 `call` takes 1 or 2 operands, found 3"}));
}

TEST(Syntax, shows_the_forms_of_an_instruction_with_their_letters) {
    const Diagnostic mistake = only_mistake("fn main() { local x: int\n add x, 1\n ret }");
    EXPECT_EQ(mistake.help->text,
              "write `add d, v, v`, where `d` is a slot and `v` is a slot or a constant");
}

}  // namespace
}  // namespace freehold::test
