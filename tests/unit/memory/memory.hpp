// SPDX-License-Identifier: MIT
// A small address space for tests of the room: one page each of code, data and BSS, then the heap.
#pragma once

#include "vm/memory/address_space.hpp"
#include "vm/memory/heap.hpp"

namespace freehold::test {

/// code 0x1000, data 0x2000, BSS 0x3000, heap 0x4000, gap, stack.
inline Layout small_layout(std::uint32_t heap_bytes = 4096, std::uint32_t stack_bytes = 4096) {
    return Layout::of(/*code*/ 16, /*data*/ 16, /*read only*/ 8, /*bss*/ 16, heap_bytes,
                      stack_bytes);
}

/// A heap in an address space of its own.
struct SmallHeap {
    explicit SmallHeap(std::uint32_t heap_bytes = 4096, const HeapSettings& settings = {})
        : space(small_layout(heap_bytes)), heap(space, settings) {}

    Address begin() const { return space.layout().heap_begin; }
    Address end() const { return space.layout().heap_end; }

    /// A block, whose id is the next one; the test fails where there is no room.
    Address make(std::uint32_t size) {
        return heap.allocate(ObjectId{++last_id}, size, false).value();
    }
    /// Where a block lies, from the heap's begin.
    std::uint32_t offset_of_new(std::uint32_t size) { return make(size) - begin(); }

    AddressSpace space;
    Heap heap;
    std::uint32_t last_id = 0;
};

}  // namespace freehold::test
