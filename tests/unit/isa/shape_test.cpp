// SPDX-License-Identifier: MIT
#include "vm/isa/shape.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/program_builder.hpp"

namespace freehold {
namespace {

using test::ProgramBuilder;

constexpr WordShape whole(ValueKind kind) { return {kind, 0xff, 0xff}; }

std::vector<WordShape> words(ProgramBuilder& b, TypeId type, std::uint32_t bytes) {
    std::vector<WordShape> all;
    for_each_word(b.build(), type, bytes, [&all](std::uint32_t index, WordShape shape) {
        EXPECT_EQ(index, all.size());
        all.push_back(shape);
    });
    return all;
}

std::uint32_t count_runs(ProgramBuilder& b, TypeId type, std::uint32_t bytes) {
    std::uint32_t count = 0;
    for_each_run(b.build(), type, bytes, [&count](const WordRun&) { ++count; });
    return count;
}

TEST(Shape, a_scalar_is_one_word_of_its_kind) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    const TypeId owner = b.pointer(TypeKind::Own, integer);
    EXPECT_EQ(words(b, integer, 8), (std::vector{whole(ValueKind::Int)}));
    EXPECT_EQ(words(b, owner, 8), (std::vector{whole(ValueKind::Own)}));
}

TEST(Shape, bytes_behind_the_end_are_not_in_the_object) {
    ProgramBuilder b;
    const TypeId text = b.run(b.type(TypeKind::U8));
    EXPECT_EQ(words(b, text, 5), (std::vector{WordShape{ValueKind::Int, 0x1f, 0x1f}}));
}

TEST(Shape, padding_is_in_the_object_but_never_initialised) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8), half = b.type(TypeKind::U16);
    const TypeId owner = b.pointer(TypeKind::Own, byte);
    const TypeId record = b.structure("R", {{"a", byte}, {"b", half}, {"c", byte}, {"d", owner}});
    EXPECT_EQ(words(b, record, 16),
              (std::vector{WordShape{ValueKind::Int, 0xff, 0b00011101}, whole(ValueKind::Own)}));
}

TEST(Shape, structs_and_arrays_inside_are_part_of_it) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int), byte = b.type(TypeKind::I8);
    const TypeId inner =
        b.structure("Inner", {{"tag", byte}, {"raw", b.pointer(TypeKind::Raw, byte)}});
    const TypeId outer = b.structure("Outer", {{"n", integer}, {"all", b.array(2, inner)}});
    const WordShape tag{ValueKind::Int, 0xff, 0x01};
    EXPECT_EQ(words(b, outer, 40), (std::vector{whole(ValueKind::Int), tag, whole(ValueKind::Raw),
                                                tag, whole(ValueKind::Raw)}));
}

TEST(Shape, what_takes_no_bytes_has_no_words) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    EXPECT_TRUE(words(b, b.structure("Empty", {}), 0).empty());
    EXPECT_TRUE(words(b, b.array(0, integer), 0).empty());
    EXPECT_TRUE(words(b, b.run(integer), 0).empty());
}

TEST(Shape, a_large_array_of_numbers_is_told_at_once) {
    ProgramBuilder b;
    const TypeId bytes = b.array(64 << 20, b.type(TypeKind::U8));
    EXPECT_EQ(count_runs(b, bytes, 64 << 20), 1u);
}

TEST(Shape, nested_arrays_of_numbers_too) {
    ProgramBuilder b;
    const TypeId matrix = b.array(1 << 20, b.array(3, b.type(TypeKind::U8)));
    EXPECT_EQ(count_runs(b, matrix, 3 << 20), 1u);
}

TEST(Shape, elements_repeat_whatever_their_size) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8), half = b.type(TypeKind::U16);
    const TypeId pair = b.structure("Pair", {{"a", byte}, {"b", half}});
    const auto all = words(b, b.array(4, pair), 16);
    const WordShape two_pairs{ValueKind::Int, 0xff, 0b11011101};
    EXPECT_EQ(all, (std::vector{two_pairs, two_pairs}));
}

TEST(Shape, every_local_has_a_slot_of_its_own) {
    Type type;
    for (auto [size, slots] : {std::pair(0u, 1u), {1u, 1u}, {8u, 1u}, {9u, 2u}}) {
        type.size = size;
        EXPECT_EQ(slots_of(type), slots);
    }
}

}  // namespace
}  // namespace freehold
