// SPDX-License-Identifier: MIT
// What someone sees who dumps the heap: headers, boundary tags and links, as bytes.
#include <gtest/gtest.h>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

using test::SmallHeap;

constexpr std::uint32_t used = 1;
constexpr std::uint32_t previous_used = 2;

std::uint32_t field(const SmallHeap& it, Address at) { return it.space.read<std::uint32_t>(at); }

TEST(HeapBytes, a_header_says_chunk_size_flags_id_and_size) {
    SmallHeap it;
    const Address block = it.heap.allocate(ObjectId{42}, 17, false).value();
    EXPECT_EQ(field(it, block - 16), 48u);
    EXPECT_EQ(field(it, block - 12), used | previous_used);
    EXPECT_EQ(field(it, block - 8), 42u);
    EXPECT_EQ(field(it, block - 4), 17u);
}

TEST(HeapBytes, a_free_chunk_says_its_size_at_both_ends) {
    SmallHeap it;
    const Address block = it.make(40);
    it.make(8);
    it.heap.release(block);
    EXPECT_EQ(field(it, block - 16), 64u);
    EXPECT_EQ(field(it, block - 12), previous_used);
    EXPECT_EQ(it.space.read<std::uint64_t>(block - 8), 0u);  // no id, no size asked for
    EXPECT_EQ(field(it, block - 16 + 60), 64u);              // the boundary tag
}

TEST(HeapBytes, the_chunk_after_a_free_one_knows_of_it) {
    SmallHeap it;
    const Address first = it.make(16);
    const Address second = it.make(16);
    EXPECT_EQ(field(it, second - 12), used | previous_used);
    it.heap.release(first);
    EXPECT_EQ(field(it, second - 12), used);
    it.make(16);
    EXPECT_EQ(field(it, second - 12), used | previous_used);
}

TEST(HeapBytes, free_chunks_of_a_class_are_linked_newest_first) {
    SmallHeap it;
    const Address older = it.make(16);
    it.make(16);
    const Address newer = it.make(16);
    it.make(16);
    it.heap.release(older);
    EXPECT_EQ(field(it, older), 0u);
    it.heap.release(newer);
    EXPECT_EQ(field(it, newer), raw(older - 16));  // next
    EXPECT_EQ(field(it, newer + 4), 0u);           // previous
    EXPECT_EQ(field(it, older), 0u);
    EXPECT_EQ(field(it, older + 4), raw(newer - 16));
}

TEST(HeapBytes, a_chunk_taken_from_the_middle_of_its_list_is_unlinked) {
    SmallHeap it;
    const Address first = it.make(16);
    it.make(16);
    const Address second = it.make(16);
    const Address after_second = it.make(16);
    const Address third = it.make(16);
    it.make(16);
    it.heap.release(first);
    it.heap.release(second);
    it.heap.release(third);         // third -> second -> first
    it.heap.release(after_second);  // joins second and third to a chunk of another class
    EXPECT_EQ(it.make(16), first);  // the one that is left in the class
    EXPECT_EQ(it.make(80), second);
}

TEST(HeapBytes, freeing_leaves_the_contents_that_no_link_needs) {
    SmallHeap it;
    const Address block = it.make(40);
    it.make(8);
    it.space.write(block + 8, std::uint64_t{0x1234});
    it.heap.release(block);
    EXPECT_EQ(it.space.read<std::uint64_t>(block + 8), 0x1234u);
}

TEST(HeapBytes, a_reused_block_still_holds_what_was_there) {
    SmallHeap it;
    const Address block = it.make(40);
    it.make(8);
    it.space.write(block + 16, std::uint64_t{0x1234});
    it.heap.release(block);
    EXPECT_EQ(it.space.read<std::uint64_t>(it.make(40) + 16), 0x1234u);
}

TEST(HeapBytes, garbage_in_the_bytes_misleads_nobody) {
    SmallHeap it;
    const Address first = it.make(16);
    const Address second = it.make(16);
    it.make(16);
    it.heap.release(first);
    for (Address at = it.begin(); at != it.heap.top(); at = at + 4) {
        it.space.write(at, std::uint32_t{0xdeadbeef});
    }
    it.heap.release(second);
    EXPECT_EQ(it.make(48), first);
}

// ---- the shadow ---------------------------------------------------------------------------------

TEST(HeapShadow, no_pointer_reaches_a_header) {
    SmallHeap it;
    const Address block = it.make(8);
    EXPECT_EQ(shadow::kind(it.space.shadow(block - 16)), ValueKind::Header);
    EXPECT_EQ(shadow::kind(it.space.shadow(block - 8)), ValueKind::Header);
    EXPECT_EQ(shadow::in(it.space.shadow(block - 16)), 0);
    EXPECT_EQ(shadow::in(it.space.shadow(block - 8)), 0);
}

TEST(HeapShadow, a_new_blocks_content_is_nobodys_until_the_caller_says_so) {
    SmallHeap it;
    const Address block = it.make(40);
    for (std::uint32_t at = 0; at < 48; at += 8) EXPECT_EQ(it.space.shadow(block + at), 0u) << at;
}

TEST(HeapShadow, a_reused_blocks_content_is_nobodys_too) {
    SmallHeap it;
    const Address block = it.make(100);
    it.make(8);
    it.space.set_shadow(block, 100, ~Shadow{0});
    it.heap.release(block);
    EXPECT_EQ(it.make(40), block);
    for (std::uint32_t at = 0; at < 40; at += 8) EXPECT_EQ(it.space.shadow(block + at), 0u) << at;
    const Address rest = it.make(20);
    for (std::uint32_t at = 0; at < 24; at += 8) EXPECT_EQ(it.space.shadow(rest + at), 0u) << at;
}

TEST(HeapShadow, everything_is_forgotten_where_a_block_returns_to_the_top) {
    SmallHeap it;
    const Address block = it.make(100);
    it.space.set_shadow(block, 100, ~Shadow{0});
    it.heap.release(block);
    for (std::uint32_t at = 0; at < 128; at += 8) EXPECT_EQ(it.space.shadow(it.begin() + at), 0u);
}

}  // namespace
}  // namespace freehold
