// SPDX-License-Identifier: MIT
#include "vm/memory/heap.hpp"

#include <algorithm>

#include "vm/memory/heap_laboratory.hpp"

namespace freehold {

namespace {

// What the header's flags field says to someone who reads the bytes.
constexpr std::uint32_t used_bit = 1;
constexpr std::uint32_t previous_used_bit = 2;

constexpr Shadow allocator_word(ValueKind kind, std::uint32_t number, Shadow flags = 0) {
    return static_cast<Shadow>(number) << 32 | shadow::kind_bits(kind) | flags;
}

/// Two fields that lie side by side.
void write_fields(std::byte* at, std::uint32_t first, std::uint32_t second) {
    const std::uint64_t both = std::uint64_t{second} << 32 | first;
    std::memcpy(at, &both, sizeof both);
}

bool asks_for_nothing(const HeapSettings& it) {
    const bool usual = it.policy == HeapPolicy::Segregated && it.coalesce == Coalesce::Now;
    const bool around = it.quarantine != 0 || it.redzone != 0 || it.fill_new || it.fill_free;
    return usual && !around && !it.counts && !it.tells_placement;
}

}  // namespace

Heap::Heap(AddressSpace& space, const HeapSettings& settings)
    : m_space(space),
      m_begin(space.layout().heap_begin),
      m_end(space.layout().heap_end),
      m_top(m_begin),
      m_highest_top(m_begin) {
    if (asks_for_nothing(settings)) return;
    m_laboratory = std::make_unique<HeapLaboratory>(*this, settings);
    m_before = m_laboratory->before_block();
    m_one_list = settings.has_one_list();
}

Heap::~Heap() = default;

// Sizes below 1024 have a class each; above, four classes to each power of two.
unsigned Heap::class_of(std::uint32_t chunk_size) {
    if (chunk_size < 1024) return chunk_size / 16;
    const unsigned log = static_cast<unsigned>(std::bit_width(chunk_size)) - 1;
    return 64 + (log - 10) * 4 + ((chunk_size >> (log - 2)) & 3);
}

std::uint64_t Heap::smallest_of(unsigned size_class) {
    if (size_class < 64) return std::uint64_t{16} * size_class;
    const unsigned log = 10 + (size_class - 64) / 4;
    return std::uint64_t{4 + (size_class - 64) % 4} << (log - 2);
}

std::optional<Address> Heap::allocate(ObjectId id, std::uint32_t size, bool may_own) {
    if (m_laboratory) [[unlikely]]
        return m_laboratory->allocate(id, size, may_own);
    if (size > m_end - m_begin) return std::nullopt;
    const std::uint32_t need = chunk_for(size);
    Address chunk = find_free(need, [] {});
    if (chunk == Address{}) {
        chunk = take_from_top(need);
        if (chunk == Address{}) return std::nullopt;
        return mark_used(chunk, need, need, id, size, may_own ? may_own_flag : 0);
    }
    // A free chunk's neighbours are in use: they would have been joined.
    const std::uint32_t have = free_size(chunk);
    erase_free(chunk, have);
    const bool split = have - need >= smallest_chunk;
    const std::uint32_t taken = split ? need : have;
    if (split) {
        make_free(chunk + taken, have - taken);
    } else {
        set_previous_free(chunk + taken, false);
    }
    return mark_used(chunk, taken, need, id, size, may_own ? may_own_flag : 0);
}

Address Heap::first_class_from(unsigned first) const {
    for (unsigned group = first / 64; group < m_nonempty.size(); ++group) {
        std::uint64_t bits = m_nonempty[group];
        if (group == first / 64) bits &= ~0ull << first % 64;
        if (bits != 0) {
            return m_newest[group * 64 + static_cast<unsigned>(std::countr_zero(bits))];
        }
    }
    return Address{};
}

// Every chunk of a higher class is large enough. A class above 1024 holds several sizes: its newest
// chunk is tried; the others only when the top has no room either.
template <class Look>
Address Heap::find_free(std::uint32_t need, Look look) const {
    const unsigned own = class_of(need);
    const Address newest = m_newest[own];
    if (newest != Address{}) look();
    if (newest != Address{} && free_size(newest) >= need) return newest;
    const Address larger = first_class_from(own + 1);
    if (larger != Address{}) look();
    if (larger != Address{} || need <= m_end - m_top) return larger;
    for (Address chunk = newest; chunk != Address{}; chunk = next_of(chunk)) {
        if (chunk != newest) look();
        if (free_size(chunk) >= need) return chunk;
    }
    return Address{};
}

Address Heap::find_free(std::uint32_t need, std::uint32_t& examined) const {
    return find_free(need, [&] { ++examined; });
}

Address Heap::take_from_top(std::uint32_t need) {
    if (need > m_end - m_top) return Address{};
    const Address chunk = m_top;
    m_top = m_top + need;
    m_highest_top = std::max(m_highest_top, m_top);
    return chunk;
}

// Gives the block in the chunk, which would need `plain` bytes.
Address Heap::mark_used(Address chunk, std::uint32_t size_of_chunk, std::uint32_t plain,
                        ObjectId id, std::uint32_t size, Shadow flags) {
    if (size_of_chunk != plain) flags |= extra_flag;
    Shadow* const known = &m_space.edit_shadow(chunk, 2);
    known[0] = allocator_word(ValueKind::Header, raw(id), flags);
    known[1] = allocator_word(ValueKind::Header, size);
    std::byte* const bytes = m_space.edit(chunk, header_bytes);
    const bool after_free = (flags & previous_free_flag) != 0;
    write_fields(bytes, size_of_chunk, used_bit | (after_free ? 0 : previous_used_bit));
    write_fields(bytes + 8, raw(id), size);
    const Address block = chunk + m_before;
    if (m_is_indexed) index_new(block);
    return block;
}

void Heap::release(Address block) {
    if (m_is_indexed) index_dead(block);
    if (m_laboratory) [[unlikely]]
        return m_laboratory->release(block);
    Address chunk = block - header_bytes;
    std::uint32_t size = plain_size(chunk);
    const bool join_previous = previous_free(chunk);
    m_space.clear_shadow(chunk, size);

    const Address next = chunk + size;
    if (next != m_top && !in_use(next)) {
        const std::uint32_t after = free_size(next);
        erase_free(next, after);
        size += after;
    }
    if (join_previous) {
        const std::uint32_t before = number_of(m_space.shadow(chunk - 8));
        chunk = chunk - before;
        erase_free(chunk, before);
        size += before;
    }
    if (chunk + size == m_top) {
        m_top = chunk;
    } else {
        make_free(chunk, size);
    }
}

// Writes a free chunk, bytes and shadow, but for its links.
inline void Heap::write_free(Address chunk, std::uint32_t size, bool previous_free) {
    m_space.edit_shadow(chunk) =
        allocator_word(ValueKind::FreeBlock, size, previous_free ? previous_free_flag : 0);
    m_space.edit_shadow(chunk + (size - 8)) = allocator_word(ValueKind::FreeBlock, size);
    std::byte* const bytes = m_space.edit(chunk, header_bytes);
    write_fields(bytes, size, previous_free ? 0 : previous_used_bit);
    write_fields(bytes + 8, 0, 0);
    m_space.write(chunk + (size - 4), size);
}

// Puts a free chunk first in its list, and tells the chunk after it.
inline void Heap::link_first(Address chunk, std::uint32_t size, unsigned list) {
    const Address next = m_newest[list];
    set_links(chunk, next, Address{});
    if (next != Address{}) set_links(next, next_of(next), chunk);
    m_newest[list] = chunk;
    m_nonempty[list / 64] |= 1ull << list % 64;
    set_previous_free(chunk + size, true);
}

void Heap::make_free(Address chunk, std::uint32_t size) {
    write_free(chunk, size, false);
    link_first(chunk, size, class_of(size));
}

// The same behind another chunk of its list, where one is named.
void Heap::make_free(Address chunk, std::uint32_t size, Address behind, bool previous_free) {
    write_free(chunk, size, previous_free);
    if (behind == Address{}) return link_first(chunk, size, list_of(size));
    const Address next = next_of(behind);
    set_links(chunk, next, behind);
    if (next != Address{}) set_links(next, next_of(next), chunk);
    set_links(behind, chunk, previous_of(behind));
    set_previous_free(chunk + size, true);
}

// Takes a free chunk out of its class and forgets what its shadow said. The bytes stay, as they do
// in a real heap.
void Heap::erase_free(Address chunk, std::uint32_t size) {
    const Address next = next_of(chunk);
    const Address previous = previous_of(chunk);
    if (next != Address{}) set_links(next, next_of(next), previous);
    if (previous != Address{}) {
        set_links(previous, next, previous_of(previous));
    } else {
        const unsigned own = list_of(size);
        m_newest[own] = next;
        if (next == Address{}) m_nonempty[own / 64] &= ~(1ull << own % 64);
    }
    Shadow* const known = &m_space.edit_shadow(chunk, 3);
    known[0] = known[1] = known[2] = 0;
    m_space.edit_shadow(chunk + (size - 8)) = 0;
}

void Heap::set_previous_free(Address chunk, bool free) {
    if (chunk == m_top) return;
    Shadow& header = m_space.edit_shadow(chunk);
    header = (header & ~previous_free_flag) | (free ? previous_free_flag : 0);
    const auto flags = m_space.read<std::uint32_t>(chunk + 4);
    m_space.write(chunk + 4, (flags & ~previous_used_bit) | (free ? 0 : previous_used_bit));
}

inline void Heap::set_links(Address chunk, Address next, Address previous) {
    Shadow* const known = &m_space.edit_shadow(chunk + 8, 2);
    known[0] = allocator_word(ValueKind::FreeBlock, raw(next));
    known[1] = allocator_word(ValueKind::FreeBlock, raw(previous));
    write_fields(m_space.edit(chunk + 16, 8), raw(next), raw(previous));
}

Heap::State Heap::state() const {
    State state{m_top, m_highest_top, m_newest, m_nonempty};
    if (m_laboratory) {
        state.laboratory = std::make_shared<HeapLaboratoryState>(m_laboratory->state());
    }
    return state;
}

void Heap::go_back_to(const State& state) {
    m_top = state.top;
    m_highest_top = state.highest_top;
    m_newest = state.newest;
    m_nonempty = state.nonempty;
    if (m_laboratory) m_laboratory->go_back_to(*state.laboratory);
    m_index = {};
    m_is_indexed = false;
    m_unasked = 0;
}

std::optional<ObjectId> Heap::block_at(Address block) const {
    if (raw(block) % 16 != 0 || block <= m_begin || block > m_top) return std::nullopt;
    if (!in_use(header_at(block))) return std::nullopt;
    return id_of(block);
}

bool Heap::intact(Address chunk) const {
    const std::uint32_t size = chunk_size(chunk);
    const auto at = [&](std::uint32_t offset) {
        return m_space.read<std::uint32_t>(chunk + offset);
    };
    if (at(0) != size) return false;
    const std::uint32_t before = previous_free(chunk) ? 0 : previous_used_bit;
    if (!is_free(chunk)) {
        const Address block = chunk + m_before;
        return at(4) == (used_bit | before) && at(8) == raw(id_of(block)) &&
               at(12) == size_of(block);
    }
    return at(4) == before && at(8) == 0 && at(12) == 0 && at(16) == raw(next_of(chunk)) &&
           at(20) == raw(previous_of(chunk)) && at(size - 4) == size;
}

std::optional<Address> Heap::damage_at_release(Address block) const {
    const Address chunk = header_at(block);
    if (!intact(chunk)) return chunk;
    const Address next = chunk + chunk_size(chunk);
    if (next != m_top && !intact(next)) return next;
    if (!previous_free(chunk)) return std::nullopt;
    const Address before = chunk - number_of(m_space.shadow(chunk - 8));
    return intact(before) ? std::nullopt : std::optional{before};
}

std::optional<Heap::Trespass> Heap::trespass(Address block) const {
    return m_laboratory ? m_laboratory->trespass(block) : std::nullopt;
}

std::optional<Heap::Trespass> Heap::any_trespass() const {
    std::optional<Trespass> found;
    if (!m_laboratory || m_laboratory->zone() == 0) return found;
    for_each_block([&](Address block) {
        if (!found) found = trespass(block);
    });
    return found;
}

std::uint32_t Heap::laboratory_size(Address chunk) const {
    const std::uint32_t size = number_of(m_space.shadow(chunk + 8));
    return static_cast<std::uint32_t>(m_laboratory->chunk_for(size)) + extra_bytes(chunk);
}

std::optional<Address> Heap::damage_at_allocate(std::uint32_t size) const {
    if (size > m_end - m_begin) return std::nullopt;
    const Address found =
        m_laboratory ? m_laboratory->would_take(size) : find_free(chunk_for(size), [] {});
    if (found == Address{} || intact(found)) return std::nullopt;
    return found;
}

Address Heap::end_of(Address block) const {
    return header_at(block) + chunk_size(header_at(block));
}

std::optional<Address> Heap::find(ObjectId id) const {
    if (!m_is_indexed) {
        for_each_block([&](Address block) { m_index.insert(id_of(block), raw(block)); });
        m_is_indexed = true;
    }
    m_unasked = 0;
    const std::uint32_t block = m_index.find(id);
    if (block == 0) return std::nullopt;
    return Address{block};
}

[[gnu::noinline]] void Heap::index_new(Address block) {
    m_index.insert(id_of(block), raw(block));
    tire_of_index();
}

[[gnu::noinline]] void Heap::index_dead(Address block) {
    m_index.erase(id_of(block));
    tire_of_index();
}

// So many blocks have come and gone without a question that another index is paid for.
void Heap::tire_of_index() {
    if (++m_unasked < 1024 + m_index.size() / 2) return;
    m_index = {};
    m_is_indexed = false;
}

std::optional<Address> Heap::containing(Address address) const {
    std::optional<Address> found;
    for_each_block([&](Address block) {
        if (address >= header_at(block) && address < end_of(block)) found = block;
    });
    return found;
}

}  // namespace freehold
