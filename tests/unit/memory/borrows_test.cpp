// SPDX-License-Identifier: MIT
// The book of borrows: what ends what, and what it costs.
#include "vm/memory/borrows.hpp"

#include <gtest/gtest.h>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

constexpr ObjectId block{1};
constexpr ByteRange whole{0x4010, 0x4020};
constexpr ByteRange first{0x4010, 0x4018};
constexpr ByteRange second{0x4018, 0x4020};

/// A book, and slots at the stack's end to hold what it lends.
struct BorrowBook : testing::Test {
    Address slot(std::uint32_t number) const { return space.layout().stack_end - 8 * (number + 1); }
    NodeId lend(std::uint32_t to, ByteRange range, bool exclusive, NodeId parent = NodeId::None) {
        book.use(block, range, exclusive ? Use::Exclude : Use::Share, parent, now);
        const NodeId node = book.lend(block, range, exclusive, parent, now++);
        book.hold(slot(to), node);
        return node;
    }
    NodeId share(std::uint32_t to, ByteRange range, NodeId parent = NodeId::None) {
        return lend(to, range, false, parent);
    }
    NodeId exclude(std::uint32_t to, ByteRange range, NodeId parent = NodeId::None) {
        return lend(to, range, true, parent);
    }
    void use(ByteRange range, Use how, NodeId by = NodeId::None) {
        book.use(block, range, how, by, now++);
    }
    Ending ending(NodeId node) const { return book.loan(node).ending; }
    bool alive(NodeId node) const { return ending(node) == Ending::Alive; }

    AddressSpace space{test::small_layout(4096, 65536)};
    Borrows book{space, Reached::ByRawPointersToo};
    Step now = 1;
};

TEST_F(BorrowBook, shared_borrows_live_side_by_side) {
    const NodeId a = share(0, whole);
    const NodeId b = share(1, whole);
    use(whole, Use::Read, a);
    use(whole, Use::Read, b);
    use(whole, Use::Read);
    EXPECT_TRUE(alive(a));
    EXPECT_TRUE(alive(b));
}

TEST_F(BorrowBook, a_second_exclusive_borrow_ends_the_first) {
    const NodeId a = exclude(0, whole);
    exclude(1, first);
    EXPECT_EQ(ending(a), Ending::TwoExclusive);
    EXPECT_EQ(book.loan(a).made, 1u);
    EXPECT_EQ(book.loan(a).ended, 2u);
}

TEST_F(BorrowBook, what_ends_a_borrow_says_why) {
    const auto ended_by = [&](Use how, bool exclusive) {
        const NodeId a = lend(0, whole, exclusive);
        use(whole, how);
        const Ending ending = book.loan(a).ending;
        book.release(slot(0));
        return ending;
    };
    EXPECT_EQ(ended_by(Use::Read, false), Ending::Alive);
    EXPECT_EQ(ended_by(Use::Share, false), Ending::Alive);
    EXPECT_EQ(ended_by(Use::Exclude, false), Ending::SharedAndExclusive);
    EXPECT_EQ(ended_by(Use::Write, false), Ending::Assigned);
    EXPECT_EQ(ended_by(Use::Move, false), Ending::Moved);
    EXPECT_EQ(ended_by(Use::Read, true), Ending::ReadWhileExclusive);
    EXPECT_EQ(ended_by(Use::Share, true), Ending::SharedAndExclusive);
    EXPECT_EQ(ended_by(Use::Exclude, true), Ending::TwoExclusive);
    EXPECT_EQ(ended_by(Use::Write, true), Ending::Assigned);
    EXPECT_EQ(ended_by(Use::Move, true), Ending::Moved);
}

TEST_F(BorrowBook, other_bytes_are_no_conflict) {
    const NodeId a = exclude(0, first);
    const NodeId b = exclude(1, second);
    use(second, Use::Write, b);
    use(first, Use::Write, a);
    EXPECT_TRUE(alive(a));
    EXPECT_TRUE(alive(b));
}

TEST_F(BorrowBook, a_use_spares_what_it_was_made_through) {
    const NodeId a = exclude(0, whole);
    const NodeId b = exclude(1, whole, a);
    const NodeId c = exclude(2, first, b);
    use(first, Use::Write, c);
    EXPECT_TRUE(alive(a));
    EXPECT_TRUE(alive(b));
    use(second, Use::Write, b);
    EXPECT_TRUE(alive(c));
    use(first, Use::Read, a);
    EXPECT_TRUE(alive(a));
    EXPECT_EQ(ending(b), Ending::ReadWhileExclusive);
    EXPECT_EQ(ending(c), Ending::ReadWhileExclusive);
}

TEST_F(BorrowBook, children_end_with_their_parent_in_whatever_object) {
    const NodeId a = exclude(0, whole);
    const NodeId child = book.lend(ObjectId{2}, {0x4100, 0x4108}, false, a, now++);
    book.hold(slot(1), child);
    use(whole, Use::Move);
    EXPECT_EQ(ending(child), Ending::Moved);
}

