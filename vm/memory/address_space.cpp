// SPDX-License-Identifier: MIT
#include "vm/memory/address_space.hpp"

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

}  // namespace freehold
