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
// All other policies, red zones and the quarantine are a laboratory's (heap_laboratory.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "freehold/heap.hpp"
#include "vm/memory/address_space.hpp"
#include "vm/memory/object_index.hpp"

namespace freehold {

class HeapLaboratory;

class Heap {
public:
    static constexpr std::uint32_t header_bytes = 16;
    static constexpr std::uint32_t smallest_chunk = 32;

    explicit Heap(AddressSpace& space, const HeapSettings& settings = {});
    ~Heap();
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    /// Where the settings ask for more than the default; else nullptr.
    const HeapLaboratory* laboratory() const { return m_laboratory.get(); }

    /// A block of `size` bytes (0 is fine) owned by `id`: the address of its first byte, a multiple
    /// of 16; nothing when no room is left. Its bytes are what they were; the shadow of its words
    /// is zero: the caller sets it. `may_own`: its content may hold owners.
    std::optional<Address> allocate(ObjectId id, std::uint32_t size, bool may_own);

    /// Whether a block of that size surely fits, behind all others. Any size may be asked about. A
    /// laboratory gives no such promise.
    bool has_room_on_top(std::uint64_t size) const {
        return !m_laboratory && size + smallest_chunk <= m_end - m_top;
    }

    /// Frees a block; is_block() holds for it. The shadow of its words becomes zero.
    void release(Address block);

    /// Whether a living block with this id begins at the address. Any address may be asked about.
    bool is_block(Pointer pointer) const {
        const Address block = pointer.address;
        if (raw(block) % 16 != 0 || block <= m_begin || block > m_top) return false;
        // The header's second word has the kind too, but lies at an odd multiple of 8.
        const Shadow want = shadow::id_bits(pointer.object) | shadow::kind_bits(ValueKind::Header);
        return ((header_of(block) ^ want) & (shadow::id_mask | shadow::kind_mask)) == 0;
    }
    ObjectId id_of(Address block) const { return shadow::object(header_of(block)); }
    std::uint32_t size_of(Address block) const {
        return number_of(m_space.shadow(header_at(block) + 8));
    }
    bool may_own(Address block) const { return (header_of(block) & may_own_flag) != 0; }
    /// Whether the block was given to an owner; false for a new one. The allocator only remembers
    /// it.
    bool owned(Address block) const { return (header_of(block) & owned_flag) != 0; }
    void set_owned(Address block, bool owned) {
        Shadow& header = m_space.edit_shadow(header_at(block));
        header = owned ? header | owned_flag : header & ~owned_flag;
    }
    /// Where its chunk begins, and the first byte after that.
    Address header_at(Address block) const { return block - m_before; }
    Address end_of(Address block) const;

    /// The block that begins at an address, whatever its id; any address may be asked about.
    std::optional<ObjectId> block_at(Address block) const;
    /// The block in the chunk that begins at an address.
    std::optional<ObjectId> block_in(Address chunk) const { return block_at(chunk + m_before); }
    /// Bytes of the red zone on each side of a block.
    std::uint32_t zone() const { return m_before - header_bytes; }
    /// Of a chunk in quarantine: the block that it was, and its bytes.
    ObjectId dead_in(Address chunk) const { return shadow::object(m_space.shadow(chunk)); }
    std::uint32_t asked_in(Address chunk) const { return number_of(m_space.shadow(chunk + 8)); }

    // The program's stores may reach the allocator's bytes when nothing is enforced. The header of
    // the first chunk that an operation meets whose bytes are not what the allocator wrote:
    std::optional<Address> damage_at_release(Address block) const;
    std::optional<Address> damage_at_allocate(std::uint32_t size) const;
    /// Bytes of a block's red zones that are not what they were, from the first to the last.
    struct Trespass {
        Address block{};
        Address first{};
        std::uint32_t bytes = 0;
    };
    std::optional<Trespass> trespass(Address block) const;
    /// The first living block that has some.
    std::optional<Trespass> any_trespass() const;

    /// The living block with an id; nothing when there is none. The first question walks the heap;
    /// as long as others follow there is an index.
    std::optional<Address> find(ObjectId id) const;
    /// The living block whose bytes or header hold an address. Walks the heap.
    std::optional<Address> containing(Address address) const;

    /// Calls visit(block address) for each living block, ascending.
    template <class Visit>
    void for_each_block(Visit visit) const {
        for (Address chunk = m_begin; chunk != m_top; chunk = chunk + chunk_size(chunk)) {
            if (in_use(chunk)) visit(chunk + m_before);
        }
    }

    // ---- for whoever looks at the allocator itself ---------------------------------------------
    struct Chunk {
        Address address{};  ///< of its header
        std::uint32_t size = 0;
        bool in_use = false;
        bool quarantined = false;
        bool intact = true;  ///< its bytes are what the allocator wrote
    };
    /// Calls visit(Chunk) for each, ascending: they fill [heap begin, top).
    template <class Visit>
    void for_each_chunk(Visit visit) const {
        for (Address at = m_begin; at != m_top; at = at + chunk_size(at)) {
            visit(Chunk{at, chunk_size(at), in_use(at), is_quarantined(at), intact(at)});
        }
    }
    static constexpr unsigned classes() { return class_count; }
    /// The smallest chunk of a size class.
    static std::uint64_t smallest_of(unsigned size_class);
    /// Calls visit(chunk address) for the free chunks of a size class, newest first.
    template <class Visit>
    void for_each_free(unsigned size_class, Visit visit) const {
        for (Address at = m_newest[size_class]; at != Address{}; at = next_of(at)) visit(at);
    }

