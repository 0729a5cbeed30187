// SPDX-License-Identifier: MIT
// Memory as text: one function a view. Each is right wherever the machine stands, also at a fault
// and before main's frame exists; takes a moment however large memory is; and fits the width of
// `style` (80 to 120 columns; wider is not used). All lines end with a newline.
#pragma once

#include <cstdint>
#include <string>

#include "freehold/render.hpp"
#include "vm/debug/place.hpp"

namespace freehold::debug {

/// The five segments: where, what may be done there, how full; a bar of use for heap and stack.
std::string segments_view(const Scene& scene, const RenderStyle& style);

/// The frames, innermost first: function, source line, depth, fp; of each every local with its
/// address, type, state, value and borrows; the return address and the caller's fp. Of repeated
/// frames the first and last few are shown. `depth`: only that frame, all of it (main's is 1); 0:
/// all frames.
std::string stack_view(const Scene& scene, const RenderStyle& style, std::uint32_t depth = 0);

/// The call stack alone, a row for each frame, repeated ones folded; `marked`: the depth of the
/// chosen frame, 0 for none.
std::string frames_view(const Scene& scene, const RenderStyle& style, std::uint32_t marked = 0);

/// The heap: a picture of it in one line, a row for each chunk, free lists, pointers to dead
/// blocks, how torn the free part is, and what was never used. A long heap is left out in the
/// middle.
std::string heap_view(const Scene& scene, const RenderStyle& style);

/// Who owns, who borrows, and what each may do now (R W O), with the reason where a right is
/// missing. Of the frame at `depth` (0: the innermost) and of statics.
std::string owners_view(const Scene& scene, const RenderStyle& style, std::uint32_t depth = 0);

/// A hex dump of [begin, begin + count), whole rows of 16 bytes: uninitialised bytes as `__`, whose
/// they are in the margin. Bytes of no segment as `..`. At most `most_bytes`.
std::string bytes_view(const Scene& scene, const RenderStyle& style, Address begin,
                       std::uint32_t count);
inline constexpr std::uint32_t most_bytes = 65'536;

/// `print`: a place with its type, where it lies, its value, and what a pointer there leads to.
std::string value_view(const Scene& scene, const RenderStyle& style, const Place& place);

}  // namespace freehold::debug
