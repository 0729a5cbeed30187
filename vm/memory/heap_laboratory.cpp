// SPDX-License-Identifier: MIT
#include "vm/memory/heap_laboratory.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <vector>

namespace freehold {

HeapLaboratory::HeapLaboratory(Heap& heap, const HeapSettings& settings)
    : m_heap(heap), m_settings(settings), m_zone(settings.zone()) {}

std::uint64_t HeapLaboratory::chunk_for(std::uint64_t size) const {
    const std::uint64_t plain = ((size + 15) & ~std::uint64_t{15}) + before_block() + m_zone;
    const std::uint64_t chunk = std::max<std::uint64_t>(plain, Heap::smallest_chunk);
    return is_buddy() ? std::bit_ceil(chunk) : chunk;
}

// ---- allocating --------------------------------------------------------------------------------

std::optional<Address> HeapLaboratory::allocate(ObjectId id, std::uint32_t size, bool may_own) {
    if (chunk_for(size) > m_heap.m_end - m_heap.m_begin) return std::nullopt;
    const auto need = static_cast<std::uint32_t>(chunk_for(size));
    Placement& placement = m_state.placement;
    placement = {.policy = m_settings.policy, .free = static_cast<std::uint32_t>(m_free.size())};
    Found found = search(need);
    note(found);
    if (found.chunk == Address{} && m_state.unjoined) {
        placement.joined = join_all();
        placement.free = static_cast<std::uint32_t>(m_free.size());
        found = search(need);
        note(found);
    }
    const bool on_top = found.chunk == Address{};
    const Address chunk = on_top ? take_top(need) : found.chunk;
    if (chunk == Address{}) return std::nullopt;
    placement.from = on_top ? Placement::From::Top : Placement::From::Free;
    placement.chunk = on_top ? need : m_heap.free_size(chunk);
    const bool previous_free = on_top ? last_is_free_before(chunk) : m_heap.previous_free(chunk);
    const std::uint32_t taken = on_top ? need : take(chunk, need);
    placement.split_off = placement.chunk - taken;
    m_state.rover = chunk;
    const Shadow flags =
        (may_own ? Heap::may_own_flag : 0) | (previous_free ? Heap::previous_free_flag : 0);
    const Address block = m_heap.mark_used(chunk, taken, need, id, size, flags);
    dress(block, size);
    m_state.all_asked += size;
    m_state.all_padding += taken - before_block() - m_zone - size;
    return block;
}

void HeapLaboratory::note(const Found& found) {
    Placement& placement = m_state.placement;
    placement.examined += found.examined;
    m_state.examined += found.examined;
    m_state.most_examined = std::max(m_state.most_examined, placement.examined);
}

/// Behind all others; 0 where there is no room.
Address HeapLaboratory::take_top(std::uint32_t need) {
    Address at = m_heap.m_top;
    if (is_buddy()) {
        const std::uint64_t offset = at - m_heap.m_begin;
        const std::uint64_t aligned = (offset + need - 1) & ~std::uint64_t{need - 1};
        if (aligned + need > m_heap.m_end - m_heap.m_begin) return Address{};
        at = m_heap.m_begin + static_cast<std::uint32_t>(aligned);
    } else if (need > m_heap.m_end - at) {
        return Address{};
    }
    const Address highest = m_heap.m_highest_top;
    // What was free and did not do; what the growth itself leaves free (of buddies) was not.
    const auto free_before = m_state.free_bytes;
    pad_to(at);
    m_heap.take_from_top(need);
    if (m_heap.m_highest_top > highest) m_state.free_at_peak = free_before;
    return at;
}

/// Of buddies: what lies below a large chunk's place becomes free chunks, as large as they can be.
void HeapLaboratory::pad_to(Address aligned) {
    while (m_heap.m_top != aligned) {
        const std::uint32_t offset = m_heap.m_top - m_heap.m_begin;
        const std::uint32_t size = offset & (0 - offset);
        const bool before = last_is_free_before(m_heap.m_top);
        put_free(m_heap.take_from_top(size), size, before);
    }
}

/// Takes the free chunk, and gives its bytes: what is too much stays free.
std::uint32_t HeapLaboratory::take(Address chunk, std::uint32_t need) {
    const std::uint32_t have = m_heap.free_size(chunk);
    take_free(chunk, have);
    if (is_buddy()) return split_halves(chunk, have, need);
    if (have - need >= Heap::smallest_chunk) {
        ++m_state.splits;
        put_free(chunk + need, have - need, false);
        return need;
    }
    m_heap.set_previous_free(chunk + have, false);
    return have;
}

std::uint32_t HeapLaboratory::split_halves(Address chunk, std::uint32_t have, std::uint32_t need) {
    if (have == need) m_heap.set_previous_free(chunk + have, false);
    for (; have > need; ++m_state.splits) {
        have /= 2;
        put_free(chunk + have, have, false);
    }
    return have;
}

/// The bytes of a new block, and those around it.
void HeapLaboratory::dress(Address block, std::uint32_t size) {
    AddressSpace& space = m_heap.m_space;
    if (m_settings.fill_new && size != 0) {
        std::memset(space.edit(block, size), *m_settings.fill_new, size);
    }
    if (m_zone == 0) return;
    std::memset(space.edit(block - m_zone, m_zone), zone_byte, m_zone);
    const std::uint32_t behind = m_heap.end_of(block) - (block + size);
    std::memset(space.edit(block + size, behind), zone_byte, behind);
}

std::optional<Heap::Trespass> HeapLaboratory::trespass(Address block) const {
    if (m_zone == 0) return std::nullopt;
    const auto intact = [&](Address at) {
        return m_heap.m_space.read<std::uint8_t>(at) == zone_byte;
    };
    const auto changed_in = [&](Address begin, Address end) -> std::optional<Heap::Trespass> {
        while (begin != end && intact(begin)) begin = begin + 1;
        while (begin != end && intact(end - 1)) end = end - 1;
        if (begin == end) return std::nullopt;
        return Heap::Trespass{block, begin, end - begin};
    };
    if (const auto before = changed_in(block - m_zone, block)) return before;
    return changed_in(block + m_heap.size_of(block), m_heap.end_of(block));
}

// ---- freeing -----------------------------------------------------------------------------------

void HeapLaboratory::release(Address block) {
    const std::uint32_t size = m_heap.size_of(block);
    if (m_settings.fill_free && size != 0) {
        std::memset(m_heap.m_space.edit(block, size), *m_settings.fill_free, size);
    }
    quarantine(m_heap.header_at(block));
    auto& waiting = m_state.waiting;
    while (waiting.size() > m_settings.quarantine) {
        const Address oldest = waiting.front();
        waiting.pop_front();
        give_back(oldest);
    }
}

/// No block lies there any more, and nothing else can.
void HeapLaboratory::quarantine(Address chunk) {
    AddressSpace& space = m_heap.m_space;
    constexpr std::uint32_t header = Heap::header_bytes;
    space.clear_shadow(chunk + header, m_heap.used_size(chunk) - header);
    Shadow* const known = &space.edit_shadow(chunk, 2);
    const Shadow kept = Heap::previous_free_flag | Heap::extra_flag;
    const Shadow kind = shadow::kind_bits(ValueKind::FreeBlock);
    known[0] = (known[0] & (shadow::id_mask | kept)) | kind | Heap::quarantined_flag;
    known[1] = (known[1] & shadow::id_mask) | kind;
    m_state.waiting.push_back(chunk);
}

void HeapLaboratory::give_back(Address chunk) {
    std::uint32_t size = m_heap.used_size(chunk);
    bool previous_free = m_heap.previous_free(chunk);
    m_heap.m_space.clear_shadow(chunk, Heap::header_bytes);
    m_state.unjoined = reuses() && m_settings.coalesce == Coalesce::Deferred;
    if (joins_now()) {
        chunk = join(chunk, size, previous_free);
        if (chunk + size == m_heap.m_top) {
            m_heap.m_top = chunk;
            return lower_top();
        }
    }
    put_free(chunk, size, previous_free);
}

Address HeapLaboratory::join(Address chunk, std::uint32_t& size, bool& previous_free) {
    return is_buddy() ? join_twins(chunk, size, previous_free)
                      : join_neighbours(chunk, size, previous_free);
}

Address HeapLaboratory::join_neighbours(Address chunk, std::uint32_t& size, bool& previous_free) {
    const Address next = chunk + size;
    if (next != m_heap.m_top && m_heap.is_free(next)) {
        size += take_neighbour(next);
    }
    if (!previous_free) return chunk;
    const Address before = chunk - Heap::number_of(m_heap.m_space.shadow(chunk - 8));
    previous_free = m_heap.previous_free(before);
    size += take_neighbour(before);
    return before;
}

Address HeapLaboratory::twin_of(Address chunk, std::uint32_t size) const {
    return m_heap.m_begin + ((chunk - m_heap.m_begin) ^ size);
}

// A twin that lies below the top is the first chunk of its half, whatever that was split into:
// chunks never reach over a boundary of their own size.
Address HeapLaboratory::join_twins(Address chunk, std::uint32_t& size, bool& previous_free) {
    for (;;) {
        const Address twin = twin_of(chunk, size);
        if (twin >= m_heap.m_top || !m_heap.is_free(twin) || m_heap.free_size(twin) != size) {
            return chunk;
        }
        if (twin < chunk) {
            previous_free = m_heap.previous_free(twin);
            chunk = twin;
        }
        size += take_neighbour(twin);
    }
}

/// Whether a free chunk can be joined with another one.
bool HeapLaboratory::has_partner(Address chunk) const {
    const std::uint32_t size = m_heap.free_size(chunk);
    const auto is_free = [&](Address it) { return it < m_heap.m_top && m_heap.is_free(it); };
    if (!is_buddy()) return m_heap.previous_free(chunk) || is_free(chunk + size);
    const Address twin = twin_of(chunk, size);
    return is_free(twin) && m_heap.free_size(twin) == size;
}

std::uint32_t HeapLaboratory::take_neighbour(Address chunk) {
    const std::uint32_t size = m_heap.free_size(chunk);
    take_free(chunk, size);
    ++m_state.joins;
    return size;
}

/// Joins whatever can be joined, and gives how many chunks went into others.
std::uint32_t HeapLaboratory::join_all() {
    const std::uint64_t joins = m_state.joins;
    const std::vector<Address> chunks{m_free.begin(), m_free.end()};
    for (const Address it : chunks) {
        if (!m_free.contains(it) || !has_partner(it)) continue;
        std::uint32_t size = m_heap.free_size(it);
        bool previous_free = m_heap.previous_free(it);
        take_free(it, size);
        const Address chunk = join(it, size, previous_free);
        put_free(chunk, size, previous_free);
    }
    m_state.unjoined = false;
    lower_top();
    return static_cast<std::uint32_t>(m_state.joins - joins);
}

/// Free chunks at the end are the top's.
void HeapLaboratory::lower_top() {
    while (last_is_free_before(m_heap.m_top)) {
        const Address top = m_heap.m_top;
        const std::uint32_t size = Heap::number_of(m_heap.m_space.shadow(top - 8));
        take_free(top - size, size);
        m_heap.m_top = top - size;
    }
}

/// Whether the chunk that ends there, the last one, is free: its boundary tag tells.
bool HeapLaboratory::last_is_free_before(Address end) const {
    if (end == m_heap.m_begin) return false;
    return shadow::kind(m_heap.m_space.shadow(end - 8)) == ValueKind::FreeBlock;
}

// ---- the free chunks ---------------------------------------------------------------------------

/// One list is in order of addresses; the lists of classes have the newest chunk first.
void HeapLaboratory::put_free(Address chunk, std::uint32_t size, bool previous_free) {
    const auto at = m_free.insert(chunk).first;
    const bool behind = m_settings.has_one_list() && at != m_free.begin();
    m_heap.make_free(chunk, size, behind ? *std::prev(at) : Address{}, previous_free);
    m_state.free_bytes += size;
}

void HeapLaboratory::take_free(Address chunk, std::uint32_t size) {
    m_free.erase(chunk);
    m_heap.erase_free(chunk, size);
    m_state.free_bytes -= size;
}

void HeapLaboratory::go_back_to(const State& state) {
    m_state = state;
    m_free.clear();
    m_heap.for_each_chunk([this](const Heap::Chunk& chunk) {
        if (!chunk.in_use && !chunk.quarantined) m_free.insert(m_free.end(), chunk.address);
    });
}

void HeapLaboratory::add_to(HeapStats& stats) const {
    stats.settings = m_settings;
    stats.examined = m_state.examined;
    stats.most_examined = m_state.most_examined;
    stats.splits = m_state.splits;
    stats.joins = m_state.joins;
    stats.all_asked = m_state.all_asked;
    stats.all_padding = m_state.all_padding;
    stats.free_at_peak = m_state.free_at_peak;
}

}  // namespace freehold
