// SPDX-License-Identifier: MIT
#include "freehold/program.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/program_builder.hpp"

namespace freehold {
namespace {

using test::ProgramBuilder;

TEST(Program, an_instruction_belongs_to_the_function_around_it) {
    ProgramBuilder b;
    b.function("first").op(Opcode::Jmp, 0);
    b.function("main").op(Opcode::Jmp, 1).op(Opcode::Ret);
    const Program program = b.build();
    EXPECT_EQ(function_at(program, 0), FunctionId{0});
    EXPECT_EQ(function_at(program, 1), FunctionId{1});
    EXPECT_EQ(function_at(program, 2), FunctionId{1});
}

TEST(Program, a_slot_belongs_to_the_local_that_covers_it) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    const TypeId array = b.array(3, integer);
    auto& main = b.function("main");
    main.local("x", integer);
    main.local("a", array);
    main.outgoing(2);
    main.op(Opcode::Ret);
    const Program program = b.build();
    const Function& function = program.functions[0];
    EXPECT_EQ(local_at(function, 0)->name, "x");
    EXPECT_EQ(local_at(function, 1)->name, "a");
    EXPECT_EQ(local_at(function, 3)->name, "a");
    EXPECT_EQ(local_at(function, 3)->base(), 3);
    EXPECT_EQ(local_at(function, 4), nullptr);
}

TEST(Program, the_slots_of_the_result_belong_to_no_local) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    b.function("main", {{"p", integer}}, integer).op(Opcode::RetWord);
    const Program program = b.build();
    EXPECT_EQ(local_at(program.functions[0], 0), nullptr);
    EXPECT_EQ(local_at(program.functions[0], 1)->name, "p");
}

TEST(Program, a_type_is_named_as_the_source_names_it) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8);
    const TypeId node = b.structure("Node", {{"value", byte}});
    const TypeId array = b.array(8, byte), bytes = b.run(byte), nodes = b.run(node);
    const TypeId owner = b.pointer(TypeKind::Own, node, true);
    const TypeId loan = b.pointer(TypeKind::Mut, node);
    const Program program = b.build();
    EXPECT_EQ(type_name(program, byte), "u8");
    EXPECT_EQ(type_name(program, array), "[8 x u8]");
    EXPECT_EQ(type_name(program, bytes), "bytes");
    EXPECT_EQ(type_name(program, nodes), "[Node]");
    EXPECT_EQ(type_name(program, owner), "own? Node");
    EXPECT_EQ(type_name(program, loan), "mut Node");
    EXPECT_EQ(type_name(program, TypeId::None), "nothing");
}

TEST(Program, a_kind_of_value_has_a_name) {
    EXPECT_EQ(kind_name(ValueKind::Int), "int");
    EXPECT_EQ(kind_name(ValueKind::Own), "own");
    EXPECT_EQ(kind_name(ValueKind::Mut), "mut");
}

}  // namespace
}  // namespace freehold
