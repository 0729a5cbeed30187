// SPDX-License-Identifier: MIT
#include "vm/observe/seen_memory.hpp"

#include <algorithm>
#include <cstring>

#include "vm/execute/memory_view.hpp"
#include "vm/memory/tiles.hpp"

namespace freehold {

namespace {

/// The first time code is new, too; later it never changes.
constexpr Address code_tiles = begin_of(tile_of(Layout::code_begin));
/// So many words are compared at once, before it is asked which of them differ.
constexpr std::uint32_t group = 8;

bool differ(const std::uint64_t* a, const std::uint64_t* b) {
    std::uint64_t difference = 0;
    for (std::uint32_t k = 0; k < group; ++k) difference |= a[k] ^ b[k];
    return difference != 0;
}

/// How many words of memory a tile has: the last one of the address space may be shorter.
std::uint32_t words_in(Address begin, std::uint32_t extent) {
    return std::min(tile_bytes, extent - raw(begin)) / 8;
}

}  // namespace

SeenMemory::SeenMemory(Machine& machine)
    : m_machine(machine), m_tiles(MemoryView{machine}.extent() / tile_bytes + 1) {}

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
    const MemoryView view{m_machine};
    std::array<std::uint64_t, words> bytes{};
    std::array<std::uint64_t, words> shadow{};
    const std::uint32_t count = words_in(begin, view.extent());
    std::memcpy(bytes.data(), view.bytes(begin), count * std::size_t{8});
    std::memcpy(shadow.data(), view.shadow(begin), count * std::size_t{8});
    SeenTile& seen = tile_at(begin);
    for (std::uint32_t first = 0; first < words; first += group) {
        if (!differ(&bytes[first], &seen.bytes[first]) &&
            !differ(&shadow[first], &seen.shadow[first])) {
            continue;
        }
        for (std::uint32_t k = first; k < first + group; ++k) {
            if (bytes[k] == seen.bytes[k] && shadow[k] == seen.shadow[k]) continue;
            const WordChange change{begin + 8 * k, seen.bytes[k], bytes[k],
                                    word_info_of(seen.shadow[k]), word_info_of(shadow[k])};
            // What the machine notes for itself about a word is nobody else's business.
            if (change.of_bytes() || change.of_knowledge()) changes.push_back(change);
            seen.bytes[k] = bytes[k];
            seen.shadow[k] = shadow[k];
        }
    }
}

}  // namespace freehold
