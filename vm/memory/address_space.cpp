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
      m_nodes(reinterpret_cast<std::uint32_t*>(m_bytes + 2 * std::size_t{m_extent})) {}

std::size_t AddressSpace::bytes_for(const Layout& layout) {
    const std::size_t stack_words = (layout.stack_end - layout.stack_begin) / 8 + 1;
    return 2 * std::size_t{raw(layout.stack_end)} + stack_words * sizeof(std::uint32_t);
}

void AddressSpace::clear_shadow(Address begin, std::uint32_t bytes) {
    std::fill_n(&shadow(begin), words_of(bytes), Shadow{0});
}

void AddressSpace::set_shadow(Address begin, std::uint32_t bytes, Shadow value) {
    const std::uint32_t whole = bytes & ~7u;
    std::fill_n(&shadow(begin), whole / 8, value);
    if (bytes == whole) return;
    const Shadow inside = shadow::bytes(bytes - whole, begin);
    const Shadow both = inside << shadow::init_shift | inside << shadow::in_shift;
    shadow(begin + whole) = value & (both | ~(shadow::init_mask | shadow::in_mask));
}

}  // namespace freehold