TEST_F(BorrowBook, endings_tell_those_that_slots_hold) {
    const NodeId a = exclude(0, whole);
    const NodeId b = exclude(1, first, a);
    book.hold(slot(2), exclude(3, first, b));
    book.release(slot(1));
    const auto endings = book.use(block, whole, Use::Write, NodeId::None, now);
    EXPECT_EQ(endings.size(), 2u);
}

TEST_F(BorrowBook, nothing_lives_once_no_slot_holds_it) {
    const NodeId a = exclude(0, whole);
    const NodeId b = share(1, first, a);
    book.release(slot(0));
    EXPECT_TRUE(book.any());
    EXPECT_TRUE(alive(b));
    book.release(slot(1));
    EXPECT_FALSE(book.any());
}

TEST_F(BorrowBook, an_object_that_is_gone_ends_its_borrows) {
    const NodeId a = share(0, whole);
    book.end_object(block, now);
    EXPECT_EQ(ending(a), Ending::Gone);
    EXPECT_FALSE(book.any());
}

TEST_F(BorrowBook, a_reborrow_of_the_same_bytes_by_the_only_holder_takes_its_place) {
    NodeId at = exclude(0, whole);
    const std::size_t before = book.bytes();
    for (int round = 0; round < 100'000; ++round) {
        use(whole, Use::Exclude, at);
        const NodeId next = book.lend(block, whole, true, at, now++);
        book.keep(next);
        book.release(slot(0));
        book.hold(slot(0), next);
        book.unkeep(next);
        at = next;
    }
    EXPECT_EQ(book.bytes(), before);
}

TEST_F(BorrowBook, a_cursor_over_a_million_blocks_fits_in_100_megabytes_and_gives_them_back) {
    const std::size_t before = book.bytes();
    std::uint32_t id = 1;
    NodeId at = NodeId::None;
    for (; id <= 1'000'000; ++id) {
        const NodeId cell = book.lend(ObjectId{id}, second, true, at, now);
        book.keep(cell);
        const NodeId next = book.lend(ObjectId{id + 1}, whole, true, cell, now++);
        book.keep(next);
        book.unkeep(cell);
        if (at != NodeId::None) book.release(slot(0));
        book.hold(slot(0), next);
        book.unkeep(next);
        at = next;
    }
    EXPECT_LT(book.bytes() - before, 100'000'000u);
    book.use(ObjectId{1}, second, Use::Write, NodeId::None, now);
    EXPECT_EQ(ending(at), Ending::Assigned) << "the first cell is the last one's root";
    book.release(slot(0));
    EXPECT_FALSE(book.any());
    EXPECT_LT(book.bytes() - before, 1'000'000u);
}

/// The book of a program without raw pointers: a block is reached through its owner, or not at all.
struct BookOfOwnedBlocks : BorrowBook {
    /// Lends block `id`, whose owner stands in the block before it, to the slot that borrowed that.
    NodeId walk_on(std::uint32_t id) {
        const NodeId before = owned.held(slot(0));
        const NodeId next = owned.lend(ObjectId{id}, whole, false, before, now++);
        owned.release(slot(0));
        owned.hold(slot(0), next);
        return next;
    }
    Borrows owned{space, Reached::ByOwnersAndBorrows};
};

