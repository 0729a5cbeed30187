// SPDX-License-Identifier: MIT
#include "assembler/lexer.hpp"

#include "tests/unit/assembler/support.hpp"

namespace freehold::assembler {
namespace {

using test::Lines;
using test::messages;
using test::messages_in_body;

struct Lexed {
    Source source;
    Names names;
    Reporter reporter{100};
    std::vector<Token> tokens;

    explicit Lexed(std::string text) : source("test.fh", std::move(text)) {
        Lexer lexer(source, FileId{}, names, reporter);
        do tokens.push_back(lexer.next());
        while (tokens.back().kind != TokenKind::End);
    }
};

TEST(Lexer, reads_numbers_in_four_bases_with_separators) {
    const Lexed lexed("10 1_000 0x1F 0o17 0b1_01");
    const std::uint64_t values[] = {10, 1000, 31, 15, 5};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(lexed.tokens[i].number, values[i]);
}

TEST(Lexer, reads_a_character_as_its_code_point) {
    const Lexed lexed("'a' 'é' '\\n' '\\u{e9}' '\\x7f' '\\''");
    const std::uint64_t values[] = {'a', 0xe9, '\n', 0xe9, 0x7f, '\''};
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(lexed.tokens[i].number, values[i]);
}

TEST(Lexer, knows_the_first_word_of_each_line) {
    const Lexed lexed("a b ; comment\n  c");
    EXPECT_TRUE(lexed.tokens[0].line_start);
    EXPECT_FALSE(lexed.tokens[1].line_start);
    EXPECT_TRUE(lexed.tokens[2].line_start);
}

TEST(Lexer, knows_what_stands_together) {
    const Lexed lexed("add.wrap x");
    EXPECT_TRUE(lexed.tokens[1].glued);
    EXPECT_TRUE(lexed.tokens[2].glued);
    EXPECT_FALSE(lexed.tokens[3].glued);
}

TEST(Lexer, gives_the_same_name_the_same_number) {
    const Lexed lexed("x y x");
    EXPECT_EQ(lexed.tokens[0].name(), lexed.tokens[2].name());
    EXPECT_NE(lexed.tokens[0].name(), lexed.tokens[1].name());
}

TEST(Lexer, skips_a_byte_order_mark_and_carriage_returns) {
    EXPECT_EQ(messages("\xef\xbb\xbf"
                       "fn main() {\r\n    ret\r\n}\r\n"),
              Lines{});
}

TEST(Lexer, keeps_the_column_of_a_code_point) {
    EXPECT_EQ(messages_in_body("print \"é\" $"), Lines{"F002 2:11 `$` has no meaning here"});
}

TEST(Lexer, reports_a_string_that_ends_with_its_line) {
    EXPECT_EQ(messages_in_body("print \"abc\nprint \"def\""),
              Lines{"F003 2:7 this string has no closing quote"});
}

TEST(Lexer, reports_a_character_without_its_closing_quote) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, 'a"),
              Lines{"F003 3:10 this character has no closing quote"});
}

TEST(Lexer, reports_empty_and_overfull_characters) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, ''\nconst x, 'ab'"),
              (Lines{"F006 3:10 a character is missing between the quotes",
                     "F006 4:10 a character literal holds one character, this one more"}));
}

TEST(Lexer, reports_each_unknown_escape_where_it_is) {
    EXPECT_EQ(messages_in_body("print \"a\\qb\\xg0\\u{d800}\\u12\""),
              (Lines{"F004 2:9 unknown escape `\\q`", "F004 2:12 unknown escape `\\x`",
                     "F004 2:16 unknown escape `\\u{d800}`", "F004 2:24 unknown escape `\\u`"}));
}

TEST(Lexer, reports_what_looks_like_a_number_but_is_none) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, 12abc\nconst x, 0b12\nconst x, 0x"),
              (Lines{"F002 3:10 `12abc` is not a number", "F002 4:10 `0b12` is not a number",
                     "F002 5:10 `0x` is not a number"}));
}

TEST(Lexer, reports_numbers_of_more_than_64_bits) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, 18446744073709551616\n"
                               "const x, 0x10000000000000000"),
              (Lines{"F005 3:10 `18446744073709551616` does not fit in 64 bits",
                     "F005 4:10 `0x10000000000000000` does not fit in 64 bits"}));
}

TEST(Lexer, takes_a_hexadecimal_number_of_64_bits_but_a_decimal_one_of_63) {
    EXPECT_EQ(messages_in_body("local x: int\nconst x, 0xffffffffffffffff"), Lines{});
    EXPECT_EQ(messages_in_body("local x: int\nconst x, -9223372036854775808"), Lines{});
    EXPECT_EQ(messages_in_body("local x: int\nconst x, 9223372036854775808"),
              Lines{"F005 3:10 `9223372036854775808` does not fit in 64 bits, signed"});
}

TEST(Lexer, offers_a_semicolon_for_comments_of_other_languages) {
    const Assembly assembly = test::assemble_text("// a\nfn main() { ret }");
    EXPECT_EQ(assembly.diagnostics.at(0).headline, "a comment begins with `;`");
    EXPECT_EQ(test::edited(assembly), "; a\nfn main() { ret }");
}

TEST(Lexer, says_once_that_a_file_is_binary) {
    EXPECT_EQ(messages(std::string("\x7f"
                                   "ELF\0\1\2\0",
                                   8)),
              Lines{"F002 1:5 this is not a text file"});
}

TEST(Lexer, says_once_that_a_text_is_no_utf8) {
    EXPECT_EQ(messages("; \xff \xfe\nfn main() { ret } ; \xc3"),
              Lines{"F002 1:3 the text is not valid UTF-8"});
}

}  // namespace
}  // namespace freehold::assembler
