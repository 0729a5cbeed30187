// SPDX-License-Identifier: MIT
#include "vm/debug/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "vm/base/text.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/value_text.hpp"

namespace freehold::debug {

namespace {

/// So many frames, and blocks, are looked at; and lines shown.
constexpr std::size_t most_frames = 64;
constexpr std::size_t most_blocks = 2'000;
constexpr std::size_t most_lines = 60;

/// The values of everything with a name, in the order of segments.
struct Picture {
    Step step = 0;
    std::vector<std::pair<std::string, std::string>> values;
    std::map<std::string, std::string> by_name;
    std::uint64_t printed = 0;

    void add(const Scene& scene, const Place& place) {
        ValueStyle style;
        style.columns = 48;
        const std::string value = value_text(scene, place, style);
        if (by_name.emplace(place.name, value).second) values.emplace_back(place.name, value);
    }
};

void add_statics(Picture& picture, const Scene& scene) {
    for (const Static& it : scene.program().statics) {
        if (it.mut) picture.add(scene, place_at(scene, it.address));
    }
}

void add_frames(Picture& picture, const Scene& scene) {
    const auto& frames = scene.frames();
    for (std::size_t k = 0; k < std::min(frames.size(), most_frames); ++k) {
        for (const Local& local : scene.program().function(frames[k].function).locals) {
            const Spot spot = scene.spot_of(frames[k], local);
            Place place{spot.address, spot.type, spot.size,
                        scene.frame_name(frames[k]) + "." + local.name, false};
            picture.add(scene, place);
        }
    }
}

void add_blocks(Picture& picture, const Scene& scene) {
    std::size_t count = 0;
    for (const ChunkInfo& chunk : scene.chunks()) {
        if (!chunk.in_use() || ++count > most_blocks) continue;
        Place place{chunk.block(), scene.block_type(chunk.object), chunk.asked,
                    fmt::format("#{}", raw(chunk.object)), false};
        picture.add(scene, place);
    }
}

Picture picture_at(Timeline& timeline, Step step) {
    timeline.go_to(step);
    const Scene scene{timeline.machine()};
    Picture picture;
    picture.step = timeline.position();
    picture.printed = timeline.machine().output_position();
    add_statics(picture, scene);
    add_blocks(picture, scene);
    add_frames(picture, scene);
    return picture;
}

class Table {
public:
    explicit Table(const RenderStyle& style) : m_style(style) {}

    void add(const std::string& name, const std::string& change, Tone tone) {
        if (++m_count > most_lines) return;
        Line line{2};
        line.add(name, Tone::Strong).to(26, 2).add(change, tone);
        m_text += line.text(m_style);
    }
    std::string text() const {
        if (m_count == 0) return "  nothing with a name\n";
        if (m_count <= most_lines) return m_text;
        return m_text + fmt::format("  … {} more\n", m_count - most_lines);
    }

private:
    RenderStyle m_style;
    std::string m_text;
    std::size_t m_count = 0;
};

void compare(const Picture& from, const Picture& to, Table& table) {
    for (const auto& [name, value] : from.values) {
        const auto found = to.by_name.find(name);
        if (found == to.by_name.end()) {
            table.add(name, "gone; it was " + value, Tone::Bad);
        } else if (found->second != value) {
            table.add(name, value + " -> " + found->second, Tone::Moved);
        }
    }
    for (const auto& [name, value] : to.values) {
        if (from.by_name.count(name) == 0) table.add(name, "new: " + value, Tone::Good);
    }
    if (to.printed > from.printed) {
        table.add("output", quantity(to.printed - from.printed, "byte") + " more", Tone::Plain);
    }
}

}  // namespace

std::string difference_view(Timeline& timeline, const RenderStyle& style, Step from, Step to) {
    const Step here = timeline.position();
    if (from > to) std::swap(from, to);
    const Picture first = picture_at(timeline, from);
    const Picture second = picture_at(timeline, to);
    timeline.return_to(here);
    Table table{style};
    compare(first, second, table);
    std::string text;
    if (to > second.step) {
        text = fmt::format("the run ends at step @{}: there is no step @{}\n", second.step, to);
    }
    text += fmt::format("from step @{} to step @{}:\n", first.step, second.step);
    return text + table.text();
}

}  // namespace freehold::debug
