// SPDX-License-Identifier: MIT
// may_load and may_store: each rule alone decides.
#include <gtest/gtest.h>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

using test::small_layout;

constexpr ObjectId owner{7};
constexpr Address word{0x2000};
constexpr Pointer to_word{owner, word};

/// One word of object 7, to which everything is allowed; a test takes one thing away.
struct Access : testing::Test {
    Access() : space(small_layout()) { space.edit_shadow(word) = all; }

    static constexpr Shadow all =
        shadow::id_bits(owner) | shadow::whole(ValueKind::Int) | shadow::in_mask | shadow::writable;

    void set_init(unsigned bytes) {
        space.edit_shadow(word) = (all & ~shadow::init_mask) | Shadow{bytes} << shadow::init_shift;
    }
    void set_in(unsigned bytes) {
        space.edit_shadow(word) = (all & ~shadow::in_mask) | Shadow{bytes} << shadow::in_shift;
    }

    AddressSpace space;
};

TEST_F(Access, a_word_that_allows_everything_may_be_read_and_written) {
    EXPECT_TRUE(space.may_load<8>(to_word, ValueKind::Int));
    EXPECT_TRUE(space.may_store<8>(to_word, ValueKind::Int));
}

TEST_F(Access, another_objects_pointer_may_do_neither) {
    const Pointer stranger{ObjectId{8}, word};
    EXPECT_FALSE(space.may_load<8>(stranger, ValueKind::Int));
    EXPECT_FALSE(space.may_store<8>(stranger, ValueKind::Int));
}

TEST_F(Access, a_number_may_do_neither) {
    const Pointer number{ObjectId::None, word};
    EXPECT_FALSE(space.may_load<8>(number, ValueKind::Int));
    EXPECT_FALSE(space.may_store<8>(number, ValueKind::Int));
}

TEST_F(Access, a_value_of_another_kind_is_neither_read_nor_overwritten) {
    for (const ValueKind kind :
         {ValueKind::Own, ValueKind::Raw, ValueKind::Code, ValueKind::None}) {
        EXPECT_FALSE(space.may_load<8>(to_word, kind)) << static_cast<int>(kind);
        EXPECT_FALSE(space.may_store<8>(to_word, kind)) << static_cast<int>(kind);
    }
}

TEST_F(Access, protected_memory_may_be_read_and_not_written) {
    space.edit_shadow(word) = all & ~shadow::writable;
    EXPECT_TRUE(space.may_load<8>(to_word, ValueKind::Int));
    EXPECT_FALSE(space.may_store<8>(to_word, ValueKind::Int));
}

TEST_F(Access, uninitialised_memory_may_be_written_and_not_read) {
    set_init(0);
    EXPECT_FALSE(space.may_load<8>(to_word, ValueKind::Int));
    EXPECT_TRUE(space.may_store<8>(to_word, ValueKind::Int));
}

TEST_F(Access, one_uninitialised_byte_spoils_exactly_the_reads_that_touch_it) {
    set_init(0b1101'1111);  // byte 5 is missing
    EXPECT_FALSE(space.may_load<8>(to_word, ValueKind::Int));
    EXPECT_TRUE(space.may_load<4>({owner, word}, ValueKind::Int));
    EXPECT_FALSE(space.may_load<4>({owner, word + 4}, ValueKind::Int));
    EXPECT_FALSE(space.may_load<2>({owner, word + 4}, ValueKind::Int));
    EXPECT_TRUE(space.may_load<2>({owner, word + 6}, ValueKind::Int));
    for (std::uint32_t byte = 0; byte < 8; ++byte) {
        EXPECT_EQ(space.may_load<1>({owner, word + byte}, ValueKind::Int), byte != 5) << byte;
    }
}

TEST_F(Access, a_byte_outside_the_object_is_neither_read_nor_written) {
    set_in(0b0000'0111);  // three bytes long
    EXPECT_FALSE(space.may_load<8>(to_word, ValueKind::Int));
    EXPECT_FALSE(space.may_store<8>(to_word, ValueKind::Int));
    EXPECT_FALSE(space.may_load<2>({owner, word + 2}, ValueKind::Int));
    EXPECT_FALSE(space.may_store<2>({owner, word + 2}, ValueKind::Int));
    for (std::uint32_t byte = 0; byte < 8; ++byte) {
        EXPECT_EQ(space.may_load<1>({owner, word + byte}, ValueKind::Int), byte < 3) << byte;
        EXPECT_EQ(space.may_store<1>({owner, word + byte}, ValueKind::Int), byte < 3) << byte;
    }
}

TEST_F(Access, a_misaligned_address_is_refused) {
    space.edit_shadow(word + 8) = all;
    EXPECT_FALSE(space.may_load<8>({owner, word + 4}, ValueKind::Int));
    EXPECT_FALSE(space.may_store<8>({owner, word + 4}, ValueKind::Int));
    EXPECT_FALSE(space.may_load<2>({owner, word + 1}, ValueKind::Int));
    EXPECT_FALSE(space.may_store<4>({owner, word + 2}, ValueKind::Int));
}

TEST_F(Access, an_address_past_the_extent_is_refused) {
    EXPECT_FALSE(space.may_load<8>({owner, Address{space.extent()}}, ValueKind::Int));
    EXPECT_FALSE(space.may_store<1>({owner, Address{0xffffffff}}, ValueKind::Int));
}

TEST_F(Access, what_a_slot_remembers_does_not_matter_to_pointers) {
    space.edit_shadow(word) = all | shadow::ro | shadow::moved;
    EXPECT_TRUE(space.may_load<8>(to_word, ValueKind::Int));
}

TEST_F(Access, the_allocators_words_are_out_of_reach) {
    for (const ValueKind kind : {ValueKind::Header, ValueKind::FreeBlock, ValueKind::Record}) {
        space.edit_shadow(word) = shadow::id_bits(owner) | shadow::kind_bits(kind);
        EXPECT_FALSE(space.may_load<8>(to_word, ValueKind::Int));
        EXPECT_FALSE(space.may_load<8>(to_word, kind));
        EXPECT_FALSE(space.may_store<8>(to_word, kind));
    }
}

}  // namespace
}  // namespace freehold
