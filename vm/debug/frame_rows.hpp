// SPDX-License-Identifier: MIT
// Which frames of a stack are worth a row: of those that repeat the first and the last.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "freehold/render.hpp"
#include "vm/debug/scene.hpp"

namespace freehold::debug {

/// A frame, or a gap of frames that are left out.
struct FrameRow {
    std::size_t frame = 0;   ///< its place in Scene::frames(); of a gap, its first
    std::size_t frames = 1;  ///< of a gap: so many
    std::string repeats;     ///< of a gap in a cycle: "even -> odd ×254"
    bool is_gap() const { return frames != 1 || !repeats.empty(); }
};

/// Innermost first; about `most` at most.
std::vector<FrameRow> frame_rows(const Scene& scene, std::size_t most);

/// "… 508 frames more of even -> odd ×254, 16,256 bytes".
std::string gap_text(const Scene& scene, const FrameRow& gap);

/// Why there is none: main has returned, or did not fit.
std::string no_frames(const Scene& scene, const RenderStyle& style);

}  // namespace freehold::debug
