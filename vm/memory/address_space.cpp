// SPDX-License-Identifier: MIT
#include "vm/memory/address_space.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace freehold {

void AddressSpace::Free::operator()(std::byte* bytes) const { std::free(bytes); }

namespace {

// calloc maps big blocks as zero pages, so memory costs the host nothing until it is touched.
std::byte* reserve(std::size_t bytes) {
    void* block = std::calloc(bytes, 1);
    if (block == nullptr) throw std::bad_alloc{};
    return static_cast<std::byte*>(block);
}

}  // namespace

AddressSpace::AddressSpace(const Layout& layout)
    : m_layout(layout),
      m_extent(raw(layout.stack_end)),
      m_storage(reserve(2 * static_cast<std::size_t>(m_extent))),
      m_bytes(m_storage.get()) {}

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
