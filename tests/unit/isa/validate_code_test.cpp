// SPDX-License-Identifier: MIT
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::expect_flaw;
using test::expect_flaw_of;
using test::expect_sound;
using test::expect_sound_with;
using test::op;
using test::Sample;

TEST(ValidateCode, a_flaw_names_its_instruction) {
    Sample s;
    s.at(1).a = 10;
    s.expect("instruction 1 of `main` (`const`): slot 10 lies past the 10 slots of the frame");
}

TEST(ValidateCode, an_opcode_that_does_not_exist) {
    expect_flaw_of({opcode_count, 0, 0, 0, 0}, "there is no opcode");
}

TEST(ValidateCode, a_field_that_is_not_used_but_set) {
    Sample s;
    s.at(1).b = 1;
    s.expect("(`const`): a field that it does not use is not zero");
    s.at(1).b = 0;
    s.at(7).imm |= std::uint64_t{1} << 40;
    s.expect("(`drop.end`): a field that it does not use is not zero");
}

TEST(ValidateCode, slots_past_the_frame) {
    for (const Instruction& each :
         {op(Opcode::Copy, 10, 0), op(Opcode::Copy, 0, 10), op(Opcode::Add, 0, 0, 10),
          op(Opcode::LoadP, 0, 10, 0), op(Opcode::LoadPX, 0, 0, 0, 10, 4),
          op(Opcode::LoadF, 0, 10, 0), op(Opcode::End, 0, 10)}) {
        expect_flaw_of(each, "slot 10 lies past the 10 slots of the frame");
    }
}

TEST(ValidateCode, indices_past_their_tables) {
    const Sample s;
    expect_flaw_of(op(Opcode::StoreKG, s.table, 1), "there is no constant 1; there are 1");
    expect_flaw_of(op(Opcode::ConstCode, 0, 2), "there is no function 2; there are 2");
    expect_flaw_of(op(Opcode::Print, 1), "there is no format 1; there are 1");
    expect_flaw_of(op(Opcode::Assert, 0, 1), "there is no format 1; there are 1");
    expect_flaw_of(op(Opcode::Drop, 0, 6), "type 6 does not exist or has no size");
    expect_flaw_of(op(Opcode::BorrowP, 0, 0, 0, 6), "there is no type 6; there are 6");
}

TEST(ValidateCode, a_value_that_is_copied_partly_onto_itself) {
    const Sample s;
    const std::string wrong = "the value and the place it goes to lie partly in each other";
    for (const Opcode each : {Opcode::CopyWords, Opcode::MoveWords}) {
        expect_flaw_of(op(each, s.a, s.a - 1, s.node), wrong);
        expect_flaw_of(op(each, s.a - 1, s.a, s.node), wrong);
        expect_sound_with(op(each, s.a, s.a - 2, s.node));
        expect_sound_with(op(each, s.a, s.a, s.node));
    }
}

TEST(ValidateCode, a_constant_to_print_is_a_number_of_some_type) {
    for (const TypeId type : {TypeId::None, TypeId{99}, Sample().node, Sample().owner}) {
        Sample s;
        Piece piece;
        piece.from = Piece::From::Constant;
        piece.type = type;
        s.program.formats[0].pieces = {piece};
        s.expect("format 0 has a piece of a type that does not exist or does not suit");
        s.program.formats[0].pieces[0].type = s.byte;
        expect_sound(s.program);
    }
}

TEST(ValidateCode, an_assert_may_be_without_a_message) { expect_sound_with(op(Opcode::Assert, 0)); }

TEST(ValidateCode, a_jump_out_of_the_function) {
    expect_flaw_of(op(Opcode::Jmp, 0x1000), "the target 0x1000 is no instruction of the function");
    expect_flaw_of(op(Opcode::BNull, 0, 0x10b0), "the target 0x10b0 is no instruction");
    expect_flaw_of(op(Opcode::BltK, 0, 3, 0x1028), "the target 0x1028 is no instruction");
    expect_flaw_of(op(Opcode::ReadInt, 0, 8), "the target 0x8 is no instruction");
}

TEST(ValidateCode, a_read_may_be_without_a_target) { expect_sound_with(op(Opcode::ReadInt, 0)); }

TEST(ValidateCode, a_function_that_runs_off_its_end) {
    Sample s;
    s.at(9) = op(Opcode::Const, s.x, 1);
    s.expect("instruction 9 of `main` (`const`): control runs off the end of the function");
}

TEST(ValidateCode, a_kind_that_nothing_is_made_of) {
    expect_flaw_of(op(Opcode::ConstNull, 0, ValueKind::Int), "1 is no kind of value that it makes");
    expect_flaw_of(op(Opcode::Cast, 0, 0, ValueKind::Own), "14 is no kind of value that it makes");
    expect_flaw_of(op(Opcode::ConstNull, 0, 0x2700 + static_cast<int>(ValueKind::Own)),
                   "9998 is no kind of value that it makes");
    expect_sound_with(op(Opcode::Cast, 0, 0, ValueKind::Int));
}

