// SPDX-License-Identifier: MIT
// What a machine that stands still says of its heap, owners, borrows and dead pointers.
#include "freehold/look.hpp"

#include <gtest/gtest.h>

#include <string>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "freehold/verify.hpp"

namespace freehold {
namespace {

Program assembled_from(const std::string& text) {
    Assembly built = assemble(Source("x.fh", text));
    EXPECT_TRUE(built.program.has_value());
    return std::move(built.program).value();
}

/// Borrows are kept in mind for whoever wants to hear of their ends.
class HearsEnds : public Listener {
public:
    EventSet wants() const override { return {EventKind::Ended}; }
    void on_event(const Event&) override {}
};

const std::string three_blocks = R"(fn main() {
    local a, b, c: own int
    local r: ref int
    local n: int
    new   a, int(1)
    new   b, int(2)
    new   c, int(3)
    borrow r, [a]
    drop  a
    load  n, [r]
    ret
}
)";

TEST(Look, chunks_fill_the_heap_up_to_its_top) {
    const Program program = assembled_from(three_blocks);
    Machine machine(program);
    machine.run_until(8);
    const auto chunks = machine.chunks();
    ASSERT_EQ(chunks.size(), 3u);
    Address next = machine.layout().heap_begin;
    for (const ChunkInfo& chunk : chunks) {
        EXPECT_EQ(chunk.address, next);
        EXPECT_EQ(chunk.size, 32u);
        EXPECT_TRUE(chunk.intact);
        next = chunk.end();
    }
    EXPECT_EQ(next, machine.heap_top());
    EXPECT_TRUE(chunks[0].free);
    EXPECT_EQ(chunks[1].object, ObjectId{2});
    EXPECT_EQ(chunks[1].asked, 8u);
}

TEST(Look, free_lists_name_the_free_chunks_by_size) {
    const Program program = assembled_from(three_blocks);
    Machine machine(program);
    machine.run_until(7);
    EXPECT_TRUE(machine.free_lists().empty());
    machine.run_until(8);
    const auto lists = machine.free_lists();
    ASSERT_EQ(lists.size(), 1u);
    EXPECT_EQ(lists[0].smallest, 32u);
    EXPECT_EQ(lists[0].largest, 32u);
    EXPECT_EQ(lists[0].chunks, std::vector<Address>{machine.layout().heap_begin});
}

TEST(Look, owners_are_the_words_that_own_a_block) {
    const Program program = assembled_from(three_blocks);
    Machine machine(program);
    machine.run_until(8);
    const auto owners = machine.owners();
    ASSERT_EQ(owners.size(), 2u);
    EXPECT_EQ(machine.where_name(machine.where(owners[0].word)), "main.c");
    EXPECT_EQ(owners[0].block, ObjectId{3});
    EXPECT_EQ(machine.where_name(machine.where(owners[1].word)), "main.b");
}

TEST(Look, a_loan_says_what_is_borrowed_and_what_became_of_it) {
    const Program program = assembled_from(three_blocks);
    Machine machine(program);
    machine.run_until(7);
    ASSERT_EQ(machine.loans().size(), 1u);
    const LoanInfo alive = machine.loans().front();
    EXPECT_EQ(alive.object, ObjectId{1});
    EXPECT_EQ(alive.size, 8u);
    EXPECT_EQ(alive.made, 7u);
    EXPECT_TRUE(alive.known);
    EXPECT_TRUE(alive.alive);
    EXPECT_FALSE(alive.exclusive);
    machine.run_until(8);
    const LoanInfo ended = machine.loans().front();
    EXPECT_FALSE(ended.alive);
    EXPECT_EQ(ended.ended, 8u);
    EXPECT_EQ(ended.code, Code::MovedWhileBorrowed);
}

TEST(Look, a_pointer_to_a_freed_block_is_dangling) {
    const Program program = assembled_from(three_blocks);
    Machine machine(program);
    machine.run_until(7);
    EXPECT_TRUE(machine.dangling().empty());
    machine.run_until(8);
    const auto dangling = machine.dangling();
    ASSERT_EQ(dangling.size(), 1u);
    EXPECT_EQ(dangling[0].pointer.object, ObjectId{1});
    EXPECT_EQ(machine.where_name(machine.where(dangling[0].word)), "main.r");
    EXPECT_FALSE(machine.object(ObjectId{1}).alive);
    EXPECT_EQ(machine.object(ObjectId{1}).kind, ObjectInfo::Kind::Block);
    EXPECT_EQ(machine.object(ObjectId{9}).kind, ObjectInfo::Kind::None);
}

TEST(Look, a_loan_knows_the_one_it_was_made_through) {
    const Program program = assembled_from(R"(fn leave(n: mut int) {
    ret
}
fn main() {
    local n: int
    local m: mut int
    const n, 1
    borrow mut m, n
    call  leave(m)
    ret
}
)");
    Machine machine(program);
    machine.run_until(4);
    ASSERT_EQ(machine.depth(), 2u);
    const auto loans = machine.loans();
    ASSERT_EQ(loans.size(), 2u);
    EXPECT_EQ(loans[0].parent, loans[1].number);
    EXPECT_EQ(loans[1].parent, 0u);
    EXPECT_TRUE(loans[0].exclusive);
}

const std::string lends = R"(fn main() {
    local n: int
    local r: ref int
    const n, 1
    borrow r, n
    load  n, [r]
    ret
}
)";

TEST(Look, a_proven_program_keeps_no_borrows_in_mind_unless_somebody_listens) {
    const Program program = assembled_from(lends);
    const Verification proof = verify(program);
    ASSERT_TRUE(proof.program.has_value());
    Machine fast(*proof.program);
    fast.run_until(2);
    ASSERT_EQ(fast.loans().size(), 1u);
    EXPECT_FALSE(fast.loans().front().known);
    Machine watched(*proof.program);
    HearsEnds hears;
    watched.observe(hears);
    watched.run_until(2);
    ASSERT_EQ(watched.loans().size(), 1u);
    EXPECT_EQ(watched.loans().front().made, 2u);
}

TEST(Look, a_stack_without_frames_has_no_places) {
    const Program program = assembled_from("fn main() {\n    local a: [100 x int]\n    ret\n}\n");
    Machine machine(program, {.stack_bytes = 64});
    machine.run();
    ASSERT_EQ(machine.depth(), 0u);
    EXPECT_TRUE(machine.loans().empty());
    EXPECT_TRUE(machine.owners().empty());
    EXPECT_EQ(machine.where(machine.layout().stack_begin).in, Where::In::Memory);
}

}  // namespace
}  // namespace freehold
