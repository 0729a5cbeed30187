// SPDX-License-Identifier: MIT
#include "vm/memory/mapping.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>

namespace freehold {
namespace {

std::size_t page_size() {
    static const std::size_t size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return size;
}

// Not calloc: that zeroes what an earlier machine has freed, and AddressSanitizer marks every byte
// of a block, touched or not.
std::byte* map(std::size_t size) {
    void* const begin = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (begin == MAP_FAILED) throw std::bad_alloc{};
    return static_cast<std::byte*>(begin);
}

}  // namespace

Mapping::Mapping(std::size_t bytes)
    : m_size((bytes + 2 * page_size() - 1) / page_size() * page_size()), m_begin(map(m_size)) {
    if (mprotect(m_begin + m_size - page_size(), page_size(), PROT_NONE) == 0) return;
    munmap(m_begin, m_size);
    throw std::bad_alloc{};
}

Mapping::~Mapping() { munmap(m_begin, m_size); }

}  // namespace freehold
