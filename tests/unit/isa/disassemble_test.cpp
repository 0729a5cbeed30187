// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "freehold/image.hpp"
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::op;
using test::ProgramBuilder;
using test::Sample;

// An instruction of the sample's main, in place of its first.
std::string text_of(const Instruction& instruction) {
    Sample s;
    s.at(1) = instruction;
    test::expect_sound(s.program);
    return disassemble(s.program, s.main().first);
}

void expect_line(const Program& program, const std::string& line) {
    const std::string text = disassemble(program);
    EXPECT_NE(text.find('\n' + line + '\n'), std::string::npos) << text;
}

TEST(Disassemble, slots_have_the_names_of_their_locals) {
    EXPECT_EQ(text_of(op(Opcode::Copy, 0, 1)), "copy x, list");
}

TEST(Disassemble, a_slot_inside_a_local_has_its_number) {
    EXPECT_EQ(text_of(op(Opcode::Copy, 0, 3)), "copy x, %3");
    EXPECT_EQ(text_of(op(Opcode::Copy, 0, 5)), "copy x, a");
}

TEST(Disassemble, a_name_that_two_locals_have_is_not_used) {
    Sample s;
    s.main().locals[1].name = "x";
    EXPECT_EQ(disassemble(s.program, s.main().first), "const %0, 5");
}

TEST(Disassemble, constants_stand_where_slots_may_stand) {
    EXPECT_EQ(text_of(op(Opcode::SubK, 0, 0, -3)), "sub x, x, -3");
    EXPECT_EQ(text_of(op(Opcode::KSub, 0, 10, 0)), "sub x, 10, x");
}

TEST(Disassemble, memory_is_written_as_it_is_named) {
    const Sample s;
    EXPECT_EQ(text_of(op(Opcode::LoadU8P, 0, 1, 4)), "load.u8 x, [list+4]");
    EXPECT_EQ(text_of(op(Opcode::LoadPX, 0, 1, 8, 0, 100)), "load x, [list+8][x<100]");
    EXPECT_EQ(text_of(op(Opcode::LoadPX, 0, 1, 0, 0, no_bound)), "load x, [list][x]");
    EXPECT_EQ(text_of(op(Opcode::LoadFX, 0, 5, 0, 0, 4)), "load x, a[x<4]");
    EXPECT_EQ(text_of(op(Opcode::StoreF, 5, 8, 0)), "store a+8, x");
    EXPECT_EQ(text_of(op(Opcode::StoreKG, s.table + 8, 0)), "store.k [TABLE+8], 7");
}

TEST(Disassemble, a_place_has_its_type) {
    const Sample s;
    EXPECT_EQ(text_of(op(Opcode::BorrowF, 0, 5, 0, s.array)), "borrow x, a: [4 x int]");
    EXPECT_EQ(text_of(op(Opcode::BorrowGX, 0, s.table, 0, s.array)),
              "borrow x, [TABLE][x]: [4 x int]");
}

TEST(Disassemble, a_static_that_a_local_hides_has_its_address) {
    Sample s;
    s.main().locals[0].name = "TABLE";
    EXPECT_EQ(disassemble(s.program, s.main().first + 1), "store.k [0x2008], 7");
}

TEST(Disassemble, a_new_run_has_its_length_before_its_type) {
    const Sample s;
    EXPECT_EQ(text_of(op(Opcode::NewRunK, 1, 3, s.byte)), "new.run list, 3 x u8");
    EXPECT_EQ(text_of(op(Opcode::NewRun, 1, 0, s.byte)), "new.run list, x x u8");
}

TEST(Disassemble, a_call_shows_where_the_frame_begins) {
    Sample s;
    EXPECT_EQ(disassemble(s.program, s.main().first + 3), "call x, twice at %6");
    s.at(4).b = no_slot;
    EXPECT_EQ(disassemble(s.program, s.main().first + 3), "call _, twice at %6");
}

TEST(Disassemble, a_format_is_shown_with_its_values) {
    const Sample s;
    EXPECT_EQ(disassemble(s.program, s.program.functions[1].first + 5), "print \"x = \" {x: int}");
}

TEST(Disassemble, a_jump_names_the_label_of_the_source) {
    const Sample s;
    EXPECT_EQ(disassemble(s.program, s.program.functions[1].first + 7), "beq x, 3, again");
}

TEST(Disassemble, a_target_without_a_label_gets_one_that_no_source_can_have) {
    Sample s;
    s.program.labels.clear();
    EXPECT_EQ(disassemble(s.program, s.main().first + 7), "beq x, 3, .3");
    expect_line(s.program, ".3:\n    call x, twice at %6");
}

TEST(Disassemble, values_of_statics_are_readable) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::I8), integer = b.type(TypeKind::Int);
    const TypeId link = b.pointer(TypeKind::Own, integer, true);
    const TypeId pair = b.structure("Pair", {{"a", byte}, {"next", link}});
    b.data("TEXT", b.run(b.type(TypeKind::U8)), "a \"b\"\n\x01");
    b.data("NUMBERS", b.array(2, byte), "\xff\x02");
    b.data("PAIR", pair, std::string("\x05") + std::string(15, '\0'));
    b.function("main").op(Opcode::Ret);
    const Program program = b.build();
    expect_line(program, "data TEXT: bytes at 0x2000 = \"a \\\"b\\\"\\n\\x01\"");
    expect_line(program, "data NUMBERS: [2 x i8] at 0x2008 = [-1, 2]");
    expect_line(program, "data PAIR: Pair at 0x2010 = (5, null)");
}

TEST(Disassemble, a_static_of_code_names_its_function) {
    ProgramBuilder b;
    const Pointer main{ObjectId{0xfffffffe}, Layout::code_begin};
    std::string word(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) word[i] = static_cast<char>(main.word() >> (8 * i));
    b.data("START", b.type(TypeKind::Code), word);
    b.function("main").op(Opcode::Ret);
    expect_line(b.build(), "data START: code at 0x2000 = main");
}

TEST(Disassemble, instructions_stand_below_their_line_of_the_source) {
    Sample s;
    s.program.sources.emplace_back("x.fh", "first\n    second line\n");
    s.program.spans.assign(s.program.code.size(), Span{FileId{0}, 10, 16});
    expect_line(s.program,
                "    .loc 0 10 16                ; 2: second line\n    add %0, n, n\n    ret.word");
    expect_line(s.program, ".file \"x.fh\"\n    \"first\\n\"\n    \"    second line\\n\"");
}

TEST(Disassemble, names_that_are_no_words_stand_in_quotes) {
    Sample s;
    s.twice().name = "two words";
    expect_line(s.program, "fn \"two words\"(n: int) -> int {");
    EXPECT_EQ(disassemble(s.program, s.main().first + 3), "call x, \"two words\" at %6");
}

TEST(Disassemble, unsafe_stands_around_its_instructions) {
    Sample s;
    s.program.unsafe = {{s.main().first, s.main().first + 1}};
    expect_line(s.program, "    unsafe {\n    const x, 5\n    }");
}

}  // namespace
}  // namespace freehold
