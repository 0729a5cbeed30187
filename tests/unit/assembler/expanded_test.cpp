// SPDX-License-Identifier: MIT
#include "assembler/expanded.hpp"

#include <gtest/gtest.h>

#include "freehold/image.hpp"
#include "tests/unit/isa/flaws.hpp"
#include "tests/unit/support/every_opcode.hpp"

namespace freehold {
namespace {

using assembler::read_expanded;
using test::EveryOpcode;
using test::op;
using test::ProgramBuilder;
using test::Sample;

// ---- what is written is read again -------------------------------------------------------------

std::string all_of(const std::vector<Diagnostic>& diagnostics, const std::string& text) {
    std::string all;
    for (const Diagnostic& each : diagnostics) {
        const Label* label = primary_label(each);
        all += code_name(each.code) + ' ' + each.headline + ": " + label->text + " at `" +
               text.substr(label->span.begin, label->span.end - label->span.begin) + "`\n";
    }
    return all;
}

// Whether the program's text is read as the same program, down to the bytes of its image.
void expect_round_trip(const Program& program) {
    test::expect_sound(program);
    const std::string text = disassemble(program);
    std::vector<Diagnostic> diagnostics;
    const auto read = read_expanded(Source("x.fh", text), diagnostics);
    ASSERT_TRUE(read) << all_of(diagnostics, text) << text;
    EXPECT_TRUE(diagnostics.empty());
    EXPECT_EQ(disassemble(*read), text);
    EXPECT_TRUE(save_image(*read) == save_image(program)) << text;
}

TEST(Expanded, every_opcode_comes_back) { expect_round_trip(EveryOpcode::program()); }

TEST(Expanded, places_in_the_source_and_its_text_come_back) {
    Sample s;
    s.program.sources.emplace_back("a.fh", "one\n\n  two ; \"quoted\"\n\tno newline at the end");
    s.program.sources.emplace_back("lib/b.fh", "");
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < s.program.code.size(); ++i) {
        s.program.spans.push_back({FileId{0}, at % 20, at % 20 + 3});
        at += i % 3;
    }
    s.program.structs[0].span = {FileId{0}, 1, 2};
    s.program.statics[1].span = {FileId{1}, 0, 0};
    s.twice().span = {FileId{0}, 5, 9};
    s.twice().locals[0].span = {FileId{0}, 6, 9};
    s.main().locals[1].span = {FileId{0}, 7, 9};
    expect_round_trip(s.program);
}

TEST(Expanded, a_program_whose_places_are_all_the_first_is_not_a_stripped_one) {
    Sample s;
    s.program.sources.emplace_back("a.fh", "");
    s.program.spans.resize(s.program.code.size());
    expect_round_trip(s.program);
}

TEST(Expanded, signatures_and_locals_come_back) {
    Sample s;
    s.twice().from = {0, 0};
    s.twice().from_static = true;
    s.twice().locals[0].ro = true;
    s.main().locals[2].ro = true;
    s.main().locals[0].scope_begin += 2;
    s.main().locals[1].scope_end -= 3;
    expect_round_trip(s.program);
}

TEST(Expanded, unsafe_ranges_and_labels_come_back_in_their_order) {
    Sample s;
    const std::uint32_t first = s.main().first, end = first + s.main().count;
    s.program.unsafe = {
        {0, 1},           {first, first}, {first, first + 2}, {first + 2, first + 2},
        {first + 4, end}, {end, end}};
    s.program.labels = {{"begin", FunctionId{0}, 0},     {"end", FunctionId{0}, 2},
                        {"also", FunctionId{0}, 2},      {"a", FunctionId{1}, first + 3},
                        {"b", FunctionId{1}, first + 3}, {"end", FunctionId{1}, end}};
    expect_round_trip(s.program);
}

TEST(Expanded, names_of_any_kind_come_back) {
    Sample s;
    s.twice().name = "two words, and a \"quote\"";
    s.twice().locals[0].name = "ro";
    s.main().locals[0].name = "at";
    s.main().locals[1].name = "x y";
    s.main().locals[2].name = "_";
    s.program.structs[0].name = "own";
    s.program.structs[0].fields[0].name = "null";
    s.program.statics[0].name = "größe";
    s.program.statics[1].name = "at";
    s.program.labels[0].name = ".3";
    expect_round_trip(s.program);
}

TEST(Expanded, a_name_that_two_locals_have_comes_back) {
    Sample s;
    s.main().locals[1].name = "x";
    expect_round_trip(s.program);
}

TEST(Expanded, formats_out_of_order_come_back) {
    Sample s;
    Program& program = s.program;
    program.formats.push_back({{test::text_piece("")}});
    program.formats.push_back({});
    program.formats.push_back({{test::slot_piece(s.x, s.integer, Piece::Style::Hex)}});
    s.at(1) = op(Opcode::Print, 3);
    s.at(2) = op(Opcode::Assert, s.x, 1);
    s.at(3) = op(Opcode::Print, 2);
    s.at(5) = op(Opcode::Print, 0);
    s.at(7) = op(Opcode::Print, 1);
    expect_round_trip(program);
}

TEST(Expanded, values_of_statics_come_back) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8), half = b.type(TypeKind::I16);
    const TypeId pair = b.structure("Pair", {{"a", byte}, {"b", half}});
    const TypeId empty = b.structure("Empty", {});
    const TypeId outer = b.structure("Outer", {{"none", empty}, {"all", b.array(2, pair)}});
    b.data("BYTES", b.run(byte), std::string("\0\xff\xc3\xa4\\\"", 6));
    b.data("NOTHING", empty, "");
    b.data("OUTER", outer, std::string("\x01\0\xfe\xff\x02\0\x03\0", 8));
    b.data("WIDE", b.type(TypeKind::U32), "\xff\xff\xff\xff", true);
    b.data("LEAST", b.type(TypeKind::Int), std::string(7, '\0') + '\x80', true);
    b.bss("ZEROS", b.array(1000, pair));
    b.function("main").op(Opcode::Ret);
    Program program = b.build();
    // The builder gives what has no bytes no word; it needs one.
    program.data.insert(program.data.begin() + 8, 8, std::byte{});
    for (std::size_t i = 2; i < 5; ++i) program.statics[i].address = program.statics[i].address + 8;
    program.read_only_data += 8;
    expect_round_trip(program);
}