TEST(ValidateCode, a_value_that_begins_before_the_first_slot) {
    const Sample s;
    const std::string wrong = "a value of 2 words cannot end at slot 0";
    expect_flaw_of(op(Opcode::CopyWords, s.a, 0, s.node), wrong);
    expect_flaw_of(op(Opcode::MoveWords, 0, s.a, s.node), wrong);
    expect_flaw_of(op(Opcode::New, s.list, 0, s.node), wrong);
    expect_flaw_of(op(Opcode::Unbox, 0, s.list, s.node), wrong);
    expect_flaw_of(op(Opcode::DropEnd, 0, s.node), wrong);
}

TEST(ValidateCode, a_type_without_a_size_where_words_are_copied) {
    const Sample s;
    expect_flaw_of(op(Opcode::CopyWords, s.a, s.a, s.text), "type 3 does not exist or has no size");
}

TEST(ValidateCode, a_new_run_of_nothing) {
    test::ProgramBuilder b;
    const TypeId empty = b.structure("Empty", {});
    auto& main = b.function("main");
    const Slot p = main.local("p", b.pointer(TypeKind::Own, empty));
    main.op(Opcode::NewRunK, p, 3, empty).op(Opcode::Ret);
    expect_flaw(b.build(), "a run of elements of no bytes has no length");
}

TEST(ValidateCode, a_range_of_slots_that_ends_before_it_begins) {
    expect_flaw_of(op(Opcode::End, 3, 2), "the range of slots ends before it begins");
}

// ---- calls -------------------------------------------------------------------------------------

TEST(ValidateCode, a_call_among_the_locals) {
    Sample s;
    s.at(4).a = 3;
    s.expect("the area of the call begins at slot 3, among the locals");
}

TEST(ValidateCode, a_call_whose_area_is_too_small) {
    Sample s;
    s.at(4).a = 7;
    s.expect(
        "the area of the call, 4 slots from slot 7, does not fit in the 10 slots of the frame");
}

TEST(ValidateCode, a_result_of_a_function_without_one) {
    Sample s;
    s.at(4) = op(Opcode::Call, s.x, 1, 6);
    s.expect("it takes a result that the function does not have");
}

TEST(ValidateCode, a_result_may_be_left) {
    Sample s;
    s.at(4).b = no_slot;
    expect_sound(s.program);
}

TEST(ValidateCode, a_call_through_code_brings_its_own_signature) {
    const Sample s;
    expect_sound_with(op(Opcode::CallCode, s.x, s.list, 6, 1, s.integer));
    expect_sound_with(op(Opcode::CallCode, no_slot, s.list, 6, 2));
    expect_flaw_of(op(Opcode::CallCode, s.x, s.list, 6, 2, s.integer), "the area of the call, 5");
    expect_flaw_of(op(Opcode::CallCode, s.x, s.list, 6, 0xffffffff, s.integer), "the area of the");
    expect_flaw_of(op(Opcode::CallCode, s.x, s.list, 6, 0), "it takes a result");
    expect_flaw_of(op(Opcode::CallCode, s.x, s.list, 6, 0, s.node), "cannot end at slot 0");
}

TEST(ValidateCode, a_function_returns_what_it_says) {
    const std::string wrong = "it does not return what the function says it returns";
    Sample s;
    s.program.code[1] = op(Opcode::Ret);
    s.expect(wrong);
    s.program.code[1] = op(Opcode::RetType, s.byte);
    s.expect(wrong);
    s.program.code[1] = op(Opcode::RetType, s.integer);
    expect_sound(s.program);
    s.at(9) = op(Opcode::RetWord);
    s.expect(wrong);
}

// ---- formats -----------------------------------------------------------------------------------

TEST(ValidateCode, a_format_that_nothing_uses) {
    Sample s;
    s.program.formats.push_back({});
    s.expect("no instruction uses format 1");
}

TEST(ValidateCode, a_piece_that_shows_a_slot_past_the_frame) {
    Sample s;
    s.program.formats[0].pieces[1].slot = 10;
    s.expect("format 0 shows slots past the 10 slots of the frame");
}

TEST(ValidateCode, a_piece_of_several_words_before_the_first_slot) {
    Sample s;
    s.program.formats[0].pieces[1].type = s.array;
    s.expect("format 0 has a piece that begins before the first slot");
}

TEST(ValidateCode, a_piece_of_a_type_that_does_not_exist) {
    Sample s;
    s.program.formats[0].pieces[1].type = TypeId::None;
    s.expect("format 0 has a piece of a type that does not exist");
}

TEST(ValidateCode, a_piece_with_fields_of_another_kind) {
    Sample s;
    s.program.formats[0].pieces[0].slot = 1;
    s.expect("format 0 has a piece of no known kind, or with fields it does not use");
}

TEST(ValidateCode, a_piece_that_is_no_static) {
    Sample s;
    auto& pieces = s.program.formats[0].pieces;
    pieces.push_back(test::static_piece(s.hello, s.text));
    expect_sound(s.program);
    pieces.back().number += 8;
    s.expect("format 0 has a piece that is no static of its type");
    pieces.back() = test::static_piece(Address{0x1000}, s.integer);
    s.expect("format 0 has a piece that is no static of its type");
    pieces.back() = test::static_piece(s.table + 24, s.node);
    s.expect("format 0 has a piece that is no static of its type");
}

}  // namespace
}  // namespace freehold
