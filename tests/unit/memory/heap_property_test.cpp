// SPDX-License-Identifier: MIT
// Any sequence of allocations and releases against a model that only remembers what is alive.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <iterator>
#include <map>
#include <ostream>
#include <vector>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

using test::SmallHeap;

constexpr std::uint32_t heap_bytes = 16 * 1024;

/// One action: releases the pick-th living block, or makes one of `size` bytes.
struct Action {
    bool release = false;
    std::uint32_t number = 0;  ///< which block, or how many bytes
};

std::ostream& operator<<(std::ostream& out, const Action& action) {
    return out << (action.release ? "release(" : "make(") << action.number << ")";
}

struct Alive {
    ObjectId id{};
    std::uint32_t size = 0;
    bool may_own = false;
};

/// The heap, and what should be in it.
struct Modelled {
    void act(const Action& action) {
        if (!action.release) {
            make(action.number);
        } else if (!model.empty()) {
            auto victim = model.begin();
            std::advance(victim, action.number % model.size());
            it.heap.release(victim->first);
            model.erase(victim);
        }
    }

    void make(std::uint32_t size) {
        const ObjectId id{++it.last_id};
        const bool may_own = it.last_id % 3 == 0;
        const auto block = it.heap.allocate(id, size, may_own);
        if (!block) return;
        it.space.set_shadow(*block, size, shadow::id_bits(id) | shadow::in_mask);
        model[*block] = {id, size, may_own};
    }

    SmallHeap it{heap_bytes};
    std::map<Address, Alive> model;
};

void check_blocks_are_as_made(const Modelled& run) {
    Address free_from = run.it.begin();
    for (const auto& [block, alive] : run.model) {
        RC_ASSERT(raw(block) % 16 == 0);
        RC_ASSERT(raw(block) >= raw(free_from) + 16);  // behind the one before, with its header
        RC_ASSERT(run.it.heap.is_block({alive.id, block}));
        RC_ASSERT(run.it.heap.id_of(block) == alive.id);
        RC_ASSERT(run.it.heap.size_of(block) == alive.size);
        RC_ASSERT(run.it.heap.may_own(block) == alive.may_own);
        RC_ASSERT(raw(run.it.heap.end_of(block)) >= raw(block) + alive.size);
        free_from = run.it.heap.end_of(block);
    }
    RC_ASSERT(raw(free_from) <= raw(run.it.heap.top()));
    RC_ASSERT(raw(run.it.heap.top()) <= raw(run.it.end()));
}

void check_walking_finds_exactly_the_living(const Modelled& run) {
    std::vector<Address> walked;
    run.it.heap.for_each_block([&](Address block) { walked.push_back(block); });
    std::vector<Address> expected;
    for (const auto& [block, alive] : run.model) expected.push_back(block);
    RC_ASSERT(walked == expected);
}

// The chunks, by the bytes alone: they fill the heap, and no two neighbours are free.
void check_the_bytes_tell_the_same(const Modelled& run) {
    bool before_free = false;
    Address chunk = run.it.begin();
    while (chunk != run.it.heap.top()) {
        const auto size = run.it.space.read<std::uint32_t>(chunk);
        const auto flags = run.it.space.read<std::uint32_t>(chunk + 4);
        const bool free = (flags & 1) == 0;
        RC_ASSERT(size >= Heap::smallest_chunk);
        RC_ASSERT(size % 16 == 0);
        RC_ASSERT(((flags & 2) == 0) == before_free);
        RC_ASSERT(free == !run.model.contains(chunk + 16));
        RC_ASSERT(!(free && before_free));
        if (free) RC_ASSERT(run.it.space.read<std::uint32_t>(chunk + (size - 4)) == size);
        before_free = free;
        chunk = chunk + size;
    }
    RC_ASSERT(!before_free);  // a free last chunk would be the top's
}

void check_contents_were_left_alone(const Modelled& run) {
    for (const auto& [block, alive] : run.model) {
        for (std::uint32_t at = 0; at < alive.size; at += 8) {
            RC_ASSERT(shadow::object(run.it.space.shadow(block + at)) == alive.id);
        }
    }
}

rc::Gen<std::vector<Action>> actions(std::uint32_t largest) {
    return rc::gen::container<std::vector<Action>>(
        rc::gen::build<Action>(rc::gen::set(&Action::release),
                               rc::gen::set(&Action::number, rc::gen::inRange(0u, largest))));
}

void run_and_check(const std::vector<Action>& sequence) {
    Modelled run;
    for (const Action& action : sequence) {
        run.act(action);
        check_blocks_are_as_made(run);
        check_walking_finds_exactly_the_living(run);
        check_the_bytes_tell_the_same(run);
        check_contents_were_left_alone(run);
    }
    for (const auto& [block, alive] : run.model) run.it.heap.release(block);
    RC_ASSERT(run.it.heap.top() == run.it.begin());
}

RC_GTEST_PROP(HeapProperty, small_blocks_stay_apart_and_all_come_back, ()) {
    run_and_check(*actions(120));
}

RC_GTEST_PROP(HeapProperty, large_blocks_stay_apart_and_all_come_back, ()) {
    run_and_check(*actions(6000));
}

RC_GTEST_PROP(HeapProperty, the_same_sequence_gives_the_same_addresses, ()) {
    const auto sequence = *actions(300);
    Modelled one;
    Modelled other;
    for (const Action& action : sequence) {
        one.act(action);
        other.act(action);
    }
    RC_ASSERT(one.it.heap.top() == other.it.heap.top());
    auto theirs = other.model.begin();
    for (const auto& [block, alive] : one.model) RC_ASSERT(block == (theirs++)->first);
}

}  // namespace
}  // namespace freehold