TEST(Expanded, statics_between_functions_keep_their_ids) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    b.function("first").op(Opcode::Ret);
    b.bss("A", integer);
    b.function("main").op(Opcode::Ret);
    b.bss("B", integer);
    expect_round_trip(b.build());
}

TEST(Expanded, spacing_and_comments_do_not_matter) {
    const std::string text =
        ".expanded  \n\n ; a comment\n.main main\n\t.stripped;\n.data 0 0\n.bss 0\n"
        "fn main ( ) {\n.slots 0\nret ; done\n}";
    std::vector<Diagnostic> diagnostics;
    EXPECT_TRUE(read_expanded(Source("x.fh", text), diagnostics)) << all_of(diagnostics, text);
}

// ---- what is not well-formed is told -----------------------------------------------------------

// A text around some lines of main, whose local x is slot 0.
std::string with_lines(const std::string& lines) {
    return ".expanded\n.main main\n.data 0 0\n.bss 0\n.stripped\n.type int\n"
           "fn main() {\n    .slots 1\n    local x: int at %0 in 0..1\n" +
           lines + "    ret\n}\n";
}

std::string mistakes(const std::string& text) {
    std::vector<Diagnostic> diagnostics;
    const auto read = read_expanded(Source("x.fh", text), diagnostics);
    EXPECT_EQ(read.has_value(), diagnostics.empty());
    return all_of(diagnostics, text);
}

TEST(Expanded, an_unknown_instruction_has_its_neighbour) {
    const std::string text = with_lines("    ad x, x, 1\n");
    std::vector<Diagnostic> diagnostics;
    read_expanded(Source("x.fh", text), diagnostics);
    ASSERT_EQ(diagnostics.size(), 1u);
    EXPECT_EQ(diagnostics[0].code, Code::UnknownInstruction);
    EXPECT_EQ(diagnostics[0].headline, "there is no instruction `ad`");
    EXPECT_EQ(diagnostics[0].help->text, "did you mean `add`?");
}

TEST(Expanded, operands_that_do_not_fit_say_which_do) {
    const std::string text = with_lines("    add x, 1, x\n");
    std::vector<Diagnostic> diagnostics;
    read_expanded(Source("x.fh", text), diagnostics);
    ASSERT_EQ(diagnostics.size(), 1u);
    EXPECT_EQ(diagnostics[0].code, Code::WrongOperands);
    EXPECT_EQ(diagnostics[0].help->text, "it takes `D S S` or `D S K`");
    EXPECT_EQ(text.substr(primary_label(diagnostics[0])->span.begin, 1), "1");
}

TEST(Expanded, a_jump_to_nowhere) {
    EXPECT_EQ(mistakes(with_lines("    jmp away\n")),
              "F014 there is no label `away` in this function: no such label at `away`\n");
}

TEST(Expanded, a_label_that_stands_twice) {
    EXPECT_EQ(mistakes(with_lines("here:\nhere:\n")),
              "F010 the label `here` stands twice: a second time in this function at `here`\n");
}

TEST(Expanded, a_type_without_a_row) {
    EXPECT_EQ(mistakes(with_lines("    drop x: own int\n")),
              "F011 there is no `.type own int`: every type that is used has a row at `own`\n");
}

