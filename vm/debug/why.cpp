// SPDX-License-Identifier: MIT
#include "vm/debug/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "vm/base/text.hpp"
#include "vm/debug/history.hpp"
#include "vm/debug/line.hpp"
#include "vm/debug/rights.hpp"
#include "vm/debug/value_text.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::debug {

namespace {

/// How far a value is followed from place to place.
constexpr int most_hops = 4;

/// What gave a place its value.
struct Written {
    Step step = 0;
    std::uint32_t index = 0;
    std::string before;  ///< the place's value before that step
    std::string after;   ///< and after it
    Place from;          ///< where the value came from; of size 0: from nowhere
    bool drops = false;
    EventKind how = EventKind::Write;  ///< Move or Copy: from another place; Alloc: with its block
};

/// Hears where the value that comes to a place comes from.
class Source : public Listener {
public:
    explicit Source(const Place& place) : m_place(place) {}
    EventSet wants() const override {
        using enum EventKind;
        return {Move, Copy, Alloc, Free};
    }
    void on_event(const Event& event) override {
        if (event.kind == EventKind::Alloc || event.kind == EventKind::Free) {
            if (overlaps(event.address, event.size)) how = event.kind;
            const bool from_here = event.from.in != Where::In::Nowhere;
            drops = drops || (from_here && overlaps(event.from.address, 8));
        } else if (event.to.in != Where::In::Nowhere && overlaps(event.to.address, 8)) {
            how = event.kind;
            from = event.from;
        }
    }

    EventKind how = EventKind::Write;
    bool drops = false;  ///< what it owned is freed
    Where from;

private:
    bool overlaps(Address begin, std::uint32_t bytes) const {
        return raw(begin) < raw(m_place.address) + std::max(m_place.size, 1u) &&
               raw(m_place.address) < raw(begin) + std::max(bytes, 1u);
    }
    const Place& m_place;
};

/// Goes back to where the last step up to here stands that touches watched bytes; false when there
/// is none, or it was interrupted.
bool go_to_last(Timeline& timeline, const Search& search) {
    const Step here = timeline.position();
    if (here == 0) return false;
    // The search back is for what lies before here.
    timeline.go_to(here - 1);
    if (timeline.search(search, here)) return true;
    timeline.return_to(here);
    return timeline.search_back(search);
}

/// The last step up to here that gave the place a value, took it away, or made or freed its block.
std::optional<Written> last_written(Timeline& timeline, const Place& place) {
    Search search;
    search.pauses.watched = {{place.address, std::max(place.size, 1u), false, true}};
    if (!go_to_last(timeline, search)) return std::nullopt;
    Written written;
    written.step = timeline.position();
    written.after = value_text(Scene{timeline.machine()}, place);
    Source source{place};
    timeline.listen(written.step - 1, written.step, source);
    written.how = source.how;
    written.drops = source.drops;
    timeline.go_to(written.step - 1);
    const Scene scene{timeline.machine()};
    written.index = timeline.machine().index();
    written.before = value_text(scene, place);
    if (source.from.in != Where::In::Nowhere) {
        written.from = place_at(scene, source.from.address);
        written.from.name = scene.name_of(source.from.address);
    }
    return written;
}

class Story {
public:
    explicit Story(const RenderStyle& style) : m_style(style) {}

