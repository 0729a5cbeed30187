// SPDX-License-Identifier: MIT
// The heap in one line: each character stands for so many bytes.
#pragma once

#include <cstdint>
#include <string>

#include "vm/debug/scene.hpp"

namespace freehold::debug {

struct HeapPicture {
    std::string cells;              ///< `#` blocks, `-` free, `+` both in one cell
    std::uint32_t cell_bytes = 16;  ///< 16, 32, 64, …
};

/// Of the chunks from the heap's begin to its top, in at most so many cells; empty for none.
HeapPicture heap_picture(const Scene& scene, std::uint32_t columns);

}  // namespace freehold::debug
