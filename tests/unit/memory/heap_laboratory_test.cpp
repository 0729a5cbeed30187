// SPDX-License-Identifier: MIT
// Where blocks lie under each policy, and what all policies have in common.
#include "vm/memory/heap_laboratory.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/memory/memory.hpp"

namespace freehold {
namespace {

/// A heap under some settings, that counts.
struct Laboratory : test::SmallHeap {
    explicit Laboratory(HeapSettings settings, std::uint32_t heap_bytes = 4096)
        : SmallHeap(heap_bytes, with_counts(settings)) {}

    static HeapSettings with_counts(HeapSettings settings) {
        settings.counts = true;
        return settings;
    }
    const Placement& placement() const { return heap.laboratory()->last_placement(); }
    HeapStats stats() const {
        HeapStats stats;
        heap.laboratory()->add_to(stats);
        return stats;
    }
    void release(std::vector<Address> blocks) {
        for (const Address block : blocks) heap.release(block);
    }
    /// Free chunks of these sizes, header included, in order of addresses; blocks between them.
    void make_holes(std::vector<std::uint32_t> sizes) {
        std::vector<Address> holes;
        for (const std::uint32_t size : sizes) {
            holes.push_back(make(size - 16));
            make(16);
        }
        release(holes);
    }
};

HeapSettings policy(HeapPolicy policy) { return {.policy = policy}; }

// ---- which free chunk --------------------------------------------------------------------------

// Holes of 64, 128, 96 and 80 bytes begin at 0, 96, 256 and 384.
const std::vector<std::uint32_t> holes{64, 128, 96, 80};

TEST(FirstFit, takes_the_first_hole_that_is_large_enough) {
    Laboratory it{policy(HeapPolicy::FirstFit)};
    it.make_holes(holes);
    EXPECT_EQ(it.offset_of_new(64), 96u + 16);
    EXPECT_EQ(it.placement().examined, 2u);
    EXPECT_EQ(it.placement().free, 4u);
    EXPECT_EQ(it.placement().chunk, 128u);
    EXPECT_EQ(it.placement().split_off, 48u);
}

TEST(NextFit, goes_on_where_it_found_the_last_one) {
    Laboratory it{policy(HeapPolicy::NextFit)};
    it.make_holes(holes);
    it.make(600);  // at the top: the next search begins there, and so again at the begin
    EXPECT_EQ(it.offset_of_new(64), 96u + 16);
    EXPECT_EQ(it.offset_of_new(64), 256u + 16);
    EXPECT_EQ(it.offset_of_new(16), 384u + 16);
    EXPECT_EQ(it.placement().examined, 1u);
}

TEST(NextFit, begins_again_at_the_heaps_begin) {
    Laboratory it{policy(HeapPolicy::NextFit)};
    it.make_holes(holes);
    it.make(64);
    it.make(64);
    it.make(64);
    EXPECT_EQ(it.offset_of_new(48), 0u + 16);
}

TEST(BestFit, takes_the_smallest_hole_that_is_large_enough) {
    Laboratory it{policy(HeapPolicy::BestFit)};
    it.make_holes(holes);
    EXPECT_EQ(it.offset_of_new(64), 384u + 16);
    EXPECT_EQ(it.placement().examined, 4u);
    EXPECT_EQ(it.placement().split_off, 0u);
}

TEST(WorstFit, takes_the_largest_hole) {
    Laboratory it{policy(HeapPolicy::WorstFit)};
    it.make_holes(holes);
    EXPECT_EQ(it.offset_of_new(32), 96u + 16);
    EXPECT_EQ(it.placement().split_off, 80u);
}

TEST(Bump, never_uses_a_place_again) {
    Laboratory it{policy(HeapPolicy::Bump)};
    const Address first = it.make(48);
    it.heap.release(first);
    EXPECT_EQ(it.make(48), first + 64);
    EXPECT_EQ(it.placement().from, Placement::From::Top);
    EXPECT_EQ(it.heap.top(), it.begin() + 128);
}

TEST(Segregated, lies_where_the_default_lies_when_it_is_asked_for) {
    Laboratory it{policy(HeapPolicy::Segregated), 1u << 16};
    test::SmallHeap plain{1u << 16};
    std::mt19937 random{7};
    std::map<Address, Address> alive;
    for (int k = 0; k < 2000; ++k) {
        if (random() % 3 == 0 && !alive.empty()) {
            auto victim = alive.begin();
            std::advance(victim, random() % alive.size());
            it.heap.release(victim->second);
            plain.heap.release(victim->first);
            alive.erase(victim);
            continue;
        }
        const auto size = static_cast<std::uint32_t>(random() % 3000);
        const auto id = ObjectId{static_cast<std::uint32_t>(k + 1)};
        const auto here = plain.heap.allocate(id, size, false);
        ASSERT_EQ(it.heap.allocate(id, size, false), here);
        if (here) alive[*here] = *here;
    }
}

// ---- buddies -----------------------------------------------------------------------------------

TEST(Buddy, takes_powers_of_two_at_multiples_of_their_size) {
    Laboratory it{policy(HeapPolicy::Buddy)};
    EXPECT_EQ(it.offset_of_new(5), 0x10u);    // a chunk of 32
    EXPECT_EQ(it.offset_of_new(100), 0x90u);  // of 128, behind what is left of the first 128
    EXPECT_EQ(it.offset_of_new(40), 0x50u);   // of 64, below it
    EXPECT_EQ(it.offset_of_new(10), 0x30u);   // of 32, the first one's twin
    EXPECT_EQ(it.heap.top(), it.begin() + 0x100);
}

TEST(Buddy, has_nothing_free_when_it_grows_but_what_was_free_before) {
    Laboratory it{policy(HeapPolicy::Buddy), 16'384};
    it.offset_of_new(16);
    it.offset_of_new(4000);  // what lies between them becomes free by this
    EXPECT_EQ(it.stats().free_at_peak, 0u);
}

TEST(Buddy, joins_a_chunk_with_its_twin_only) {
    Laboratory it{policy(HeapPolicy::Buddy)};
    const Address a = it.make(16);
    const Address b = it.make(16);
    const Address c = it.make(16);
    it.make(16);
    it.release({b, c});  // neighbours, and no twins
    EXPECT_EQ(it.stats().joins, 0u);
    it.heap.release(a);
    EXPECT_EQ(it.stats().joins, 1u);
}

TEST(Buddy, splits_in_halves) {
    Laboratory it{policy(HeapPolicy::Buddy)};
    const Address large = it.make(240);
    it.make(240);
    it.heap.release(large);
    EXPECT_EQ(it.make(16), large);
    EXPECT_EQ(it.placement().split_off, 224u);
    EXPECT_EQ(it.stats().splits, 3u);
}

// ---- coalescing --------------------------------------------------------------------------------

TEST(Coalescing, deferred_happens_when_no_chunk_is_large_enough) {
    Laboratory it{{.policy = HeapPolicy::FirstFit, .coalesce = Coalesce::Deferred}};
    const Address a = it.make(16);
    const Address b = it.make(16);
    it.make(16);
    it.release({a, b});
    EXPECT_EQ(it.stats().joins, 0u);
    EXPECT_EQ(it.make(48), a);
    EXPECT_EQ(it.placement().joined, 1u);
}

TEST(Coalescing, off_leaves_neighbours_apart) {
    Laboratory it{{.policy = HeapPolicy::FirstFit, .coalesce = Coalesce::Off}};
    const Address a = it.make(16);
    const Address b = it.make(16);
    const Address c = it.make(16);
    it.release({a, b});
    EXPECT_EQ(it.make(48), c + 32);
    EXPECT_EQ(it.stats().joins, 0u);
}

// ---- quarantine, red zones, fills
// ----------------------------------------------------------------

TEST(Quarantine, lets_the_oldest_go_first) {
    Laboratory it{{.policy = HeapPolicy::FirstFit, .quarantine = 2}};
    const Address a = it.make(16);
    const Address b = it.make(16);
    const Address c = it.make(16);
    it.make(16);
    it.release({c, a});
    EXPECT_EQ(it.placement().free, 0u);
    it.heap.release(b);  // c is free now
    EXPECT_EQ(it.make(16), c);
    EXPECT_FALSE(it.heap.is_block({ObjectId{1}, a}));
}

TEST(Quarantine, keeps_what_the_block_was) {
    Laboratory it{{.quarantine = 1}};
    const Address block = it.make(17);
    it.heap.release(block);
    int waiting = 0;
    it.heap.for_each_chunk([&](const Heap::Chunk& chunk) {
        EXPECT_TRUE(chunk.quarantined);
        EXPECT_TRUE(chunk.intact);
        EXPECT_EQ(it.heap.dead_in(chunk.address), ObjectId{1});
        EXPECT_EQ(it.heap.asked_in(chunk.address), 17u);
        ++waiting;
    });
    EXPECT_EQ(waiting, 1);
}

TEST(RedZones, lie_before_and_behind_each_block) {
    Laboratory it{{.redzone = 5}};  // in whole 16
    EXPECT_EQ(it.offset_of_new(5), 0x20u);
    EXPECT_EQ(it.heap.top(), it.begin() + 64);
}

TEST(RedZones, tell_which_bytes_were_changed) {
    Laboratory it{{.redzone = 16}};
    const Address block = it.make(5);
    EXPECT_FALSE(it.heap.trespass(block));
    it.space.write(block + 5, std::uint8_t{0});
    it.space.write(block + 7, std::uint8_t{0});
    ASSERT_TRUE(it.heap.trespass(block));
    EXPECT_EQ(it.heap.trespass(block)->first, block + 5);
    EXPECT_EQ(it.heap.trespass(block)->bytes, 3u);
    it.space.write(block - 1, std::uint8_t{0});
    EXPECT_EQ(it.heap.any_trespass()->first, block - 1);
}

TEST(Fills, say_what_new_and_freed_bytes_are) {
    Laboratory it{{.fill_new = 0xcd, .fill_free = 0xdd}};
    const Address block = it.make(40);
    it.make(1);
    EXPECT_EQ(it.space.read<std::uint32_t>(block + 36), 0xcdcdcdcdu);
    it.heap.release(block);
    EXPECT_EQ(it.space.read<std::uint32_t>(block + 20), 0xddddddddu);  // behind the links
}

// ---- what all have in common
// ---------------------------------------------------------------------

struct PolicyBlock {
    ObjectId id{};
    std::uint32_t size = 0;
};

/// A heap, and what should be in it.
struct ModelledPolicy {
    explicit ModelledPolicy(const HeapSettings& settings) : it{settings, 1u << 15} {}

    void act(std::uint32_t random) {
        if (random % 5 < 2 && !model.empty()) {
            auto victim = model.begin();
            std::advance(victim, random / 5 % model.size());
            it.heap.release(victim->first);
            model.erase(victim);
            return;
        }
        const std::uint32_t size = random % 7 == 0 ? random / 7 % 3000 : random / 7 % 150;
        const ObjectId id{++it.last_id};
        const auto block = it.heap.allocate(id, size, false);
        if (!block) return;
        it.space.set_shadow(*block, size, shadow::id_bits(id) | shadow::in_mask);
        model[*block] = {id, size};
    }

    Laboratory it;
    std::map<Address, PolicyBlock> model;
};

/// By the shadow, and by the bytes (`intact`).
std::string chunks_problem(const ModelledPolicy& run) {
    const auto& settings = run.it.heap.laboratory()->settings();
    Address next = run.it.begin();
    bool before_free = false;
    std::size_t blocks = 0;
    std::size_t waiting = 0;
    std::size_t free = 0;
    std::string problem;
    run.it.heap.for_each_chunk([&](const Heap::Chunk& chunk) {
        const bool is_free = !chunk.in_use && !chunk.quarantined;
        if (chunk.address != next) problem = "a gap between chunks";
        if (!chunk.intact) problem = "bytes and shadow differ";
        const auto flags = run.it.space.read<std::uint32_t>(chunk.address + 4);
        if (((flags & 2) == 0) != before_free)
            problem = "a header says the wrong of the one before";
        const bool one = settings.coalesce == Coalesce::Now &&
                         settings.policy != HeapPolicy::Bump &&
                         settings.policy != HeapPolicy::Buddy;
        if (one && is_free && before_free) problem = "two neighbours are free";
        blocks += chunk.in_use ? 1 : 0;
        waiting += chunk.quarantined ? 1 : 0;
        free += is_free ? 1 : 0;
        before_free = is_free;
        next = chunk.address + chunk.size;
    });
    if (next != run.it.heap.top()) problem = "chunks do not fill the heap";
    if (blocks != run.model.size()) problem = "not as many blocks as are alive";
    if (waiting > settings.quarantine) problem = "too many in quarantine";
    std::size_t listed = 0;
    for (unsigned k = 0; k < Heap::classes(); ++k) {
        Address last{};
        run.it.heap.for_each_free(k, [&](Address chunk) {
            ++listed;
            if (settings.has_one_list() && chunk <= last) {
                problem = "the list is not in order";
            }
            last = chunk;
        });
    }
    return listed == free ? problem : "a free chunk is in no list";
}

std::string blocks_problem(const ModelledPolicy& run) {
    for (const auto& [block, alive] : run.model) {
        const Heap& heap = run.it.heap;
        if (!heap.is_block({alive.id, block}) || heap.size_of(block) != alive.size) {
            return "a block is not what was made";
        }
        if (raw(heap.end_of(block)) < raw(block) + alive.size) return "a block is cut off";
        if (heap.trespass(block)) return "a red zone is not what it was";
        for (std::uint32_t at = 0; at < alive.size; at += 8) {
            if (shadow::object(run.it.space.shadow(block + at)) != alive.id) {
                return "the content of a block was touched";
            }
        }
    }
    return {};
}

std::vector<HeapSettings> all_settings() {
    std::vector<HeapSettings> all;
    for (std::uint8_t k = 0; k < heap_policy_count; ++k) {
        for (const Coalesce when : {Coalesce::Now, Coalesce::Deferred, Coalesce::Off}) {
            const HeapSettings plain{.policy = HeapPolicy{k}, .coalesce = when, .counts = true};
            all.push_back(plain);
            all.push_back(plain);
            all.back().quarantine = 3;
            all.back().redzone = 16;
            all.back().fill_free = 0xdd;
        }
    }
    return all;
}

std::string name_of(const HeapSettings& settings) {
    return std::string{policy_word(settings.policy)} + " " +
           std::string{coalesce_word(settings.coalesce)} +
           (settings.redzone == 0 ? "" : " guarded");
}

TEST(EveryPolicy, keeps_its_chunks_in_order) {
    for (const HeapSettings& settings : all_settings()) {
        ModelledPolicy run{settings};
        std::mt19937 random{41};
        for (int k = 0; k < 600; ++k) {
            run.act(static_cast<std::uint32_t>(random()));
            ASSERT_EQ(chunks_problem(run), "") << name_of(settings) << ", action " << k;
            ASSERT_EQ(blocks_problem(run), "") << name_of(settings) << ", action " << k;
        }
    }
}

TEST(EveryPolicy, that_joins_at_once_gives_all_back_in_the_end) {
    for (HeapSettings settings : all_settings()) {
        if (settings.coalesce != Coalesce::Now || settings.policy == HeapPolicy::Bump) continue;
        settings.quarantine = 0;
        ModelledPolicy run{settings};
        std::mt19937 random{43};
        for (int k = 0; k < 300; ++k) run.act(static_cast<std::uint32_t>(random()));
        for (const auto& [block, alive] : run.model) run.it.heap.release(block);
        EXPECT_EQ(run.it.heap.top(), run.it.begin()) << name_of(settings);
    }
}

TEST(EveryPolicy, goes_on_from_an_earlier_state_as_it_did) {
    for (const HeapSettings& settings : all_settings()) {
        ModelledPolicy run{settings};
        std::mt19937 random{47};
        for (int k = 0; k < 200; ++k) run.act(static_cast<std::uint32_t>(random()));
        const Heap::State state = run.it.heap.state();
        const auto model = run.model;
        const std::uint32_t last_id = run.it.last_id;
        std::vector<std::byte> bytes;
        std::vector<Shadow> shadows;
        for (Address at = run.it.begin(); at != run.it.end(); at = at + 8) {
            bytes.insert(bytes.end(), run.it.space.host(at), run.it.space.host(at) + 8);
            shadows.push_back(run.it.space.shadow(at));
        }
        const auto tail = [&] {
            std::mt19937 more{53};
            for (int k = 0; k < 200; ++k) run.act(static_cast<std::uint32_t>(more()));
            std::vector<Address> where;
            for (const auto& [block, alive] : run.model) where.push_back(block);
            return where;
        };
        const std::vector<Address> once = tail();
        std::memcpy(run.it.space.edit(run.it.begin(), static_cast<std::uint32_t>(bytes.size())),
                    bytes.data(), bytes.size());
        for (std::uint32_t k = 0; k < shadows.size(); ++k) {
            run.it.space.edit_shadow(run.it.begin() + 8 * k) = shadows[k];
        }
        run.it.heap.go_back_to(state);
        run.model = model;
        run.it.last_id = last_id;
        EXPECT_EQ(tail(), once) << name_of(settings);
        EXPECT_EQ(chunks_problem(run), "") << name_of(settings);
    }
}

}  // namespace
}  // namespace freehold
