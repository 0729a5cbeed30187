// SPDX-License-Identifier: MIT
// Where blocks lie. The policy is fixed because it fixes the addresses that people read.
#include "vm/memory/heap.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

using test::SmallHeap;

TEST(Heap, is_empty_at_first) {
    const SmallHeap it;
    EXPECT_EQ(it.heap.top(), it.begin());
    it.heap.for_each_block([](Address) { FAIL() << "a block in an empty heap"; });
}

TEST(Heap, the_first_block_follows_its_header_at_the_begin) {
    SmallHeap it;
    EXPECT_EQ(it.offset_of_new(5), 0x10u);
}

TEST(Heap, blocks_without_holes_lie_side_by_side) {
    SmallHeap it;
    EXPECT_EQ(it.offset_of_new(5), 0x10u);    // a chunk of 32
    EXPECT_EQ(it.offset_of_new(16), 0x30u);   // 32
    EXPECT_EQ(it.offset_of_new(17), 0x50u);   // 48
    EXPECT_EQ(it.offset_of_new(100), 0x80u);  // 128
    EXPECT_EQ(it.heap.top(), it.begin() + 0xf0);
}

TEST(Heap, a_block_of_no_bytes_takes_the_smallest_chunk_and_its_own_address) {
    SmallHeap it;
    EXPECT_EQ(it.offset_of_new(0), 0x10u);
    EXPECT_EQ(it.offset_of_new(0), 0x30u);
}

TEST(Heap, knows_id_size_and_end_of_a_block) {
    SmallHeap it;
    const Address block = it.heap.allocate(ObjectId{42}, 17, true).value();
    EXPECT_EQ(it.heap.id_of(block), ObjectId{42});
    EXPECT_EQ(it.heap.size_of(block), 17u);
    EXPECT_EQ(it.heap.end_of(block), block + 32);
    EXPECT_TRUE(it.heap.may_own(block));
}

TEST(Heap, remembers_per_block_whether_it_may_own) {
    SmallHeap it;
    const Address plain = it.heap.allocate(ObjectId{1}, 8, false).value();
    const Address owning = it.heap.allocate(ObjectId{2}, 8, true).value();
    EXPECT_FALSE(it.heap.may_own(plain));
    EXPECT_TRUE(it.heap.may_own(owning));
}

TEST(Heap, finds_each_living_block_by_its_id_and_no_dead_one) {
    SmallHeap it(1u << 16);
    std::vector<Address> blocks;
    for (std::uint32_t size = 0; size < 200; ++size) blocks.push_back(it.make(size));
    for (std::size_t k = 0; k < blocks.size(); k += 2) it.heap.release(blocks[k]);
    for (std::size_t k = 0; k < blocks.size(); ++k) {
        const ObjectId id{static_cast<std::uint32_t>(k + 1)};
        const auto expected = k % 2 == 0 ? std::nullopt : std::optional(blocks[k]);
        EXPECT_EQ(it.heap.find(id), expected) << k;
    }
    EXPECT_EQ(it.heap.find(ObjectId{201}), std::nullopt);
}

// ---- reuse --------------------------------------------------------------------------------------

TEST(Heap, the_block_freed_last_is_used_first) {
    SmallHeap it;
    const Address first = it.make(24);
    it.make(8);
    const Address second = it.make(24);
    it.make(8);
    it.heap.release(first);
    it.heap.release(second);
    EXPECT_EQ(it.make(24), second);
    EXPECT_EQ(it.make(24), first);
}

TEST(Heap, a_hole_too_small_is_left_alone) {
    SmallHeap it;
    const Address small = it.make(16);
    const Address fence = it.make(16);
    it.heap.release(small);
    EXPECT_GT(it.make(17), fence);
    EXPECT_EQ(it.make(16), small);
}

TEST(Heap, a_large_hole_is_split_and_its_rest_used_next) {
    SmallHeap it;
    const Address hole = it.make(112);  // a chunk of 128
    it.make(8);
    it.heap.release(hole);
    EXPECT_EQ(it.make(16), hole);
    EXPECT_EQ(it.make(16), hole + 32);
}

