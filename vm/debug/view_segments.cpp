// SPDX-License-Identifier: MIT
// The five segments, and how full those are that grow.
#include <fmt/format.h>

#include "vm/base/text.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/views.hpp"
#include "vm/observe/segment_map.hpp"

namespace freehold::debug {

namespace {

constexpr std::uint32_t bar_columns = 40;

/// How many cells stand for so many bytes: what is not nothing has one.
std::uint32_t cells_of(std::uint32_t bytes, std::uint32_t size) {
    if (bytes == 0 || size == 0) return 0;
    return static_cast<std::uint32_t>((std::uint64_t{bytes} * bar_columns + size - 1) / size);
}

std::string bar(const SegmentUse& segment, const RenderStyle& style) {
    const std::uint32_t used = cells_of(segment.used, segment.size);
    const std::uint32_t peak = std::max(used, cells_of(segment.peak, segment.size));
    Line line;
    line.add(segment.name).to(8).add("[");
    line.add(std::string(used, '#'), Tone::Good).add(std::string(peak - used, ':'), Tone::Faint);
    line.add(std::string(bar_columns - peak, '.'), Tone::Faint).add("]");
    return line.text(style);
}

}  // namespace

std::string segments_view(const Scene& scene, const RenderStyle& style) {
    const std::vector<SegmentUse> segments = segments_of(scene.machine());
    std::string text = segment_map(segments, "segments");
    text += "\n" +
            Line().add("how full   # in use  : at most so far  . never", Tone::Faint).text(style);
    for (const SegmentUse& segment : segments) {
        if (segment.grows) text += bar(segment, style);
    }
    return text;
}

}  // namespace freehold::debug
