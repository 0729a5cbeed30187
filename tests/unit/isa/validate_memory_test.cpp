// SPDX-License-Identifier: MIT
#include "tests/unit/isa/flaws.hpp"

namespace freehold {
namespace {

using test::expect_flaw_of;
using test::expect_sound_with;
using test::op;
using test::Sample;

// In the sample's main, x is slot 0, list slot 1, a slots 2 to 5; slots 6 to 9 are for calls.

TEST(ValidateMemory, a_place_in_the_frame_lies_in_its_local) {
    const Sample s;
    expect_sound_with(op(Opcode::LoadF, s.x, s.a, 24));
    expect_flaw_of(op(Opcode::LoadF, s.x, s.a, 32),
                   "8 bytes at offset 32 do not lie in the 4 slots from slot 5 on");
    expect_flaw_of(op(Opcode::StoreF, s.x, 8, s.list), "do not lie in the 1 slot from slot 0 on");
}

TEST(ValidateMemory, an_image_in_the_outgoing_area_stays_there) {
    const Sample s;
    expect_sound_with(op(Opcode::StoreU8F, 7, 15, s.x));
    expect_flaw_of(op(Opcode::StoreU8F, 7, 16, s.x), "1 byte at offset 16");
}

TEST(ValidateMemory, every_index_below_the_bound_lies_in_the_local) {
    const Sample s;
    expect_sound_with(op(Opcode::LoadU16FX, s.x, s.a, 0, s.x, 16));
    expect_flaw_of(op(Opcode::LoadU16FX, s.x, s.a, 0, s.x, 17), "34 bytes at offset 0");
    expect_flaw_of(op(Opcode::LoadU16FX, s.x, s.a, 2, s.x, 16), "32 bytes at offset 2");
    expect_flaw_of(op(Opcode::LoadFX, s.x, s.a, 0, s.x, no_bound),
                   "a place in the frame has no length of its own");
}

TEST(ValidateMemory, places_in_frames_and_statics_are_aligned) {
    const Sample s;
    expect_flaw_of(op(Opcode::LoadU32F, s.x, s.a, 2), "offset 2 is not aligned");
    expect_flaw_of(op(Opcode::LoadG, s.x, s.table + 4), "0x200c is not aligned");
}

TEST(ValidateMemory, a_place_in_a_static_lies_in_one) {
    const Sample s;
    expect_sound_with(op(Opcode::LoadU8G, s.x, s.hello + 4));
    expect_flaw_of(op(Opcode::LoadU8G, s.x, s.hello + 5),
                   "1 byte at offset 5 do not lie in the 5 bytes of static `HELLO`");
    expect_flaw_of(op(Opcode::LoadG, s.x, 0x1000), "no static lies at 0x1000");
    expect_flaw_of(op(Opcode::LoadG, s.x, 0xfffffff8), "no static lies at 0xfffffff8");
    expect_flaw_of(op(Opcode::LoadGX, s.x, s.table, s.x, 5), "40 bytes at offset 0");
}

TEST(ValidateMemory, only_all_of_a_run_has_a_length_of_its_own) {
    const Sample s;
    const std::string wrong = "a place in a static has no length of its own";
    expect_sound_with(op(Opcode::BorrowGX, s.x, s.hello, s.x, s.text));
    expect_flaw_of(op(Opcode::BorrowGX, s.x, s.hello + 1, s.x, s.text), wrong);
    expect_flaw_of(op(Opcode::LoadGX, s.x, s.table, s.x, no_bound), wrong);
    expect_flaw_of(op(Opcode::LoadU8GX, s.x, s.hello, s.x, no_bound), wrong);
    expect_sound_with(op(Opcode::LenG, s.x, s.hello, s.text));
    expect_flaw_of(op(Opcode::LenG, s.x, s.table, s.text), wrong);
}

TEST(ValidateMemory, a_named_place_has_the_size_of_its_type) {
    const Sample s;
    expect_sound_with(op(Opcode::BorrowF, s.x, s.a, 16, s.node));
    expect_flaw_of(op(Opcode::BorrowF, s.x, s.a, 24, s.node), "16 bytes at offset 24");
    expect_flaw_of(op(Opcode::BorrowG, s.x, s.table + 8, s.array), "32 bytes at offset 8");
    expect_flaw_of(op(Opcode::BorrowF, s.x, s.a, 0, s.text), "no length of its own");
}

TEST(ValidateMemory, an_index_needs_an_array) {
    const Sample s;
    expect_sound_with(op(Opcode::BorrowPX, s.x, s.list, 0, s.x, s.text));
    expect_flaw_of(op(Opcode::BorrowPX, s.x, s.list, 0, s.x, s.node),
                   "the type of its place is no array");
}

TEST(ValidateMemory, what_takes_a_whole_array_needs_one) {
    const Sample s;
    const std::string wrong = "the type of its place is no array";
    expect_flaw_of(op(Opcode::LenP, s.x, s.list, 0, s.node), wrong);
    expect_flaw_of(op(Opcode::WriteP, s.list, 0, s.node, s.x), wrong);
    expect_flaw_of(op(Opcode::NewCopyP, s.list, s.list, 0, s.node), wrong);
    expect_flaw_of(op(Opcode::FillKP, s.list, 0, s.node, 0), wrong);
}

TEST(ValidateMemory, fill_writes_one_value_to_each_element) {
    test::ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    const TypeId pairs = b.array(2, b.structure("Pair", {{"a", integer}, {"b", integer}}));
    auto& main = b.function("main");
    const Slot all = main.local("all", pairs);
    main.op(Opcode::FillF, all, 0, pairs, all).op(Opcode::Ret);
    test::expect_flaw(b.build(), "it fills an array whose elements are more than one value");
}

TEST(ValidateMemory, what_a_pointer_reaches_is_the_machine_s_business) {
    const Sample s;
    expect_sound_with(op(Opcode::LoadP, s.x, s.list, 0xffffffff));
    expect_sound_with(op(Opcode::LoadPX, s.x, s.list, 3, s.x, no_bound));
}

}  // namespace
}  // namespace freehold
