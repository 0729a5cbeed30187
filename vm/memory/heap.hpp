// SPDX-License-Identifier: MIT
// The allocator, working on the simulated bytes of the heap segment.
//
// A chunk is a 16-byte header and a payload; its size is a multiple of 16, at least 32. Chunks fill
// [heap begin, top) without gaps; the bytes from top on were never used, or are used no longer.
//
//   in use   chunk size | flags | id | size asked for |  payload ...
//   free     chunk size | flags | 0  | 0              |  next | previous | ... | chunk size
//
// each field 4 bytes. `next` and `previous` link the free chunks of one size class, newest first;
// the chunk size at the end of a free chunk is its boundary tag, found by the chunk after it (whose
// flags say whether the one before is free). So a dump of the heap shows how an allocator works.
//
// The host never trusts those bytes: all of it stands once more in the shadow of the same words,
// which a program cannot reach. Policy: segregated size classes, newest first, with a bitmap of the
// classes that have any; splitting; free neighbours are joined at once; the last chunk goes back to
// the top. Allocating and freeing take constant time, but for the last resort before "exhausted".
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "vm/memory/address_space.hpp"

namespace freehold {

class Heap {
public:
    static constexpr std::uint32_t header_bytes = 16;
    static constexpr std::uint32_t smallest_chunk = 32;

    explicit Heap(AddressSpace& space);

    /// A block of `size` bytes (0 is fine) owned by `id`: the address of its first byte, a multiple
    /// of 16; nothing when no room is left. Its bytes are what they were; the shadow of its words
    /// is zero: the caller sets it. `may_own`: its content may hold owners.
    std::optional<Address> allocate(ObjectId id, std::uint32_t size, bool may_own);

    /// Frees a block; is_block() holds for it. The shadow of its words becomes zero.
    void release(Address block);

    /// Whether a living block with this id begins at the address. Any address may be asked about.
    bool is_block(Pointer pointer) const;
    ObjectId id_of(Address block) const;
    std::uint32_t size_of(Address block) const;
    bool may_own(Address block) const;
    /// Whether the block was given to an owner; false for a new one. The allocator only remembers
    /// it.
    bool owned(Address block) const;
    void set_owned(Address block, bool owned);
    /// The first byte after a block's chunk.
    Address end_of(Address block) const;

    /// The block that begins at an address, whatever its id; any address may be asked about.
    std::optional<ObjectId> block_at(Address block) const;

    // The program's stores may reach the allocator's bytes when nothing is enforced. The header of
    // the first chunk that an operation meets whose bytes are not what the allocator wrote:
    std::optional<Address> damage_at_release(Address block) const;
    std::optional<Address> damage_at_allocate(std::uint32_t size) const;

    /// The living block with an id; nothing when there is none. Walks the heap.
    std::optional<Address> find(ObjectId id) const;
    /// The living block whose bytes or header hold an address. Walks the heap.
    std::optional<Address> containing(Address address) const;

    /// Calls visit(block address) for each living block, ascending.
    template <class Visit>
    void for_each_block(Visit visit) const {
        for (Address chunk = m_begin; chunk != m_top; chunk = chunk + chunk_size(chunk)) {
            if (in_use(chunk)) visit(chunk + header_bytes);
        }
    }

    Address top() const { return m_top; }
    Address highest_top() const { return m_highest_top; }

private:
    static constexpr unsigned class_count = 64 + 4 * 22;

    bool in_use(Address chunk) const;
    bool intact(Address chunk) const;
    bool previous_free(Address chunk) const;
    std::uint32_t chunk_size(Address chunk) const;
    static unsigned class_of(std::uint32_t chunk_size);

    std::optional<Address> find_free(std::uint32_t chunk_size) const;
    std::optional<Address> first_class_from(unsigned first) const;
    std::optional<Address> take_from_top(std::uint32_t chunk_size);
    void mark_used(Address chunk, std::uint32_t chunk_size, ObjectId id, std::uint32_t size,
                   bool may_own, bool previous_is_free);
    void make_free(Address chunk, std::uint32_t chunk_size);
    void erase_free(Address chunk);
    void set_previous_free(Address chunk, bool free);
    void set_links(Address chunk, Address next, Address previous);
    Address next_of(Address chunk) const;
    Address previous_of(Address chunk) const;

    AddressSpace& m_space;
    Address m_begin;
    Address m_end;
    Address m_top;
    Address m_highest_top;
    std::array<Address, class_count> m_newest{};  ///< per class; 0: none
    std::array<std::uint64_t, (class_count + 63) / 64> m_nonempty{};
};

}  // namespace freehold
