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
    std::byte* const nodes = reinterpret_cast<std::byte*>(m_nodes);
    // A tile that begins before the stack has no borrows.
    const bool on_stack = begin >= m_layout.stack_begin;
    const std::size_t first = on_stack ? 4 * std::size_t{node_index(begin)} : 0;
    return {{{m_bytes + raw(begin), bytes},
             {m_shadow + raw(begin), bytes},
             {nodes + first, on_stack ? bytes / 2 : 0}}};
}

std::size_t AddressSpace::tile_size(Tile tile) const {
    std::size_t size = 0;
    for (const auto& part : parts_of(tile)) size += part.size();
    return size;
}

void AddressSpace::copy_tile(Tile tile, std::byte* to) const {
    for (const auto& part : parts_of(tile)) to = std::copy(part.begin(), part.end(), to);
}

void AddressSpace::put_tile(Tile tile, const std::byte* from) {
    for (const auto& part : parts_of(tile)) {
        if (from == nullptr) {
            std::fill(part.begin(), part.end(), std::byte{});
        } else {
            std::copy_n(from, part.size(), part.begin());
            from += part.size();
        }
    }
}

}  // namespace freehold
