// SPDX-License-Identifier: MIT
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::expect_flaw;
using test::expect_sound;
using test::ProgramBuilder;
using test::Sample;

enum : std::size_t { hello, table, counter };  // the statics of the sample

TEST(ValidateStatics, a_segment_without_statics) {
    Sample s;
    s.program.statics[counter].segment = Segment::Heap;
    s.expect("static `COUNT` is neither in data nor in bss");
}

TEST(ValidateStatics, bss_that_cannot_be_written) {
    Sample s;
    s.program.statics[counter].mut = false;
    s.expect("static `COUNT` in bss cannot be written");
}

TEST(ValidateStatics, a_type_that_does_not_exist) {
    Sample s;
    s.program.statics[table].type = TypeId{50};
    s.expect("static `TABLE` is of a type that does not exist");
}

TEST(ValidateStatics, a_size_that_the_type_does_not_have) {
    Sample s;
    s.program.statics[table].size = 24;
    s.expect("static `TABLE` says 24 bytes, which its type does not take");
}

TEST(ValidateStatics, an_address_inside_a_word) {
    Sample s;
    s.program.statics[table].address = s.program.statics[table].address + 4;
    s.expect("static `TABLE` does not begin at a word");
}

TEST(ValidateStatics, a_mutable_one_in_the_read_only_part) {
    Sample s;
    s.program.statics[hello].mut = true;
    s.expect("static `HELLO` at 0x2000 lies outside its part of data");
}

TEST(ValidateStatics, an_immutable_one_in_the_writable_part) {
    Sample s;
    s.program.statics[table].mut = false;
    s.expect("static `TABLE` at 0x2008 lies outside its part of data");
}

TEST(ValidateStatics, one_outside_bss) {
    Sample s;
    s.program.statics[counter].address = Address{0x9000};
    s.expect("static `COUNT` at 0x9000 lies outside its part of bss");
}

TEST(ValidateStatics, two_that_share_a_word) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    b.bss("A", integer);
    b.bss("B", integer);
    b.function("main").op(Opcode::Ret);
    Program program = b.build();
    expect_sound(program);
    program.statics[1].address = program.statics[0].address;
    expect_flaw(program, "static `A` and static `B` share a word");
}

TEST(ValidateStatics, one_of_no_bytes_has_a_word_of_its_own) {
    ProgramBuilder b;
    const TypeId text = b.run(b.type(TypeKind::U8));
    b.data("EMPTY", text, "");
    b.data("NEXT", text, "x");
    b.function("main").op(Opcode::Ret);
    expect_flaw(b.build(), "share a word");
}

TEST(ValidateStatics, a_borrow) {
    ProgramBuilder b;
    b.data("LOAN", b.pointer(TypeKind::Ref, b.type(TypeKind::Int)), std::string(8, '\0'));
    b.function("main").op(Opcode::Ret);
    expect_flaw(b.build(), "static `LOAN` is a borrow");
}

TEST(ValidateStatics, bytes_where_nothing_is) {
    Sample s;
    s.program.data[6] = std::byte{1};
    s.expect("data between statics is not zero");
}

TEST(ValidateStatics, padding_with_something_in_it) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8), half = b.type(TypeKind::U16);
    b.data("PAIR", b.structure("Pair", {{"a", byte}, {"b", half}}), std::string("\1\1\1\1", 4));
    b.function("main").op(Opcode::Ret);
    expect_flaw(b.build(), "static `PAIR` has padding that is not zero");
}

TEST(ValidateStatics, a_pointer_that_is_not_null) {
    ProgramBuilder b;
    b.data("P", b.pointer(TypeKind::Raw, b.type(TypeKind::Int)),
           std::string("\0\0\0\0\0\0\0\1", 8));
    b.function("main").op(Opcode::Ret);
    expect_flaw(b.build(), "static `P` holds a pointer that is neither null nor a function");
}

// A program with a static of type code that holds this word.
Program with_code(Pointer pointer) {
    ProgramBuilder b;
    std::string bytes(8, '\0');
    const std::uint64_t word = pointer.word();
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(word >> (8 * i));
    b.data("F", b.type(TypeKind::Code), bytes);
    b.function("main").op(Opcode::Const, 0, 1).op(Opcode::Ret);
    Program program = b.build();
    program.functions[0].slots = 1;
    return program;
}

TEST(ValidateStatics, code_is_null_or_the_beginning_of_a_function) {
    const Address begin = Layout::code_begin;
    expect_sound(with_code({}));
    expect_sound(with_code({ObjectId{0xfffffffe}, begin}));
    const std::string wrong = "holds a pointer that is neither null nor a function";
    expect_flaw(with_code({ObjectId{1}, begin}), wrong);
    expect_flaw(with_code({ObjectId{0xfffffffe}, begin + 16}), wrong);
    expect_flaw(with_code({ObjectId{0xfffffffe}, begin + 8}), wrong);
    expect_flaw(with_code({ObjectId{0xfffffffe}, begin + 3200}), wrong);
    expect_flaw(with_code({ObjectId{0xfffffffe}, Address{16}}), wrong);
}

TEST(ValidateStatics, a_name_that_two_have) {
    Sample s;
    s.program.statics[table].name = "HELLO";
    s.expect("two statics have the name `HELLO`");
}

}  // namespace
}  // namespace freehold
