// SPDX-License-Identifier: MIT
#include "vm/memory/address_space.hpp"

#include <algorithm>

namespace freehold {

AddressSpace::AddressSpace(const Layout& layout)
    : m_layout(layout),
      m_extent(raw(layout.stack_end)),
      m_mapping(bytes_for(layout)),
      m_bytes(m_mapping.begin()),
      m_shadow(m_bytes + m_extent),
      m_limits{m_extent, m_extent >> 1, m_extent >> 2, m_extent >> 3},
      m_nodes(reinterpret_cast<std::uint32_t*>(m_bytes + 2 * std::size_t{m_extent})),
      m_marks(reinterpret_cast<std::uint8_t*>(m_nodes + node_count(layout))) {}

std::size_t AddressSpace::node_count(const Layout& layout) {
    return (layout.stack_end - layout.stack_begin) / 8 + 1;
}

std::size_t AddressSpace::bytes_for(const Layout& layout) {
    const std::size_t extent = raw(layout.stack_end);
    return 2 * extent + node_count(layout) * sizeof(std::uint32_t) + extent / tile_bytes + 1;
}

[[gnu::noinline]] void AddressSpace::mark_between(std::uint32_t first, std::uint32_t last) {
    std::memset(m_marks + first, 0xff, last - first);
}

std::uint8_t* AddressSpace::find_mark(std::uint8_t* from, const std::uint8_t* end,
                                      std::uint8_t bit) {
    std::uint8_t* at = from;
    const std::uint64_t bits = bit * 0x0101'0101'0101'0101u;
    while (end - at >= 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, at, sizeof eight);
        if ((eight & bits) != 0) break;
        at += 8;
    }
    while (at != end && (*at & bit) == 0) ++at;
    return at;
}

// ---- tiles as a whole --------------------------------------------------------------------------

std::array<std::span<std::byte>, 3> AddressSpace::parts_of(Tile tile) const {
    const Address begin = begin_of(tile);
    const std::uint32_t end = std::min(raw(begin) + tile_bytes, m_extent);
    const std::size_t bytes = end - raw(begin);
    // A tile that begins before the stack has no borrows.
    const bool on_stack = begin >= m_layout.stack_begin;
    std::byte* const nodes =
        reinterpret_cast<std::byte*>(m_nodes + (on_stack ? node_index(begin) : 0));
    return {{{m_bytes + raw(begin), bytes},
             {m_shadow + raw(begin), bytes},
             {nodes, on_stack ? bytes / 2 : 0}}};
}

void AddressSpace::read_tile(Tile tile, TileWords& words) const {
    constexpr std::size_t firsts[] = {0, first_shadow_word, first_node_word};
    const auto parts = parts_of(tile);
    if (parts[0].size() != tile_bytes || parts[2].empty()) words.fill(0);
    for (std::size_t k = 0; k < parts.size(); ++k) {
        std::memcpy(&words[firsts[k]], parts[k].data(), parts[k].size());
    }
}

void AddressSpace::write_tile(Tile tile, const TileWords& words) {
    constexpr std::size_t firsts[] = {0, first_shadow_word, first_node_word};
    const auto parts = parts_of(tile);
    for (std::size_t k = 0; k < parts.size(); ++k) {
        std::memcpy(parts[k].data(), &words[firsts[k]], parts[k].size());
    }
}

}  // namespace freehold