TEST(Heap, a_rest_too_small_for_a_chunk_stays_with_the_block) {
    SmallHeap it;
    const Address hole = it.make(32);  // a chunk of 48
    const Address fence = it.make(8);
    it.heap.release(hole);
    const Address block = it.make(16);  // needs 32; the rest would be 16
    EXPECT_EQ(block, hole);
    EXPECT_EQ(it.heap.size_of(block), 16u);
    EXPECT_EQ(it.heap.end_of(block), fence - 16);
}

TEST(Heap, the_extra_bytes_of_a_block_come_back_when_it_is_freed) {
    SmallHeap it;
    const Address hole = it.make(32);
    it.make(8);
    it.heap.release(hole);
    it.heap.release(it.make(16));
    EXPECT_EQ(it.make(32), hole);
}

TEST(Heap, the_smallest_class_with_a_large_enough_hole_is_taken) {
    SmallHeap it;
    const Address large = it.make(200);
    it.make(8);
    const Address fitting = it.make(48);
    it.make(8);
    it.heap.release(fitting);
    it.heap.release(large);  // newer, but of a higher class
    EXPECT_EQ(it.make(40), fitting);
}

// ---- joining ------------------------------------------------------------------------------------

TEST(Heap, a_freed_block_joins_the_hole_before_it) {
    SmallHeap it;
    const Address first = it.make(16);
    const Address second = it.make(16);
    it.make(8);
    it.heap.release(first);
    it.heap.release(second);
    EXPECT_EQ(it.make(48), first);
}

TEST(Heap, a_freed_block_joins_the_hole_after_it) {
    SmallHeap it;
    const Address first = it.make(16);
    const Address second = it.make(16);
    it.make(8);
    it.heap.release(second);
    it.heap.release(first);
    EXPECT_EQ(it.make(48), first);
}

TEST(Heap, a_freed_block_joins_the_holes_on_both_sides) {
    SmallHeap it;
    const Address first = it.make(16);
    const Address middle = it.make(16);
    const Address last = it.make(16);
    const Address fence = it.make(8);
    it.heap.release(first);
    it.heap.release(last);
    EXPECT_GT(it.make(80), fence);
    it.heap.release(middle);
    EXPECT_EQ(it.make(80), first);
}

TEST(Heap, the_last_chunk_goes_back_to_the_top) {
    SmallHeap it;
    it.make(16);
    const Address top = it.heap.top();
    it.heap.release(it.make(100));
    EXPECT_EQ(it.heap.top(), top);
}

TEST(Heap, a_hole_before_the_last_chunk_goes_back_with_it) {
    SmallHeap it;
    const Address first = it.make(16);
    const Address second = it.make(16);
    it.heap.release(first);
    it.heap.release(second);
    EXPECT_EQ(it.heap.top(), it.begin());
}

TEST(Heap, remembers_how_high_the_top_ever_was) {
    SmallHeap it;
    it.heap.release(it.make(100));
    it.make(8);
    EXPECT_EQ(it.heap.highest_top(), it.begin() + 128);
}

// ---- exhaustion ---------------------------------------------------------------------------------

TEST(Heap, can_be_used_up_to_its_last_byte) {
    SmallHeap it(64);
    EXPECT_TRUE(it.heap.allocate(ObjectId{1}, 48, false));
    EXPECT_EQ(it.heap.top(), it.end());
    EXPECT_FALSE(it.heap.allocate(ObjectId{2}, 0, false));
}

TEST(Heap, a_block_that_does_not_fit_changes_nothing) {
    SmallHeap it(64);
    EXPECT_FALSE(it.heap.allocate(ObjectId{1}, 49, false));
    EXPECT_EQ(it.heap.top(), it.begin());
    EXPECT_TRUE(it.heap.allocate(ObjectId{2}, 48, false));
}

TEST(Heap, huge_sizes_do_not_wrap_around) {
    SmallHeap it;
    for (const std::uint32_t size : {0xffffffffu, 0xfffffff0u, 0xffffffe0u, 0x80000000u}) {
        EXPECT_FALSE(it.heap.allocate(ObjectId{1}, size, false)) << size;
    }
}

TEST(Heap, a_heap_of_no_bytes_has_no_room) {
    SmallHeap it(0);
    EXPECT_FALSE(it.heap.allocate(ObjectId{1}, 0, false));
}

