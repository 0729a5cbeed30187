// SPDX-License-Identifier: MIT
#include "vm/memory/address_space.hpp"

#include <gtest/gtest.h>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

using test::small_layout;

TEST(AddressSpace, begins_as_zeros_that_belong_to_nobody) {
    const AddressSpace space(small_layout());
    for (std::uint32_t at = 0; at < space.extent(); at += 8) {
        ASSERT_EQ(space.read<std::uint64_t>(Address{at}), 0u) << at;
        ASSERT_EQ(space.shadow(Address{at}), 0u) << at;
    }
}

TEST(AddressSpace, ends_where_the_stack_ends) {
    const AddressSpace space(small_layout());
    EXPECT_EQ(space.extent(), raw(space.layout().stack_end));
}

TEST(AddressSpace, reads_back_what_was_written_little_endian) {
    AddressSpace space(small_layout());
    space.write(Address{0x2000}, std::uint32_t{0x11223344});
    EXPECT_EQ(space.read<std::uint8_t>(Address{0x2000}), 0x44);
    EXPECT_EQ(space.read<std::uint8_t>(Address{0x2003}), 0x11);
    EXPECT_EQ(space.read<std::uint64_t>(Address{0x2000}), 0x11223344u);
}

TEST(AddressSpace, one_shadow_word_serves_the_eight_bytes_of_a_word) {
    AddressSpace space(small_layout());
    space.edit_shadow(Address{0x2003}) = 7;
    EXPECT_EQ(space.shadow(Address{0x2000}), 7u);
    EXPECT_EQ(space.shadow(Address{0x2007}), 7u);
    EXPECT_EQ(space.shadow(Address{0x2008}), 0u);
    EXPECT_EQ(space.shadow(Address{0x1ff8}), 0u);
}

TEST(AddressSpace, finds_the_shadow_of_a_word_by_its_host_address_too) {
    AddressSpace space(small_layout());
    space.edit_shadow(Address{0x2008}) = 9;
    EXPECT_EQ(space.shadow_of(space.edit(Address{0x2008}, 8)), 9u);
    EXPECT_EQ(space.address_of(space.host(Address{0x2008})), Address{0x2008});
}

TEST(AddressSpace, the_last_word_has_a_shadow_of_its_own) {
    AddressSpace space(small_layout());
    const Address last{space.extent() - 8};
    space.write(last, ~std::uint64_t{0});
    space.edit_shadow(last) = 5;
    EXPECT_EQ(space.read<std::uint64_t>(last), ~std::uint64_t{0});
    EXPECT_EQ(space.shadow(Address{0}), 0u);  // it lies right behind the last byte
}