    Address top() const { return m_top; }
    Address highest_top() const { return m_highest_top; }

private:
    static constexpr unsigned class_count = 64 + 4 * 22;

public:
    /// All that it knows beside what stands in memory.
    struct State {
        Address top{};
        Address highest_top{};
        std::array<Address, class_count> newest{};
        std::array<std::uint64_t, (class_count + 63) / 64> nonempty{};
        std::shared_ptr<const struct HeapLaboratoryState> laboratory = {};
    };
    State state() const;
    /// Memory is what it was then, too.
    void go_back_to(const State& state);

private:
    friend class HeapLaboratory;

    // What the shadow of a header's first word says, besides its kind: bits 0 to 8 are the
    // allocator's.
    //   used   id << 32 | Header | flags              and  size asked for << 32 | Header
    //   free   chunk size << 32 | FreeBlock | flags,  next << 32 | FreeBlock,
    //          previous << 32 | FreeBlock; the last word: chunk size << 32 | FreeBlock
    //   quarantined  as used, but FreeBlock for Header, and its flag
    // None has an `in` bit, so no pointer ever reaches them.
    static constexpr Shadow previous_free_flag = 1;
    static constexpr Shadow extra_flag = 2;  ///< 16 bytes larger than its size needs
    static constexpr Shadow may_own_flag = 4;
    static constexpr Shadow owned_flag = 8;
    static constexpr Shadow quarantined_flag = 16;

    static constexpr std::uint32_t number_of(Shadow word) {
        return static_cast<std::uint32_t>(word >> 32);
    }
    static constexpr std::uint32_t round_up(std::uint32_t bytes) { return (bytes + 15) & ~15u; }
    /// The size of the chunk for a block; the block is smaller than the heap.
    static constexpr std::uint32_t chunk_for(std::uint32_t size) {
        return std::max(round_up(size) + header_bytes, smallest_chunk);
    }

    Shadow header_of(Address block) const { return m_space.shadow(header_at(block)); }
    bool in_use(Address chunk) const {
        return shadow::kind(m_space.shadow(chunk)) == ValueKind::Header;
    }
    bool is_quarantined(Address chunk) const {
        return !in_use(chunk) && (m_space.shadow(chunk) & quarantined_flag) != 0;
    }
    bool is_free(Address chunk) const { return !in_use(chunk) && !is_quarantined(chunk); }
    bool intact(Address chunk) const;
    bool previous_free(Address chunk) const {
        return (m_space.shadow(chunk) & previous_free_flag) != 0;
    }
    /// Of a chunk in use, or in quarantine.
    std::uint32_t used_size(Address chunk) const {
        if (m_laboratory) [[unlikely]]
            return laboratory_size(chunk);
        return plain_size(chunk);
    }
    /// Without a laboratory.
    std::uint32_t plain_size(Address chunk) const {
        return chunk_for(number_of(m_space.shadow(chunk + 8))) + extra_bytes(chunk);
    }
    std::uint32_t extra_bytes(Address chunk) const {
        return (m_space.shadow(chunk) & extra_flag) != 0 ? 16 : 0;
    }
    std::uint32_t laboratory_size(Address chunk) const;
    std::uint32_t free_size(Address chunk) const { return number_of(m_space.shadow(chunk)); }
    std::uint32_t chunk_size(Address chunk) const {
        return is_free(chunk) ? free_size(chunk) : used_size(chunk);
    }
    static unsigned class_of(std::uint32_t chunk_size);
    unsigned list_of(std::uint32_t chunk_size) const {
        return m_one_list ? 0 : class_of(chunk_size);
    }

    // Of these, the address 0 says that there is none.
    /// Calls look() for each chunk whose size is looked at.
    template <class Look>
    Address find_free(std::uint32_t chunk_size, Look look) const;
    Address find_free(std::uint32_t chunk_size, std::uint32_t& examined) const;
    Address first_class_from(unsigned first) const;
    Address take_from_top(std::uint32_t chunk_size);
    Address next_of(Address chunk) const { return linked(chunk + 8); }
    Address previous_of(Address chunk) const { return linked(chunk + 16); }
    Address linked(Address word) const { return Address{number_of(m_space.shadow(word))}; }

    Address mark_used(Address chunk, std::uint32_t chunk_size, std::uint32_t plain, ObjectId id,
                      std::uint32_t size, Shadow flags);
    void write_free(Address chunk, std::uint32_t chunk_size, bool previous_free);
    void link_first(Address chunk, std::uint32_t chunk_size, unsigned list);
    void make_free(Address chunk, std::uint32_t chunk_size);
    void make_free(Address chunk, std::uint32_t chunk_size, Address behind, bool previous_free);
    void erase_free(Address chunk, std::uint32_t chunk_size);
    void set_previous_free(Address chunk, bool free);
    void set_links(Address chunk, Address next, Address previous);
    void index_new(Address block);
    void index_dead(Address block);
    void tire_of_index();

    AddressSpace& m_space;
    Address m_begin;
    Address m_end;
    Address m_top;
    Address m_highest_top;
    std::uint32_t m_before = header_bytes;  ///< from a chunk's begin to its block
    bool m_one_list = false;
    std::unique_ptr<HeapLaboratory> m_laboratory;
    std::array<Address, class_count> m_newest{};  ///< per class; 0: none
    std::array<std::uint64_t, (class_count + 63) / 64> m_nonempty{};
    // Most programs never ask for a block by its id, and pay nothing for those that do.
    mutable bool m_is_indexed = false;
    mutable ObjectIndex m_index;        ///< then: where the living blocks begin
    mutable std::size_t m_unasked = 0;  ///< blocks that came and went since the last question
};

}  // namespace freehold