TEST(Heap, before_it_is_exhausted_every_hole_of_the_class_is_tried) {
    SmallHeap it(8192);
    // Chunks of 2064 and 2048 bytes are of one class, and the smaller becomes its newest.
    const Address larger = it.make(2048);
    it.make(8);
    const Address smaller = it.make(2032);
    it.make(8);
    ASSERT_TRUE(it.heap.allocate(ObjectId{90}, it.end() - it.heap.top() - 16, false));
    it.heap.release(larger);
    it.heap.release(smaller);
    EXPECT_EQ(it.make(2048), larger);
}

// ---- asking -------------------------------------------------------------------------------------

TEST(Heap, a_block_is_what_begins_there_with_that_id) {
    SmallHeap it;
    const Address block = it.make(40);
    EXPECT_TRUE(it.heap.is_block({ObjectId{1}, block}));
    EXPECT_FALSE(it.heap.is_block({ObjectId{2}, block}));
    EXPECT_FALSE(it.heap.is_block({ObjectId::None, block}));
    EXPECT_FALSE(it.heap.is_block({ObjectId{1}, block + 16}));
    EXPECT_FALSE(it.heap.is_block({ObjectId{1}, block + 1}));
    EXPECT_FALSE(it.heap.is_block({ObjectId{1}, block - 8}));
}

TEST(Heap, any_address_may_be_asked_about) {
    SmallHeap it;
    it.make(8);
    for (const std::uint32_t at : {0u, 16u, 0x1000u, raw(it.begin()), raw(it.end()), 0xfffffff0u}) {
        EXPECT_FALSE(it.heap.is_block({ObjectId{1}, Address{at}})) << at;
    }
}

TEST(Heap, a_freed_block_is_none_anymore_and_never_again) {
    SmallHeap it;
    const Address block = it.make(40);
    it.make(8);
    it.heap.release(block);
    EXPECT_FALSE(it.heap.is_block({ObjectId{1}, block}));
    EXPECT_EQ(it.make(40), block);  // block 3 now
    EXPECT_FALSE(it.heap.is_block({ObjectId{1}, block}));
    EXPECT_TRUE(it.heap.is_block({ObjectId{3}, block}));
}

TEST(Heap, finds_a_living_block_by_its_id) {
    SmallHeap it;
    it.make(8);
    const Address second = it.make(8);
    EXPECT_EQ(it.heap.find(ObjectId{2}), second);
    it.heap.release(second);
    EXPECT_FALSE(it.heap.find(ObjectId{2}));
}

TEST(Heap, finds_blocks_made_after_the_first_question) {
    SmallHeap it;
    it.make(8);
    EXPECT_FALSE(it.heap.find(ObjectId{2}));
    const Address second = it.make(8);
    EXPECT_EQ(it.heap.find(ObjectId{2}), second);
}

TEST(Heap, finds_blocks_however_many_came_and_went_since_the_last_question) {
    SmallHeap it;
    const Address first = it.make(8);
    EXPECT_EQ(it.heap.find(ObjectId{1}), first);
    Address last = it.make(8);
    for (int k = 0; k < 5000; ++k) {
        it.heap.release(last);
        last = it.make(8);
    }
    EXPECT_EQ(it.heap.find(ObjectId{1}), first);
    EXPECT_EQ(it.heap.find(ObjectId{it.last_id}), last);
    EXPECT_FALSE(it.heap.find(ObjectId{it.last_id - 1}));
}

TEST(Heap, finds_the_block_that_holds_an_address_its_header_included) {
    SmallHeap it;
    it.make(8);
    const Address second = it.make(8);
    EXPECT_EQ(it.heap.containing(second - 16), second);
    EXPECT_EQ(it.heap.containing(second + 7), second);
    EXPECT_EQ(it.heap.containing(second + 15), second);
    EXPECT_FALSE(it.heap.containing(second + 16));
    EXPECT_NE(it.heap.containing(second - 17), second);
}

TEST(Heap, lists_living_blocks_by_address) {
    SmallHeap it;
    const Address first = it.make(8);
    const Address second = it.make(8);
    const Address third = it.make(8);
    it.heap.release(second);
    std::vector<Address> blocks;
    it.heap.for_each_block([&](Address block) { blocks.push_back(block); });
    EXPECT_EQ(blocks, (std::vector<Address>{first, third}));
}

}  // namespace
}  // namespace freehold
