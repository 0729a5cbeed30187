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

AddressSpace::TileParts AddressSpace::parts_of(Tile tile) const {
    const Address begin = begin_of(tile);
    const std::uint32_t end = std::min(raw(begin) + tile_bytes, m_extent);
    const std::size_t bytes = end - raw(begin);
    std::byte* const nodes = reinterpret_cast<std::byte*>(m_nodes);
    // A tile that begins before the stack has no borrows.
    const bool on_stack = begin >= m_layout.stack_begin;
    const std::size_t first = on_stack ? 4 * std::size_t{node_index(begin)} : 0;
    return {{m_bytes + raw(begin), bytes},
            {reinterpret_cast<Shadow*>(m_shadow + raw(begin)), bytes / 8},
            {nodes + first, on_stack ? bytes / 2 : 0}};
}

TileCopy AddressSpace::copy_tile(Tile tile) const {
    const TileParts parts = parts_of(tile);
    TileCopy copy;
    copy.one_shadow =
        std::equal(parts.shadow.begin() + 1, parts.shadow.end(), parts.shadow.begin());
    const auto shadow = std::as_bytes(copy.one_shadow ? parts.shadow.first(1) : parts.shadow);
    copy.size = parts.bytes.size() + shadow.size() + parts.nodes.size();
    copy.bytes.reset(new std::byte[copy.size]);
    std::byte* to = std::copy(parts.bytes.begin(), parts.bytes.end(), copy.bytes.get());
    to = std::copy(shadow.begin(), shadow.end(), to);
    std::copy(parts.nodes.begin(), parts.nodes.end(), to);
    return copy;
}

void AddressSpace::put_tile(Tile tile, const TileCopy* copy) {
    const TileParts parts = parts_of(tile);
    if (copy == nullptr) {
        std::fill(parts.bytes.begin(), parts.bytes.end(), std::byte{});
        std::fill(parts.shadow.begin(), parts.shadow.end(), Shadow{});
        std::fill(parts.nodes.begin(), parts.nodes.end(), std::byte{});
        return;
    }
    const std::byte* from = copy->bytes.get();
    std::copy_n(from, parts.bytes.size(), parts.bytes.begin());
    from += parts.bytes.size();
    const std::size_t shadow = copy->one_shadow ? sizeof(Shadow) : parts.shadow.size_bytes();
    if (copy->one_shadow) {
        Shadow all = 0;
        std::memcpy(&all, from, sizeof all);
        std::fill(parts.shadow.begin(), parts.shadow.end(), all);
    } else {
        std::memcpy(parts.shadow.data(), from, shadow);
    }
    std::copy_n(from + shadow, parts.nodes.size(), parts.nodes.begin());
}

}  // namespace freehold