TEST(Expanded, a_number_that_does_not_fit) {
    EXPECT_EQ(mistakes(with_lines("    const x, 9223372036854775808\n")),
              "F005 a number that does not fit: -9223372036854775808 to 9223372036854775807 can "
              "stand here at `9223372036854775808`\n");
}

TEST(Expanded, an_unknown_directive) {
    EXPECT_EQ(mistakes(with_lines("    .frame 3\n")),
              "F032 there is no directive `.frame`: not known in a function at `.frame`\n");
}

TEST(Expanded, a_format_with_a_number_that_another_has) {
    EXPECT_EQ(mistakes(with_lines("    print \"a\"\n    print #0 \"b\"\n")),
              "F023 a format with a number that another has: shown before at `print #0 \"b\"`\n");
}

TEST(Expanded, a_format_that_is_missing) {
    EXPECT_EQ(mistakes(with_lines("    print #3 \"b\"\n")),
              "F032 a format is missing: formats are numbered from 0 without gaps at ``\n");
}

TEST(Expanded, every_line_is_looked_at) {
    EXPECT_EQ(mistakes(with_lines("    const x\n    jump .3\n    .frame 3\n")),
              "F008 operands that `const` does not take: expected `,` at `\n`\n"
              "F007 there is no instruction `jump`: not known at `jump`\n"
              "F032 there is no directive `.frame`: not known in a function at `.frame`\n");
}

TEST(Expanded, no_more_is_told_than_somebody_reads) {
    std::string lines;
    for (int i = 0; i < 1000; ++i) lines += "    what\n";
    std::vector<Diagnostic> diagnostics;
    read_expanded(Source("x.fh", with_lines(lines)), diagnostics);
    EXPECT_EQ(diagnostics.size(), 20u);
}

TEST(Expanded, a_program_that_is_not_well_formed_says_where) {
    EXPECT_EQ(mistakes(with_lines("    const %7, 1\n")),
              "F032 slot 7 lies past the 1 slot of the frame: here at `const %7, 1`\n");
}

TEST(Expanded, a_function_that_is_not_closed) {
    EXPECT_EQ(mistakes(".expanded\n.main main\nfn main() {\n    ret\n"),
              "F006 expected the closing brace of the function: the text ends here at ``\n");
}

TEST(Expanded, types_that_hold_each_other) {
    EXPECT_EQ(
        mistakes(".expanded\nstruct A {\n    b: B\n}\nstruct B {\n    a: A\n}\n"
                 ".type A\n.type B\n"),
        "F032 a type holds itself, or types lie in each other too deep: in this text at ``\n");
}

TEST(Expanded, more_data_than_the_text_has) {
    EXPECT_EQ(mistakes(".expanded\n.data 4000000000 0\n"),
              "F032 `.data` says more bytes than its statics take: in this text at ``\n");
}

TEST(Expanded, a_text_that_is_not_expanded) {
    EXPECT_EQ(mistakes("fn main() {}\n"),
              "F032 a text that is not expanded: `.expanded` comes first at `fn`\n");
    EXPECT_FALSE(assembler::is_expanded(Source("x.fh", "; .expanded\n")));
    EXPECT_TRUE(assembler::is_expanded(Source("x.fh", ".expanded\r\n")));
}

// ---- damaged texts: a program or mistakes, never a crash ---------------------------------------

void expect_program_or_mistakes(const std::string& text) {
    std::vector<Diagnostic> diagnostics;
    const auto read = read_expanded(Source("x.fh", text), diagnostics);
    EXPECT_EQ(read.has_value(), diagnostics.empty());
    if (read) {
        EXPECT_TRUE(validate(*read).empty());
    }
}

std::string sample_text() {
    Sample s;
    s.program.unsafe = {{3, 5}};
    return disassemble(s.program);
}

TEST(Expanded, a_text_cut_off_anywhere) {
    const std::string text = sample_text();
    for (std::size_t size = 0; size < text.size(); ++size) {
        expect_program_or_mistakes(text.substr(0, size));
    }
}

TEST(Expanded, a_text_without_any_one_of_its_lines) {
    const std::string text = sample_text();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin) + 1;
        expect_program_or_mistakes(text.substr(0, begin) + text.substr(end));
        expect_program_or_mistakes(text.substr(0, end) + text.substr(begin));
        begin = end;
    }
}

TEST(Expanded, a_text_with_any_character_replaced) {
    const std::string text = sample_text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (char other : {'9', '-', '[', '"', '\n', '%', '\xff', '\0', '}'}) {
            std::string changed = text;
            changed[at] = other;
            expect_program_or_mistakes(changed);
        }
    }
}

}  // namespace
}  // namespace freehold
