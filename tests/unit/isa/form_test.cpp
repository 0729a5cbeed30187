// SPDX-License-Identifier: MIT
#include "vm/isa/form.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/program_builder.hpp"

namespace freehold {
namespace {

std::vector<Operand> operands(Opcode opcode) {
    std::vector<Operand> all;
    for (const OperandField& each : operands_of(opcode).operands()) all.push_back(each.operand);
    return all;
}

TEST(Form, an_opcode_knows_its_mnemonic_and_form) {
    EXPECT_EQ(opcode_info(Opcode::AddK).name, "AddK");
    EXPECT_EQ(opcode_info(Opcode::AddK).mnemonic, "add");
    EXPECT_EQ(opcode_info(Opcode::AddK).form, Form::D_S_K);
    EXPECT_EQ(form_info(Form::D_S_K).name, "D S K");
}

TEST(Form, operands_come_in_the_order_in_which_they_are_written) {
    EXPECT_EQ(operands(Opcode::KSub),
              (std::vector{Operand::Written, Operand::Number, Operand::Read}));
    EXPECT_EQ(operands(Opcode::Call),
              (std::vector{Operand::Result, Operand::Function, Operand::OutgoingSlot}));
}

TEST(Form, a_load_names_its_slot_first_and_a_store_its_memory) {
    EXPECT_EQ(operands(Opcode::LoadP),
              (std::vector{Operand::Written, Operand::Pointer, Operand::Offset}));
    EXPECT_EQ(operands(Opcode::StoreG), (std::vector{Operand::Global, Operand::Read}));
}

TEST(Form, an_indexed_access_has_a_bound) {
    EXPECT_EQ(operands(Opcode::LoadFX),
              (std::vector{Operand::Written, Operand::Base, Operand::Offset, Operand::Index,
                           Operand::Bound}));
    EXPECT_EQ(opcode_info(Opcode::LoadU16FX).access_bytes, 2);
    EXPECT_FALSE(opcode_info(Opcode::LoadFX).names_place);
}

TEST(Form, a_borrow_has_the_type_of_its_place_instead) {
    EXPECT_EQ(operands(Opcode::BorrowGX),
              (std::vector{Operand::Written, Operand::Global, Operand::Index, Operand::PlaceType}));
    EXPECT_EQ(operands(Opcode::LenF).back(), Operand::PlaceType);
    EXPECT_TRUE(opcode_info(Opcode::BorrowGX).names_place);
    EXPECT_EQ(opcode_info(Opcode::BorrowGX).access_bytes, 0);
}

TEST(Form, memory_is_named_in_six_ways) {
    EXPECT_EQ(memory_form(opcode_info(Opcode::PutP).form), MemoryForm::P);
    EXPECT_EQ(memory_form(opcode_info(Opcode::StoreFnGX).form), MemoryForm::GX);
    EXPECT_EQ(memory_form(opcode_info(Opcode::Add).form), MemoryForm::None);
}

TEST(Form, no_two_operands_of_an_opcode_share_a_bit) {
    for (std::uint16_t op = 0; op < opcode_count; ++op) {
        Instruction all;
        for (const OperandField& each : operands_of(static_cast<Opcode>(op)).operands()) {
            Instruction alone;
            set_field(alone, each.in, ~std::uint64_t{0});
            EXPECT_EQ(field(all, each.in), 0u) << opcode_info(static_cast<Opcode>(op)).name;
            set_field(all, each.in, field(alone, each.in));
        }
    }
}

TEST(Form, a_field_gives_back_what_was_set_and_leaves_the_rest_alone) {
    Instruction instruction{7, 1, 2, 3, 0x1111'2222'3333'4444};
    set_field(instruction, In::High, 0xabcd);
    EXPECT_EQ(field(instruction, In::High), 0xabcdu);
    EXPECT_EQ(field(instruction, In::Low), 0x3333'4444u);
    set_field(instruction, In::BC, 0x12345678);
    EXPECT_EQ(field(instruction, In::BC), 0x12345678u);
    EXPECT_EQ(instruction.near_target(), Address{0x12345678});
    EXPECT_EQ(field(instruction, In::A), 1u);
    EXPECT_EQ(instruction.op, 7);
}

TEST(Form, control_does_not_go_on_behind_what_leaves) {
    for (Opcode leaves : {Opcode::Jmp, Opcode::Ret, Opcode::RetWord, Opcode::RetType, Opcode::Exit,
                          Opcode::ExitK, Opcode::PanicOp}) {
        EXPECT_FALSE(falls_through(leaves)) << opcode_info(leaves).name;
    }
    EXPECT_TRUE(falls_through(Opcode::Beq));
    EXPECT_TRUE(falls_through(Opcode::Call));
}

}  // namespace
}  // namespace freehold
