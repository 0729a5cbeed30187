// SPDX-License-Identifier: MIT
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::expect_flaw;
using test::expect_sound;
using test::ProgramBuilder;
using test::Sample;

// A program with a main, around types that a test adds.
Program around(ProgramBuilder& b) {
    b.function("main").op(Opcode::Ret);
    return b.build();
}

TEST(ValidateTypes, the_sample_is_sound) { expect_sound(Sample().program); }

TEST(ValidateTypes, a_kind_that_does_not_exist) {
    Sample s;
    s.program.types[0].kind = static_cast<TypeKind>(99);
    s.expect("type 0 is of no known kind");
}

TEST(ValidateTypes, an_element_that_does_not_exist) {
    Sample s;
    s.program.types[raw(s.owner)].element = TypeId{1000};
    s.expect("has an element that does not exist");
}

TEST(ValidateTypes, a_struct_that_does_not_exist) {
    Sample s;
    s.program.types[raw(s.node)].structure = 9;
    s.expect("is a struct that does not exist");
}

TEST(ValidateTypes, a_field_whose_type_does_not_exist) {
    Sample s;
    s.program.structs[0].fields[0].type = TypeId{1000};
    s.expect("has a field whose type does not exist");
}

TEST(ValidateTypes, fields_of_a_row_that_its_kind_does_not_use) {
    Sample s;
    s.program.types[raw(s.integer)].element = s.byte;
    s.program.types[raw(s.byte)].count = 3;
    s.program.types[raw(s.text)].nullable = true;
    s.program.types[raw(s.array)].structure = 1;
    s.expect("type 0 has an element it cannot have");
    s.expect("type 1 has a length, but is no array");
    s.expect("type 3 is marked `?`");
    s.expect("type 2 names a struct, but is none");
}

TEST(ValidateTypes, a_wrong_size) {
    Sample s;
    s.program.types[raw(s.array)].size = 24;
    s.expect("type 2 says 24 bytes aligned to 8, but takes 32 bytes aligned to 8");
}

TEST(ValidateTypes, a_wrong_alignment) {
    Sample s;
    s.program.types[raw(s.integer)].align = 3;
    s.expect("an alignment other than 1, 2, 4 or 8");
    s.program.types[raw(s.integer)].align = 4;
    s.expect("type 0 says 8 bytes aligned to 4");
}

TEST(ValidateTypes, a_wrong_owns_flag) {
    Sample s;
    s.program.types[raw(s.node)].owns = true;
    s.expect("is wrong about whether it owns");
}

TEST(ValidateTypes, a_field_at_a_wrong_offset) {
    Sample s;
    s.program.structs[0].fields[1].offset = 4;
    s.expect("field `tag` of struct `Node` says offset 4, but lies at 8");
}

TEST(ValidateTypes, a_struct_of_a_wrong_size) {
    Sample s;
    s.program.structs[0].size = 8;
    s.expect("struct `Node` says 8 bytes");
}

TEST(ValidateTypes, a_row_that_stands_twice) {
    ProgramBuilder b;
    b.type(TypeKind::Int);
    b.type(TypeKind::Int);
    expect_flaw(around(b), "a type stands in the table of types twice");
}

TEST(ValidateTypes, a_struct_that_holds_itself) {
    Sample s;
    s.program.structs[0].fields[0].type = s.node;
    s.expect("a type holds itself");
}

TEST(ValidateTypes, structs_that_hold_each_other_through_an_array) {
    Sample s;
    s.program.types[raw(s.array)].element = s.node;
    s.program.structs[0].fields[0].type = s.array;
    s.expect("a type holds itself");
}

TEST(ValidateTypes, a_struct_may_point_at_itself) {
    Sample s;
    Type& link = s.program.types[raw(s.owner)];
    s.program.structs[0].fields.push_back({"next", s.owner, 16});
    s.program.structs[0].size = 24;
    s.program.types[raw(s.node)].size = 24;
    s.program.types[raw(s.node)].owns = true;
    EXPECT_EQ(link.element, s.node);
    expect_sound(s.program);
}

TEST(ValidateTypes, a_pointer_to_itself_has_no_name) {
    Sample s;
    s.program.types[raw(s.owner)].element = s.owner;
    s.expect("a type points at itself");
}

TEST(ValidateTypes, pointers_nested_without_end) {
    ProgramBuilder b;
    TypeId inner = b.type(TypeKind::Int);
    for (std::uint32_t i = 0; i <= max_type_depth; ++i) inner = b.pointer(TypeKind::Own, inner);
    expect_flaw(around(b), "pointers at pointers too deep");
}

TEST(ValidateTypes, borrows_inside_other_types) {
    ProgramBuilder b;
    const TypeId loan = b.pointer(TypeKind::Ref, b.type(TypeKind::Int));
    b.pointer(TypeKind::Own, loan);
    expect_flaw(around(b), "type 2 holds a borrow");
}

TEST(ValidateTypes, a_run_by_value) {
    ProgramBuilder b;
    const TypeId run = b.run(b.type(TypeKind::Int));
    b.structure("S", {{"all", run}});
    expect_flaw(around(b), "struct `S` holds a run of unknown length");
}

TEST(ValidateTypes, a_run_of_nothing) {
    ProgramBuilder b;
    b.run(b.structure("Empty", {}));
    expect_flaw(around(b), "a run of elements of no bytes, `Empty`");
}

TEST(ValidateTypes, an_array_larger_than_the_address_space) {
    ProgramBuilder b;
    b.array(0x4000'0000, b.type(TypeKind::Int));
    expect_flaw(around(b), "is larger than the address space");
}

TEST(ValidateTypes, names_that_cannot_be_shown) {
    Sample s;
    s.program.structs[0].name = "No\nde";
    s.expect("the name of struct 0 has characters that cannot be printed");
    s.program.structs[0].name = "\xff";
    s.expect("the name of struct 0 has characters that cannot be printed");
    s.program.structs[0].name = "";
    s.expect("struct 0 has no name");
    s.program.structs[0].name = std::string(max_name_bytes + 1, 'x');
    s.expect("the name of struct 0 takes 1,025 bytes, more than 1,024");
}

TEST(ValidateTypes, names_that_two_have) {
    Sample s;
    s.program.structs[0].fields[1].name = "value";
    s.expect("two fields of struct `Node` have the name `value`");
}

}  // namespace
}  // namespace freehold
