// SPDX-License-Identifier: MIT
// print, panic, assert, exit and input.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

std::vector<Piece> pieces(const std::string& statements, const std::string& declarations = "") {
    const Program program = program_of("fn main() {\n" + statements + "\nret }\n" + declarations);
    return program.formats.empty() ? std::vector<Piece>{} : program.formats[0].pieces;
}

TEST(Formats, show_texts_slots_constants_and_statics) {
    const auto shown =
        pieces("local x: int\nlocal a: [3 x u8]\nprint \"a{}b{c}{x}{p}\", x, 'c', W, a",
               "data W: bytes = \"w\"");
    ASSERT_EQ(shown.size(), 6u);
    EXPECT_EQ(shown[0].text, "a");
    EXPECT_EQ(shown[1].from, Piece::From::Frame);
    EXPECT_EQ(shown[1].slot, 0);
    EXPECT_EQ(shown[2].text, "b");
    EXPECT_EQ(shown[3].from, Piece::From::Constant);
    EXPECT_EQ(shown[3].style, Piece::Style::Char);
    EXPECT_EQ(shown[3].number, 'c');
    EXPECT_EQ(shown[4].from, Piece::From::Static);
    EXPECT_EQ(shown[4].style, Piece::Style::Hex);
    EXPECT_EQ(shown[4].number, 0x2000);
    EXPECT_EQ(shown[5].from, Piece::From::Frame);
    EXPECT_EQ(shown[5].slot, 1);
}

TEST(Formats, write_a_brace_twice_and_take_escapes_as_they_are) {
    const auto shown = pieces("print \"{{}}\\x7b\\u{7d}\\n\"");
    ASSERT_EQ(shown.size(), 1u);
    EXPECT_EQ(shown[0].text, "{}{}\n");
}

TEST(Formats, count_their_values) {
    EXPECT_EQ(messages_in_body("local x: int\nprint \"{} {}\", x\nprint \"\", x"),
              (Lines{"F023 3:7 the text has 2 places, but there is 1 value",
                     "F023 4:7 the text has 0 places, but there is 1 value"}));
}

TEST(Formats, tell_each_wrong_brace_where_it_is) {
    EXPECT_EQ(messages_in_body("print \"ab {q} } {\""),
              (Lines{"F023 2:11 no such way to show a value", "F023 2:15 this `}` closes nothing",
                     "F023 2:17 this `{` is not closed"}));
}

TEST(Formats, show_scalars_and_bytes_only) {
    EXPECT_EQ(
        messages_in_body("local s: S\nlocal a: [2 x int]\nlocal p: ref bytes\n"
                         "print \"{} {} {} {} {}\", s, a, s.tag, [p], null",
                         "struct S { tag: u8, b: int }"),
        (Lines{"F008 5:25 `print` cannot take `s` here", "F008 5:28 `print` cannot take `a` here",
               "F008 5:31 `print` cannot take `s.tag` here",
               "F008 5:38 `print` cannot take `[p]` here",
               "F008 5:43 `print` cannot take `null` here"}));
}

TEST(Formats, follow_pointers_without_brackets) {
    const Assembly assembly =
        assemble_text("fn f(p: ref bytes) { print \"{}\", [p]\n ret }\nfn main() { ret }");
    EXPECT_EQ(edited(assembly), "fn f(p: ref bytes) { print \"{}\", p\n ret }\nfn main() { ret }");
}

TEST(Output, ends_a_program_with_a_status_or_a_message) {
    EXPECT_EQ(
        body(
            "local x: int\nassert x\nassert x, \"{}\", x\nassert 1\nbeq x, 0, a\npanic \"no\"\na:\n"
            "beq x, 1, b\nexit x\nb:\nexit 3"),
        (Lines{"Assert s0, -", "Assert s0, format", "AssertK #1, -", "BeqK s0, 0, @5",
               "PanicOp format", "BeqK s0, 1, @7", "Exit s0", "ExitK 3"}));
    EXPECT_EQ(messages_in_body("exit 100"), Lines{"F005 2:6 100 is no exit status"});
}

TEST(Input, goes_to_a_label_at_its_end) {
    EXPECT_EQ(
        body("local x: int\nlocal s: own bytes\nread_int x\nread_byte x, end\nread_line s, end\n"
             "end:\nret"),
        (Lines{"ReadInt s0, -", "ReadByte s0, @3", "ReadLine s1, @3", "DropEnd s1, <own bytes>",
               "Ret"}));
}

}  // namespace
}  // namespace freehold::test
