// SPDX-License-Identifier: MIT
// The heap with another policy than the default one, or with more to look at.
//
// Headers, links, boundary tags and shadow are the heap's own (heap.hpp), whatever the policy. Here
// is decided which free chunk a block gets, how large chunks are, which neighbours are joined and
// when, and what waits before it is free. A Heap without a laboratory pays one branch for it.
//
//   in use, with a red zone     header | red zone | payload | padding and red zone
//   in quarantine               as in use; in the shadow a free block's word with the flag for it
//
// The policies of one list keep all free chunks in order of addresses, and look at one after the
// other, as a program that follows the links would. Buddy chunks are powers of two and lie at
// multiples of their size from the heap's begin, so that a chunk's twin is known without a search.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>

#include "freehold/heap.hpp"
#include "vm/memory/heap.hpp"

namespace freehold {

/// All that it knows beside what stands in memory.
struct HeapLaboratoryState {
    Address rover{};              ///< where the next search of next fit begins
    bool unjoined = false;        ///< something was freed since all neighbours were joined
    std::deque<Address> waiting;  ///< the chunks in quarantine, the oldest first
    std::uint32_t free_bytes = 0;
    Placement placement{};  ///< of the last block
    std::uint64_t examined = 0;
    std::uint32_t most_examined = 0;
    std::uint64_t splits = 0;
    std::uint64_t joins = 0;
    std::uint64_t all_asked = 0;
    std::uint64_t all_padding = 0;
    std::uint32_t free_at_peak = 0;
};

class HeapLaboratory {
public:
    /// What red zones are filled with.
    static constexpr std::uint8_t zone_byte = 0xfd;

    HeapLaboratory(Heap& heap, const HeapSettings& settings);

    /// Bytes between a chunk's begin and its block.
    std::uint32_t before_block() const { return Heap::header_bytes + m_zone; }
    std::uint32_t zone() const { return m_zone; }
    const HeapSettings& settings() const { return m_settings; }
    /// The size of the chunk for a block.
    std::uint64_t chunk_for(std::uint64_t size) const;

    std::optional<Address> allocate(ObjectId id, std::uint32_t size, bool may_own);
    void release(Address block);
    /// The free chunk that a block of that size would get; 0: none.
    Address would_take(std::uint32_t size) const;

    /// Of a living block: the first and last byte of its red zones that is not what it was.
    std::optional<Heap::Trespass> trespass(Address block) const;

    const Placement& last_placement() const { return m_state.placement; }
    void add_to(HeapStats& stats) const;

    using State = HeapLaboratoryState;
    const State& state() const { return m_state; }
    void go_back_to(const State& state);

private:
    /// A free chunk that is large enough, 0 where there is none, and how many were looked at.
    struct Found {
        Address chunk{};
        std::uint32_t examined = 0;
    };
    using FreeChunks = std::set<Address>;

    bool is_buddy() const { return m_settings.policy == HeapPolicy::Buddy; }
    /// A bump allocator hands out new bytes only.
    bool reuses() const { return m_settings.policy != HeapPolicy::Bump; }
    bool joins_now() const { return reuses() && m_settings.coalesce == Coalesce::Now; }

    Found search(std::uint32_t need) const;
    Found search_classes(std::uint32_t need) const;
    Found first_in(FreeChunks::const_iterator from, FreeChunks::const_iterator to,
                   std::uint32_t need) const;
    Found search_next(std::uint32_t need) const;
    template <class Better>
    Found search_all(std::uint32_t need, Better better) const;

    Address take_top(std::uint32_t need);
    void pad_to(Address aligned);
    std::uint32_t take(Address chunk, std::uint32_t need);
    std::uint32_t split_halves(Address chunk, std::uint32_t have, std::uint32_t need);
    void dress(Address block, std::uint32_t size);
    void note(const Found& found);

    void quarantine(Address chunk);
    void give_back(Address chunk);
    /// The chunk it is part of after joining it with its free neighbours.
    Address join(Address chunk, std::uint32_t& size, bool& previous_free);
    Address join_neighbours(Address chunk, std::uint32_t& size, bool& previous_free);
    Address join_twins(Address chunk, std::uint32_t& size, bool& previous_free);
    Address twin_of(Address chunk, std::uint32_t size) const;
    bool has_partner(Address chunk) const;
    std::uint32_t take_neighbour(Address chunk);
    std::uint32_t join_all();
    void lower_top();
    bool last_is_free_before(Address end) const;

    void put_free(Address chunk, std::uint32_t size, bool previous_free);
    void take_free(Address chunk, std::uint32_t size);

    Heap& m_heap;
    HeapSettings m_settings;
    std::uint32_t m_zone;
    FreeChunks m_free;  ///< where the free chunks begin; follows from memory
    State m_state;
};

}  // namespace freehold