TEST_F(BookOfOwnedBlocks, a_cursor_over_a_list_leaves_its_first_node_alone) {
    const NodeId root = walk_on(1);
    walk_on(2);
    const std::size_t before = owned.bytes();
    NodeId at{};
    for (std::uint32_t id = 3; id <= 10'000; ++id) at = walk_on(id);
    EXPECT_EQ(owned.bytes(), before);
    EXPECT_TRUE(owned.is_alive(root));
    EXPECT_TRUE(owned.is_lent(ObjectId{10'000}));
    EXPECT_FALSE(owned.is_lent(ObjectId{5000}));
    owned.use(block, second, Use::Write, NodeId::None, now);
    EXPECT_EQ(owned.loan(at).ending, Ending::Assigned) << "who would write block 5000 passes here";
}

TEST_F(BookOfOwnedBlocks, an_exclusive_cursor_over_a_list_leaves_its_first_cell_alone) {
    NodeId at = owned.lend(block, whole, true, NodeId::None, now++);
    owned.hold(slot(0), at);
    for (std::uint32_t id = 2; id <= 10'000; ++id) {
        const NodeId cell = owned.lend(ObjectId{id - 1}, second, true, at, now++);
        owned.keep(cell);
        at = owned.lend(ObjectId{id}, whole, true, cell, now++);
        owned.keep(at);
        owned.unkeep(cell);
        owned.release(slot(0));
        owned.hold(slot(0), at);
        owned.unkeep(at);
    }
    EXPECT_FALSE(owned.is_lent(ObjectId{5000}));
    EXPECT_TRUE(owned.is_alive(at));
    owned.use(block, second, Use::Read, NodeId::None, now);
    EXPECT_EQ(owned.loan(at).ending, Ending::ReadWhileExclusive);
}

TEST_F(BookOfOwnedBlocks, a_cursor_takes_its_node_with_it) {
    walk_on(1);
    const NodeId at = walk_on(2);
    ASSERT_TRUE(owned.move_on(at, ObjectId{3}, whole, now));
    EXPECT_EQ(owned.held(slot(0)), at);
    EXPECT_FALSE(owned.is_lent(ObjectId{2}));
    EXPECT_TRUE(owned.is_lent(ObjectId{3}));
    EXPECT_EQ(owned.loan(at).made, now);
    owned.use(block, second, Use::Write, NodeId::None, now);
    EXPECT_EQ(owned.loan(at).ending, Ending::Assigned);
}

TEST_F(BookOfOwnedBlocks, a_node_stays_where_another_slot_holds_it) {
    walk_on(1);
    const NodeId at = walk_on(2);
    owned.hold(slot(1), at);
    EXPECT_FALSE(owned.move_on(at, ObjectId{3}, whole, now));
    EXPECT_TRUE(owned.is_lent(ObjectId{2}));
}

TEST_F(BookOfOwnedBlocks, the_first_node_of_a_way_stays_where_it_is) {
    const NodeId root = walk_on(1);
    EXPECT_FALSE(owned.move_on(root, ObjectId{2}, whole, now));
}

TEST_F(BorrowBook, where_raw_pointers_are_about_each_block_of_a_way_keeps_its_node) {
    const NodeId root = share(0, whole);
    const NodeId middle = book.lend(ObjectId{2}, whole, false, root, now++);
    book.hold(slot(1), middle);
    EXPECT_FALSE(book.move_on(middle, ObjectId{3}, whole, now));
    const NodeId last = book.lend(ObjectId{3}, whole, false, middle, now++);
    book.hold(slot(2), last);
    book.release(slot(1));
    book.use(ObjectId{2}, whole, Use::Write, NodeId::None, now);
    EXPECT_EQ(ending(last), Ending::Assigned);
}

TEST_F(BorrowBook, a_use_of_one_of_many_borrows_costs_no_more_than_of_one) {
    // A borrow lent on from call to call: each is used once, from the innermost outwards.
    std::vector<NodeId> nodes{exclude(0, whole)};
    for (std::uint32_t k = 1; k < 8000; ++k) nodes.push_back(exclude(k, whole, nodes.back()));
    for (std::uint32_t k = 8000; k-- > 0;) {
        use(whole, Use::Write, nodes[k]);
        EXPECT_TRUE(alive(nodes[k]));
        book.release(slot(k));
    }
    EXPECT_FALSE(book.any());
}

// ---- what the shadow says
// -------------------------------------------------------------------------

TEST_F(BorrowBook, an_undisturbed_borrow_is_followed_without_asking) {
    const NodeId a = exclude(0, whole);
    book.settle_pointer(slot(0));
    EXPECT_EQ(space.shadow(slot(0)) & shadow::slow, 0u);
    share(1, first, a);
    book.settle_pointer(slot(1));
    EXPECT_EQ(space.shadow(slot(0)) & shadow::slow, shadow::slow_store);
    EXPECT_EQ(space.shadow(slot(1)) & shadow::slow, shadow::slow_store);
    exclude(2, whole);
    EXPECT_EQ(space.shadow(slot(0)) & shadow::slow, shadow::slow);
    EXPECT_EQ(space.shadow(slot(1)) & shadow::slow, shadow::slow);
}

TEST_F(BorrowBook, words_of_the_frame_are_marked_until_asking_was_in_vain) {
    const Address local = space.layout().stack_end - 128;
    const ObjectId object{0xfffffff0};
    for (std::uint32_t k = 0; k < 4; ++k) {
        space.edit_shadow(local + 8 * k) = shadow::id_bits(object) | shadow::whole(ValueKind::Int);
    }
    const ByteRange bytes{raw(local), raw(local) + 32};
    const NodeId a = book.lend(object, bytes, true, NodeId::None, now++);
    book.hold(slot(0), a);
    EXPECT_NE(space.shadow(local + 8) & shadow::lent, 0u);
    EXPECT_NE(space.shadow(local + 8) & shadow::lent_exclusively, 0u);
    book.use_directly(local, 8, Use::Read, now++);
    EXPECT_EQ(ending(a), Ending::ReadWhileExclusive);
    EXPECT_EQ(space.shadow(local + 8) & (shadow::lent | shadow::lent_exclusively), 0u);
}

}  // namespace
}  // namespace freehold
