// SPDX-License-Identifier: MIT
#include "vm/memory/heap.hpp"

#include <algorithm>

namespace freehold {

namespace {

// What the shadow of a header's first word says, besides its kind: bits 0 to 8 are the allocator's.
// A used chunk:  id << 32 | Header | flags       and   size asked for << 32 | Header
// A free chunk:  chunk size << 32 | FreeBlock | flags, next << 32 | FreeBlock, previous << 32 |
// FreeBlock; its last word: chunk size << 32 | FreeBlock.
// None has an `in` bit, so no pointer ever reaches them.
constexpr Shadow previous_free_flag = 1;
constexpr Shadow extra_flag = 2;  ///< the chunk is 16 bytes larger than its size needs
constexpr Shadow may_own_flag = 4;
constexpr Shadow owned_flag = 8;

// What the header's flags field says to someone who reads the bytes.
constexpr std::uint32_t used_bit = 1;
constexpr std::uint32_t previous_used_bit = 2;

constexpr std::uint32_t round_up(std::uint32_t bytes) { return (bytes + 15) & ~15u; }

/// The size of the chunk for a block; the block is smaller than the heap.
constexpr std::uint32_t chunk_for(std::uint32_t size) {
    return std::max(round_up(size) + Heap::header_bytes, Heap::smallest_chunk);
}

constexpr Shadow allocator_word(ValueKind kind, std::uint32_t number, Shadow flags = 0) {
    return static_cast<Shadow>(number) << 32 | shadow::kind_bits(kind) | flags;
}
constexpr std::uint32_t number_of(Shadow word) { return static_cast<std::uint32_t>(word >> 32); }

}  // namespace

Heap::Heap(AddressSpace& space)
    : m_space(space),
      m_begin(space.layout().heap_begin),
      m_end(space.layout().heap_end),
      m_top(m_begin),
      m_highest_top(m_begin) {}

bool Heap::in_use(Address chunk) const {
    return shadow::kind(m_space.shadow(chunk)) == ValueKind::Header;
}

bool Heap::previous_free(Address chunk) const {
    return (m_space.shadow(chunk) & previous_free_flag) != 0;
}

std::uint32_t Heap::chunk_size(Address chunk) const {
    const Shadow header = m_space.shadow(chunk);
    if (!in_use(chunk)) return number_of(header);
    const std::uint32_t size = number_of(m_space.shadow(chunk + 8));
    return chunk_for(size) + ((header & extra_flag) != 0 ? 16 : 0);
}

// Sizes below 1024 have a class each; above, four classes to each power of two.
unsigned Heap::class_of(std::uint32_t chunk_size) {
    if (chunk_size < 1024) return chunk_size / 16;
    const unsigned log = static_cast<unsigned>(std::bit_width(chunk_size)) - 1;
    return 64 + (log - 10) * 4 + ((chunk_size >> (log - 2)) & 3);
}

std::optional<Address> Heap::allocate(ObjectId id, std::uint32_t size, bool may_own) {
    if (size > m_end - m_begin) return std::nullopt;
    const std::uint32_t need = chunk_for(size);
    const std::optional<Address> found = find_free(need);
    if (!found) {
        const std::optional<Address> chunk = take_from_top(need);
        if (!chunk) return std::nullopt;
        mark_used(*chunk, need, id, size, may_own, false);
        return *chunk + header_bytes;
    }
    // A free chunk's neighbours are in use: they would have been joined.
    const Address chunk = *found;
    const std::uint32_t have = chunk_size(chunk);
    erase_free(chunk);
    const bool split = have - need >= smallest_chunk;
    const std::uint32_t taken = split ? need : have;
    mark_used(chunk, taken, id, size, may_own, false);
    if (split) {
        make_free(chunk + taken, have - taken);
    } else {
        set_previous_free(chunk + taken, false);
    }
    return chunk + header_bytes;
}

std::optional<Address> Heap::first_class_from(unsigned first) const {
    for (unsigned group = first / 64; group < m_nonempty.size(); ++group) {
        std::uint64_t bits = m_nonempty[group];
        if (group == first / 64) bits &= ~0ull << first % 64;
        if (bits != 0) {
            return m_newest[group * 64 + static_cast<unsigned>(std::countr_zero(bits))];
        }
    }
    return std::nullopt;
}

// Every chunk of a higher class is large enough. A class above 1024 holds several sizes: its newest
// chunk is tried; the others only when the top has no room either.
std::optional<Address> Heap::find_free(std::uint32_t need) const {
    const unsigned own = class_of(need);
    const Address newest = m_newest[own];
    if (newest != Address{} && chunk_size(newest) >= need) return newest;
    if (const auto larger = first_class_from(own + 1)) return larger;
    if (need <= m_end - m_top) return std::nullopt;
    for (Address chunk = newest; chunk != Address{}; chunk = next_of(chunk)) {
        if (chunk_size(chunk) >= need) return chunk;
    }
    return std::nullopt;
}

std::optional<Address> Heap::take_from_top(std::uint32_t need) {
    if (need > m_end - m_top) return std::nullopt;
    const Address chunk = m_top;
    m_top = m_top + need;
    m_highest_top = std::max(m_highest_top, m_top);
    return chunk;
}

void Heap::mark_used(Address chunk, std::uint32_t size_of_chunk, ObjectId id, std::uint32_t size,
                     bool may_own, bool previous_is_free) {
    Shadow flags = may_own ? may_own_flag : 0;
    if (previous_is_free) flags |= previous_free_flag;
    if (size_of_chunk != chunk_for(size)) flags |= extra_flag;
    m_space.shadow(chunk) = allocator_word(ValueKind::Header, raw(id), flags);
    m_space.shadow(chunk + 8) = allocator_word(ValueKind::Header, size);
    m_space.write(chunk, size_of_chunk);
    m_space.write(chunk + 4, used_bit | (previous_is_free ? 0 : previous_used_bit));
    m_space.write(chunk + 8, raw(id));
    m_space.write(chunk + 12, size);
}

void Heap::release(Address block) {
    Address chunk = block - header_bytes;
    std::uint32_t size = chunk_size(chunk);
    const bool join_previous = previous_free(chunk);
    m_space.clear_shadow(chunk, size);

    const Address next = chunk + size;
    if (next != m_top && !in_use(next)) {
        size += chunk_size(next);
        erase_free(next);
    }
    if (join_previous) {
        const std::uint32_t before = number_of(m_space.shadow(chunk - 8));
        chunk = chunk - before;
        size += before;
        erase_free(chunk);
    }
    if (chunk + size == m_top) {
        m_top = chunk;
    } else {
        make_free(chunk, size);
    }
}

// Writes a free chunk, bytes and shadow, tells the chunk after it, and puts it first in its class.
void Heap::make_free(Address chunk, std::uint32_t size) {
    m_space.shadow(chunk) = allocator_word(ValueKind::FreeBlock, size);
    m_space.shadow(chunk + (size - 8)) = allocator_word(ValueKind::FreeBlock, size);
    m_space.write(chunk, size);
    m_space.write(chunk + 4, previous_used_bit);
    m_space.write(chunk + 8, std::uint64_t{0});
    m_space.write(chunk + (size - 4), size);

    const unsigned own = class_of(size);
    const Address next = m_newest[own];
    set_links(chunk, next, Address{});
    if (next != Address{}) set_links(next, next_of(next), chunk);
    m_newest[own] = chunk;
    m_nonempty[own / 64] |= 1ull << own % 64;
    set_previous_free(chunk + size, true);
}

// Takes a free chunk out of its class and forgets what its shadow said. The bytes stay, as they do
// in a real heap.
void Heap::erase_free(Address chunk) {
    const std::uint32_t size = chunk_size(chunk);
    const unsigned own = class_of(size);
    const Address next = next_of(chunk);
    const Address previous = previous_of(chunk);
    if (next != Address{}) set_links(next, next_of(next), previous);
    if (previous != Address{}) {
        set_links(previous, next, previous_of(previous));
    } else {
        m_newest[own] = next;
        if (next == Address{}) m_nonempty[own / 64] &= ~(1ull << own % 64);
    }
    m_space.clear_shadow(chunk, 24);
    m_space.shadow(chunk + (size - 8)) = 0;
}

void Heap::set_previous_free(Address chunk, bool free) {
    if (chunk == m_top) return;
    Shadow& header = m_space.shadow(chunk);
    header = free ? header | previous_free_flag : header & ~previous_free_flag;
    const auto flags = m_space.read<std::uint32_t>(chunk + 4);
    m_space.write(chunk + 4, free ? flags & ~previous_used_bit : flags | previous_used_bit);
}

void Heap::set_links(Address chunk, Address next, Address previous) {
    m_space.shadow(chunk + 8) = allocator_word(ValueKind::FreeBlock, raw(next));
    m_space.shadow(chunk + 16) = allocator_word(ValueKind::FreeBlock, raw(previous));
    m_space.write(chunk + 16, raw(next));
    m_space.write(chunk + 20, raw(previous));
}

Address Heap::next_of(Address chunk) const { return Address{number_of(m_space.shadow(chunk + 8))}; }

Address Heap::previous_of(Address chunk) const {
    return Address{number_of(m_space.shadow(chunk + 16))};
}

bool Heap::is_block(Pointer pointer) const {
    const Address block = pointer.address;
    if (raw(block) % 16 != 0 || block <= m_begin || block > m_top) return false;
    const Shadow header = m_space.shadow(block - header_bytes);
    // The header's second word has the kind too, but lies at an odd multiple of 8.
    return shadow::kind(header) == ValueKind::Header && shadow::object(header) == pointer.object;
}

std::optional<ObjectId> Heap::block_at(Address block) const {
    if (raw(block) % 16 != 0 || block <= m_begin || block > m_top) return std::nullopt;
    const Shadow header = m_space.shadow(block - header_bytes);
    if (shadow::kind(header) != ValueKind::Header) return std::nullopt;
    return shadow::object(header);
}

bool Heap::intact(Address chunk) const {
    const std::uint32_t size = chunk_size(chunk);
    const auto at = [&](std::uint32_t offset) {
        return m_space.read<std::uint32_t>(chunk + offset);
    };
    if (at(0) != size) return false;
    if (in_use(chunk)) {
        return at(4) == (used_bit | (previous_free(chunk) ? 0 : previous_used_bit)) &&
               at(8) == raw(id_of(chunk + header_bytes)) && at(12) == size_of(chunk + header_bytes);
    }
    return at(4) == previous_used_bit && at(8) == 0 && at(12) == 0 &&
           at(16) == raw(next_of(chunk)) && at(20) == raw(previous_of(chunk)) &&
           at(size - 4) == size;
}

std::optional<Address> Heap::damage_at_release(Address block) const {
    const Address chunk = block - header_bytes;
    if (!intact(chunk)) return chunk;
    const Address next = chunk + chunk_size(chunk);
    if (next != m_top && !intact(next)) return next;
    if (!previous_free(chunk)) return std::nullopt;
    const Address before = chunk - number_of(m_space.shadow(chunk - 8));
    return intact(before) ? std::nullopt : std::optional{before};
}

std::optional<Address> Heap::damage_at_allocate(std::uint32_t size) const {
    if (size > m_end - m_begin) return std::nullopt;
    const auto found = find_free(chunk_for(size));
    if (!found || intact(*found)) return std::nullopt;
    return found;
}

ObjectId Heap::id_of(Address block) const {
    return shadow::object(m_space.shadow(block - header_bytes));
}

std::uint32_t Heap::size_of(Address block) const { return number_of(m_space.shadow(block - 8)); }

bool Heap::may_own(Address block) const {
    return (m_space.shadow(block - header_bytes) & may_own_flag) != 0;
}

bool Heap::owned(Address block) const {
    return (m_space.shadow(block - header_bytes) & owned_flag) != 0;
}

void Heap::set_owned(Address block, bool owned) {
    Shadow& header = m_space.shadow(block - header_bytes);
    header = owned ? header | owned_flag : header & ~owned_flag;
}

Address Heap::end_of(Address block) const {
    return block + (chunk_size(block - header_bytes) - header_bytes);
}

std::optional<Address> Heap::find(ObjectId id) const {
    std::optional<Address> found;
    for_each_block([&](Address block) {
        if (id_of(block) == id) found = block;
    });
    return found;
}

std::optional<Address> Heap::containing(Address address) const {
    std::optional<Address> found;
    for_each_block([&](Address block) {
        if (address >= block - header_bytes && address < end_of(block)) found = block;
    });
    return found;
}

}  // namespace freehold