    void head(const std::string& text) { m_text += prose(m_style, text, 0, Tone::Strong); }
    void add(Step step, const std::string& place, const std::string& what) {
        Line line{2};
        line.add_right(fmt::format("@{}", step), 9, Tone::Name).to(11, 2);
        line.add(place, Tone::Faint).to(22, 2).add(what);
        m_text += line.text(m_style);
    }
    void add(const std::string& what) { m_text += prose(m_style, "           " + what, 11); }
    const std::string& text() const { return m_text; }

private:
    RenderStyle m_style;
    std::string m_text;
};

std::string how_text(const Written& written, const Place& place) {
    const std::string from = written.from.name.empty() ? "" : " from `" + written.from.name + "`";
    switch (written.how) {
        case EventKind::Alloc: return fmt::format("`{}` comes to life with its block", place.name);
        case EventKind::Free: return fmt::format("the block of `{}` is freed", place.name);
        case EventKind::Move: return fmt::format("moved{} to `{}`", from, place.name);
        case EventKind::Copy: return fmt::format("copied{} to `{}`", from, place.name);
        default: break;
    }
    if (written.drops) return fmt::format("what `{}` owned is freed", place.name);
    if (written.after == "moved") return fmt::format("moved out of `{}`", place.name);
    return fmt::format("`{}` is given its value", place.name);
}

void tell_written(Story& story, const Program& program, const Written& written,
                  const Place& place) {
    story.add(written.step, place_of(program, written.index), how_text(written, place));
    const bool same = written.before == written.after;
    story.add(same ? written.after : written.before + " -> " + written.after);
    story.add(fmt::format("by `{}`", text_of_line(program, written.index)));
}

bool is_static(const Machine& machine, const Place& place) {
    const Segment segment = machine.layout().segment_of(place.address);
    return segment == Segment::Data || segment == Segment::Bss;
}

/// The way a value came: from the last write back, as long as it was moved or copied.
void tell_way(Story& story, Timeline& timeline, const Place& place) {
    const Step here = timeline.position();
    Place at = place;
    for (int hop = 0; hop < most_hops; ++hop) {
        const auto written = last_written(timeline, at);
        if (!written) {
            if (hop == 0) {
                story.add(timeline.was_interrupted() ? "interrupted"
                          : is_static(timeline.machine(), at)
                              ? "it has had this value since the program was loaded"
                              : "it was never given a value so far");
            }
            break;
        }
        tell_written(story, timeline.machine().program(), *written, at);
        if (written->from.name.empty()) break;
        at = written->from;
    }
    timeline.return_to(here);
}

void tell_block(Story& story, Timeline& timeline, ObjectId block) {
    const auto made = step_that_made(timeline, block);
    if (!made) return;
    const Step here = timeline.position();
    timeline.go_to(*made - 1);
    const std::uint32_t index = timeline.machine().index();
    timeline.return_to(here);
    const Program& program = timeline.machine().program();
    story.add(*made, place_of(program, index),
              fmt::format("block #{} is made, by `{}`", raw(block), text_of_line(program, index)));
    const Scene scene{timeline.machine()};
    if (scene.block(block) == nullptr) {
        return story.add(fmt::format("block #{} is no more; `history #{}` tells its end",
                                     raw(block), raw(block)));
    }
    const OwnerInfo* owner = scene.owner_of(block);
    story.add(owner == nullptr
                  ? fmt::format("nobody owns block #{}", raw(block))
                  : fmt::format("`{}` owns block #{}", scene.name_of(owner->word), raw(block)));
}

void tell_loans(Story& story, const Scene& scene, const Place& place) {
    for (const LoanInfo* loan : loans_of(scene, place)) {
        story.add(fmt::format("lent {} to `{}` {}", loan->exclusive ? "exclusively" : "shared",
                              scene.name_of(loan->slot), loan_story(*loan)));
    }
}

}  // namespace

std::string why_view(Timeline& timeline, const RenderStyle& style, const Place& place) {
    Story story{style};
    {
        const Scene scene{timeline.machine()};
        story.head(fmt::format("{}: {}", place.name, value_text(scene, place)));
        tell_loans(story, scene, place);
    }
    tell_way(story, timeline, place);
    const WordInfo info = timeline.machine().word_info(place.address);
    const ObjectInfo object = timeline.machine().object(info.object);
    if (object.kind == ObjectInfo::Kind::Block) tell_block(story, timeline, info.object);
    if (is_pointer(info.kind) && info.init == 0xff && !info.moved) {
        const Pointer pointer = Pointer::from_word(timeline.machine().word_at(place.address));
        const ObjectInfo target = timeline.machine().object(pointer.object);
        if (target.kind == ObjectInfo::Kind::Block) tell_block(story, timeline, pointer.object);
    }
    return story.text();
}

}  // namespace freehold::debug
