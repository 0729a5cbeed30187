// SPDX-License-Identifier: MIT
// Whatever the type and however often it is asked for: the words are those of shape.hpp.
#include "vm/isa/known_shapes.hpp"

#include <gtest/gtest.h>

#include "tests/unit/support/program_builder.hpp"

namespace freehold {
namespace {

using test::ProgramBuilder;

std::vector<WordShape> taken_apart(const Program& program, TypeId type, std::uint32_t bytes) {
    std::vector<WordShape> all;
    for_each_word(program, type, bytes,
                  [&all](std::uint32_t, const WordShape& shape) { all.push_back(shape); });
    return all;
}

std::vector<WordShape> known(KnownShapes& shapes, TypeId type, std::uint32_t bytes) {
    std::vector<WordShape> all;
    shapes.for_each_word(type, bytes, [&all](std::uint32_t index, const WordShape& shape) {
        EXPECT_EQ(index, all.size());
        all.push_back(shape);
    });
    return all;
}

void expect_the_same(ProgramBuilder& b, TypeId type, std::uint32_t bytes) {
    const Program program = b.build();
    const auto expected = taken_apart(program, type, bytes);
    KnownShapes shapes{program};
    EXPECT_EQ(known(shapes, type, bytes), expected) << "asked first, " << bytes << " bytes";
    EXPECT_EQ(known(shapes, type, bytes), expected) << "asked again, " << bytes << " bytes";
}

TEST(KnownShapes, of_numbers_end_at_the_last_byte) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8);
    for (std::uint32_t bytes = 0; bytes < 40; ++bytes) expect_the_same(b, byte, bytes);
}

TEST(KnownShapes, of_owners_are_whole_words) {
    ProgramBuilder b;
    const TypeId owner = b.pointer(TypeKind::Own, b.type(TypeKind::Int));
    expect_the_same(b, owner, 8);
    expect_the_same(b, owner, 64);
}

TEST(KnownShapes, of_a_struct_have_its_padding) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8);
    const TypeId owner = b.pointer(TypeKind::Own, byte);
    const TypeId record = b.structure("R", {{"a", byte}, {"b", owner}, {"c", byte}});
    expect_the_same(b, record, 24);
}

TEST(KnownShapes, of_a_struct_of_no_bytes_are_none) {
    ProgramBuilder b;
    expect_the_same(b, b.structure("Empty", {}), 0);
}

TEST(KnownShapes, of_values_one_after_another_repeat) {
    ProgramBuilder b;
    const TypeId byte = b.type(TypeKind::U8), half = b.type(TypeKind::U16);
    const TypeId pair = b.structure("Pair", {{"a", byte}, {"b", half}});
    expect_the_same(b, pair, 4);
    expect_the_same(b, pair, 4 * 5);
}

TEST(KnownShapes, of_a_value_too_long_to_be_kept_are_told_all_the_same) {
    ProgramBuilder b;
    const TypeId integer = b.type(TypeKind::Int);
    const TypeId cell =
        b.structure("Cell", {{"n", integer}, {"p", b.pointer(TypeKind::Raw, integer)}});
    expect_the_same(b, b.array(1000, cell), 16000);
}

}  // namespace
}  // namespace freehold