TEST(AddressSpace, storing_initialises_exactly_the_bytes_stored) {
    AddressSpace space(small_layout());
    space.store(Address{0x2002}, std::uint16_t{0xbeef});
    EXPECT_EQ(shadow::init(space.shadow(Address{0x2000})), 0b0000'1100);
    EXPECT_EQ(space.read<std::uint16_t>(Address{0x2002}), 0xbeef);
}

TEST(AddressSpace, writing_initialises_nothing) {
    AddressSpace space(small_layout());
    space.write(Address{0x2000}, std::uint64_t{1});
    EXPECT_EQ(space.shadow(Address{0x2000}), 0u);
}

// ---- the shadow of a range ----------------------------------------------------------------------

constexpr Shadow whole_int = shadow::id_bits(ObjectId{3}) | shadow::whole(ValueKind::Int) |
                             shadow::in_mask | shadow::writable;

TEST(SetShadow, gives_every_whole_word_the_value) {
    AddressSpace space(small_layout());
    space.set_shadow(Address{0x2000}, 16, whole_int);
    EXPECT_EQ(space.shadow(Address{0x2000}), whole_int);
    EXPECT_EQ(space.shadow(Address{0x2008}), whole_int);
    EXPECT_EQ(space.shadow(Address{0x2010}), 0u);
}

TEST(SetShadow, keeps_the_bytes_after_the_end_outside_and_uninitialised) {
    for (std::uint32_t tail = 1; tail < 8; ++tail) {
        AddressSpace space(small_layout());
        space.set_shadow(Address{0x2000}, 8 + tail, whole_int);
        const Shadow last = space.shadow(Address{0x2008});
        EXPECT_EQ(shadow::in(last), (1u << tail) - 1) << tail;
        EXPECT_EQ(shadow::init(last), (1u << tail) - 1) << tail;
        EXPECT_EQ(space.shadow(Address{0x2000}), whole_int);
        EXPECT_EQ(space.shadow(Address{0x2010}), 0u);
    }
}

TEST(SetShadow, keeps_object_kind_and_permission_in_the_last_word) {
    AddressSpace space(small_layout());
    space.set_shadow(Address{0x2000}, 3, whole_int);
    const Shadow last = space.shadow(Address{0x2000});
    EXPECT_EQ(shadow::object(last), ObjectId{3});
    EXPECT_EQ(shadow::kind(last), ValueKind::Int);
    EXPECT_NE(last & shadow::writable, 0u);
}

TEST(SetShadow, of_no_bytes_changes_nothing) {
    AddressSpace space(small_layout());
    space.set_shadow(Address{0x2000}, 0, whole_int);
    EXPECT_EQ(space.shadow(Address{0x2000}), 0u);
    EXPECT_EQ(space.shadow(Address{0x1ff8}), 0u);
}

TEST(SetShadow, uninitialised_memory_stays_uninitialised_in_its_last_word) {
    AddressSpace space(small_layout());
    space.set_shadow(Address{0x2000}, 3, whole_int & ~shadow::init_mask);
    EXPECT_EQ(shadow::init(space.shadow(Address{0x2000})), 0u);
    EXPECT_EQ(shadow::in(space.shadow(Address{0x2000})), 0b111u);
}

TEST(FillShadow, gives_as_many_words_the_value_as_it_is_told) {
    for (std::uint32_t count = 0; count < 12; ++count) {
        AddressSpace space(small_layout());
        space.fill_shadow(Address{0x2008}, count, whole_int);
        EXPECT_EQ(space.shadow(Address{0x2000}), 0u);
        for (std::uint32_t k = 0; k < 12; ++k) {
            EXPECT_EQ(space.shadow(Address{0x2008 + 8 * k}), k < count ? whole_int : 0u) << count;
        }
    }
}

TEST(ClearShadow, forgets_the_last_word_as_a_whole) {
    AddressSpace space(small_layout());
    space.set_shadow(Address{0x2000}, 24, whole_int);
    space.clear_shadow(Address{0x2000}, 9);
    EXPECT_EQ(space.shadow(Address{0x2000}), 0u);
    EXPECT_EQ(space.shadow(Address{0x2008}), 0u);
    EXPECT_EQ(space.shadow(Address{0x2010}), whole_int);
}

// ---- the bounds check ---------------------------------------------------------------------------

TEST(InRange, takes_every_aligned_address_below_the_extent) {
    const AddressSpace space(small_layout());
    EXPECT_TRUE(space.in_range<8>(0));
    EXPECT_TRUE(space.in_range<8>(space.extent() - 8));
    EXPECT_TRUE(space.in_range<4>(space.extent() - 4));
    EXPECT_TRUE(space.in_range<2>(space.extent() - 2));
    EXPECT_TRUE(space.in_range<1>(space.extent() - 1));
}

TEST(InRange, refuses_the_extent_and_everything_above_it) {
    const AddressSpace space(small_layout());
    EXPECT_FALSE(space.in_range<8>(space.extent()));
    EXPECT_FALSE(space.in_range<1>(space.extent()));
    EXPECT_FALSE(space.in_range<8>(0xfffffff8));
    EXPECT_FALSE(space.in_range<1>(0xffffffff));
    EXPECT_FALSE(space.in_range<1>(0x1'0000'0000));  // a sum, in which an address would wrap
    EXPECT_FALSE(space.in_range<8>(~std::uint64_t{7}));
}

TEST(InRange, refuses_every_misaligned_address) {
    const AddressSpace space(small_layout());
    for (std::uint32_t off = 1; off < 8; ++off) {
        EXPECT_FALSE(space.in_range<8>(0x2000 + off)) << off;
        EXPECT_EQ(space.in_range<4>(0x2000 + off), off % 4 == 0) << off;
        EXPECT_EQ(space.in_range<2>(0x2000 + off), off % 2 == 0) << off;
        EXPECT_TRUE(space.in_range<1>(0x2000 + off)) << off;
    }
}

}  // namespace
}  // namespace freehold
