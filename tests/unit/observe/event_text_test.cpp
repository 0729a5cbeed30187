// SPDX-License-Identifier: MIT
#include "vm/observe/event_text.hpp"

#include <gtest/gtest.h>

#include "tests/unit/observe/hand_made.hpp"

namespace freehold {
namespace {

using namespace test;

EventText text_of(const Event& event) { return event_text(event, HandMadeNames{}); }

TEST(EventText, an_allocation_names_block_size_place_and_owner) {
    const EventText text = text_of(alloc(3, 24, 7));
    EXPECT_EQ(text.block, "#3");
    EXPECT_EQ(text.size, "24 bytes");
    EXPECT_EQ(text.address, "heap+16");
    EXPECT_EQ(text.story, "main.s7");
}

TEST(EventText, an_address_is_told_once_where_the_block_begins_to_live) {
    EXPECT_EQ(text_of(free(Reason::ScopeEnd, 2)).size, "5 bytes");
    EXPECT_EQ(text_of(free(Reason::ScopeEnd, 2)).address, "");
}

TEST(EventText, one_byte_is_singular) { EXPECT_EQ(text_of(alloc(1, 1, 1)).size, "1 byte"); }

TEST(EventText, a_move_has_a_double_arrow_and_a_copy_a_single_one) {
    EXPECT_EQ(text_of(move(1, 2)).story, "main.s1 ==> main.s2");
    Event copy = move(1, 2);
    copy.kind = EventKind::Copy;
    EXPECT_EQ(text_of(copy).story, "main.s1 --> main.s2");
}

TEST(EventText, an_adoption_is_a_move_that_says_so) {
    Event adopted = move(1, 2);
    adopted.reason = Reason::Adopted;
    EXPECT_EQ(text_of(adopted).story, "main.s1 ==> main.s2, adopted");
}

TEST(EventText, a_scope_names_the_locals_that_leave_it) {
    Event scope = event(EventKind::Scope);
    scope.from = slot(1);
    scope.to = slot(1);
    EXPECT_EQ(text_of(scope).story, "end of main.s1");
    scope.to = slot(3);
    EXPECT_EQ(text_of(scope).story, "end of main.s1, main.s2 and main.s3");
}

TEST(EventText, a_null_owner_that_moves_is_called_null) {
    Event moved = move(1, 2);
    moved.object = ObjectId::None;
    EXPECT_EQ(text_of(moved).block, "null");
}

TEST(EventText, an_object_that_is_no_block_shows_no_number) {
    Event borrow = event(EventKind::Borrow);
    borrow.object = ObjectId{0xfffffffd};
    EXPECT_EQ(text_of(borrow).block, "");
}

TEST(EventText, a_free_says_why) {
    EXPECT_EQ(text_of(free(Reason::ScopeEnd, 2)).story, "main.s2, end of scope");
    EXPECT_EQ(text_of(free(Reason::Reassigned, 2)).story, "main.s2, reassigned");
    EXPECT_EQ(text_of(free(Reason::Explicit, 2)).story, "main.s2, drop");
    EXPECT_EQ(text_of(free(Reason::UnusedResult, 2)).story, "a result nobody took");
}

TEST(EventText, a_block_freed_with_its_owner_names_the_owner) {
    Event freed = free(Reason::Content, 0);
    freed.from = cell(2);
    freed.owner = ObjectId{2};
    EXPECT_EQ(text_of(freed).story, "owned by block #2");
}

TEST(EventText, a_skipped_drop_says_what_the_slot_was) {
    Event skipped = event(EventKind::Skip);
    skipped.from = slot(1);
    skipped.reason = Reason::Moved;
    EXPECT_EQ(text_of(skipped).story, "main.s1, moved: nothing to free");
}

TEST(EventText, borrows_say_shared_or_exclusive) {
    Event borrow = event(EventKind::Borrow);
    borrow.from = slot(1);
    borrow.to = slot(2);
    borrow.value = ValueKind::Ref;
    EXPECT_EQ(text_of(borrow).story, "main.s1 --> main.s2, shared");
    borrow.value = ValueKind::Mut;
    EXPECT_EQ(text_of(borrow).story, "main.s1 --> main.s2, exclusive");
}

TEST(EventText, a_call_and_its_return_tell_the_depth) {
    Event call = event(EventKind::Call);
    call.depth = 2;
    EXPECT_EQ(text_of(call).story, "shout, depth 2");
    call.kind = EventKind::Ret;
    call.depth = 1;
    EXPECT_EQ(text_of(call).story, "shout, back to depth 1");
    call.depth = 0;
    EXPECT_EQ(text_of(call).story, "shout, the last frame");
}

TEST(EventText, a_leak_differs_from_a_block_that_is_still_owned) {
    Event leak = event(EventKind::Leak);
    EXPECT_EQ(text_of(leak).story, "leaked, no owner left");
    leak.from = slot(4);
    EXPECT_EQ(text_of(leak).story, "still owned by main.s4");
}

Event write(ValueKind kind, std::uint64_t word, std::uint32_t size) {
    Event written = event(EventKind::Write);
    written.to = slot(1);
    written.value = kind;
    written.word = word;
    written.size = size;
    return written;
}

TEST(EventText, a_written_number_has_its_sign_whatever_its_width) {
    EXPECT_EQ(text_of(write(ValueKind::Int, 10, 8)).story, "main.s1 = 10");
    EXPECT_EQ(text_of(write(ValueKind::Int, 0xff, 1)).story, "main.s1 = -1");
    EXPECT_EQ(text_of(write(ValueKind::Int, ~std::uint64_t{0}, 8)).story, "main.s1 = -1");
}

TEST(EventText, a_written_pointer_is_a_place_an_owner_its_block_and_zero_null) {
    const std::uint64_t pointer = Pointer{ObjectId{4}, Address{32}}.word();
    EXPECT_EQ(text_of(write(ValueKind::Ref, pointer, 8)).story, "main.s1 = heap+32");
    EXPECT_EQ(text_of(write(ValueKind::Own, pointer, 8)).story, "main.s1 = #4");
    EXPECT_EQ(text_of(write(ValueKind::Own, 0, 8)).story, "main.s1 = null");
}

TEST(EventText, a_part_of_a_step_is_numbered) {
    EXPECT_EQ(step_text(12, 0), "@12");
    EXPECT_EQ(step_text(12, 3), "@12.3");
}

}  // namespace
}  // namespace freehold
