// SPDX-License-Identifier: MIT
#include "vm/memory/address_space.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace freehold {

void AddressSpace::Free::operator()(void* bytes) const { std::free(bytes); }

namespace {

// calloc maps big blocks as zero pages, so memory costs the host nothing until it is touched.
template <class T>
T* reserve(std::size_t count) {
    void* block = std::calloc(count, sizeof(T));
    if (block == nullptr) throw std::bad_alloc{};
    return static_cast<T*>(block);
}

}  // namespace

AddressSpace::AddressSpace(const Layout& layout)
    : m_layout(layout),
      m_extent(raw(layout.stack_end)),
      m_storage(reserve<std::byte>(2 * static_cast<std::size_t>(m_extent))),
      m_bytes(m_storage.get()),
      m_nodes(reserve<std::uint32_t>((layout.stack_end - layout.stack_begin) / 8 + 1)) {}

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
