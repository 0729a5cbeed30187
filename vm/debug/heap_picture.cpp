// SPDX-License-Identifier: MIT
#include "vm/debug/heap_picture.hpp"

namespace freehold::debug {

HeapPicture heap_picture(const Scene& scene, std::uint32_t columns) {
    HeapPicture picture;
    const Address begin = scene.machine().layout().heap_begin;
    const std::uint32_t bytes = scene.machine().heap_top() - begin;
    while ((bytes + picture.cell_bytes - 1) / picture.cell_bytes > columns) {
        picture.cell_bytes *= 2;
    }
    picture.cells.assign((bytes + picture.cell_bytes - 1) / picture.cell_bytes, ' ');
    for (const ChunkInfo& chunk : scene.chunks()) {
        const std::uint32_t first = (chunk.address - begin) / picture.cell_bytes;
        const std::uint32_t last = (chunk.end() - begin - 1) / picture.cell_bytes;
        const char mark = chunk.free ? '-' : chunk.quarantined ? 'q' : '#';
        for (std::uint32_t cell = first; cell <= last; ++cell) {
            char& at = picture.cells[cell];
            at = at == ' ' || at == mark ? mark : '+';
        }
    }
    return picture;
}

}  // namespace freehold::debug
