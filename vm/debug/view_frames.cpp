// SPDX-License-Identifier: MIT
// The call stack alone, a row for each frame.
#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/debug/frame_rows.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/views.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::debug {

std::string no_frames(const Scene& scene, const RenderStyle& style) {
    const bool begun = scene.machine().step() != 0;
    return Line()
        .add(begun ? "no frames: main has returned"
                   : "no frames: main's frame does not fit the stack")
        .text(style);
}

std::string frames_view(const Scene& scene, const RenderStyle& style, std::uint32_t marked) {
    if (scene.frames().empty()) return no_frames(scene, style);
    constexpr std::size_t most_rows = 40;
    const std::vector<FrameRow> rows = frame_rows(scene, most_rows);
    std::uint32_t names = 4;
    std::uint32_t places = 4;
    for (const FrameRow& row : rows) {
        const FrameInfo& frame = scene.frames()[row.frame];
        if (row.is_gap()) continue;
        names = std::max(names, display_width(scene.frame_name(frame)));
        places = std::max(places, display_width(place_of(scene.program(), frame.index)));
    }
    const std::uint32_t depths =
        static_cast<std::uint32_t>(with_commas(scene.frames().size()).size());
    std::string text;
    for (const FrameRow& row : rows) {
        const FrameInfo& frame = scene.frames()[row.frame];
        if (row.is_gap()) {
            text += Line(4 + depths).add(gap_text(scene, row), Tone::Faint).text(style);
            continue;
        }
        Line line;
        line.add(frame.depth == marked ? "> " : "  ", Tone::Strong);
        line.add_right(with_commas(frame.depth), 2 + depths).add("  ");
        line.add(scene.frame_name(frame), Tone::Name).to(4 + depths + names + 2);
        line.add(place_of(scene.program(), frame.index)).to(4 + depths + names + 2 + places + 2);
        line.add(text_of_line(scene.program(), frame.index), Tone::Faint);
        text += line.text(style);
    }
    return text;
}

}  // namespace freehold::debug
