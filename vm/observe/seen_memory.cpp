// SPDX-License-Identifier: MIT
#include "vm/observe/seen_memory.hpp"

#include <algorithm>
#include <cstring>

#include "vm/memory/tiles.hpp"

namespace freehold {

namespace {

/// The first time code is new, too; later it never changes.
constexpr Address code_tiles = begin_of(tile_of(Layout::code_begin));
/// So many words are compared at once, before it is asked which of them differ.
constexpr std::uint32_t group = 32;

std::uint64_t word(const std::byte* bytes, std::uint32_t k) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + 8 * std::size_t{k}, sizeof word);
    return word;
}

/// How many words of memory a tile has: the last one of the address space may be shorter.
std::uint32_t words_in(Address begin, std::uint32_t extent) {
    return std::min(tile_bytes, extent - raw(begin)) / 8;
}

}  // namespace

SeenMemory::SeenMemory(Machine& machine)
    : m_machine(machine), m_view(machine), m_tiles(m_view.extent() / tile_bytes + 1) {}

void SeenMemory::look(std::vector<WordChange>& changes) {
    if (!m_saw_code) {
        for (Address at = code_tiles; at < m_machine.layout().code_end; at = at + tile_bytes) {
            compare(at, changes);
        }
        m_saw_code = true;
    }
    for (const Address begin : m_machine.take_changed()) compare(begin, changes);
}

SeenMemory::SeenTile& SeenMemory::tile_at(Address begin) {
    auto& tile = m_tiles[raw(tile_of(begin))];
    if (tile == nullptr) tile = std::make_unique<SeenTile>();
    return *tile;
}

void SeenMemory::compare(Address begin, std::vector<WordChange>& changes) {
    const std::byte* const bytes = m_view.bytes(begin);
    const std::byte* const shadow = m_view.shadow(begin);
    const std::uint32_t count = words_in(begin, m_view.extent());
    SeenTile& seen = tile_at(begin);
    for (std::uint32_t first = 0; first < count; first += group) {
        const std::uint32_t last = std::min(first + group, count);
        const std::size_t at = 8 * std::size_t{first};
        const std::size_t size = 8 * std::size_t{last - first};
        if (std::memcmp(bytes + at, &seen.bytes[first], size) == 0 &&
            std::memcmp(shadow + at, &seen.shadow[first], size) == 0) {
            continue;
        }
        for (std::uint32_t k = first; k < last; ++k) {
            const std::uint64_t now = word(bytes, k);
            const std::uint64_t known = word(shadow, k);
            if (now == seen.bytes[k] && known == seen.shadow[k]) continue;
            WordChange change{begin + 8 * k, seen.bytes[k], now, word_info_of(seen.shadow[k])};
            change.known = change.known_was;
            if (known != seen.shadow[k]) {
                change.known = word_info_of(known);
                change.of_knowledge = !(change.known == change.known_was);
            }
            // What the machine notes for itself about a word is nobody else's business.
            if (change.of_bytes() || change.of_knowledge) changes.push_back(change);
            seen.bytes[k] = now;
            seen.shadow[k] = known;
        }
    }
}

}  // namespace freehold
