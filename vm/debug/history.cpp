// SPDX-License-Identifier: MIT
#include "vm/debug/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <vector>

#include "vm/debug/line.hpp"
#include "vm/observe/live_report.hpp"

namespace freehold::debug {

namespace {

/// Hears the allocation of one block.
class Birth : public Listener {
public:
    explicit Birth(ObjectId block) : m_block(block) {}
    EventSet wants() const override { return {EventKind::Alloc}; }
    void on_event(const Event& event) override {
        if (event.object == m_block) step = event.step;
    }
    std::optional<Step> step;

private:
    ObjectId m_block;
};

/// Keeps the first and the last events about a block.
class Life : public Listener {
public:
    explicit Life(ObjectId block) : m_block(block) {}
    EventSet wants() const override {
        using enum EventKind;
        return {Alloc, Move, Free, Forget, Borrow, Ended, Leak};
    }
    void on_event(const Event& event) override {
        if (event.object != m_block) return;
        ++count;
        if (first.size() < each) return first.push_back(event);
        last.push_back(event);
        if (last.size() > each) last.pop_front();
    }

    static constexpr std::size_t each = 12;
    std::vector<Event> first;
    std::deque<Event> last;
    std::uint64_t count = 0;

private:
    ObjectId m_block;
};

}  // namespace

std::optional<Step> step_that_made(Timeline& timeline, ObjectId block) {
    const std::vector<Snapshot> snapshots = timeline.snapshots();
    const auto after = std::find_if(snapshots.begin(), snapshots.end(), [&](const Snapshot& it) {
        return it.blocks_made() >= raw(block);
    });
    // The first snapshot is that of the beginning, when there were no blocks.
    const Step begin = (after - 1)->step();
    const Step end = after == snapshots.end() ? timeline.furthest() : after->step();
    Birth birth{block};
    timeline.listen(begin, end, birth);
    return birth.step;
}

std::string history_view(Timeline& timeline, const RenderStyle& style, ObjectId block) {
    const auto made = step_that_made(timeline, block);
    if (!made) return {};
    Life life{block};
    const Step end = timeline.furthest();
    const bool whole = timeline.listen(*made - 1, end, life);
    if (life.count == 0) return "interrupted\n";
    std::string text;
    const MachineNames names{timeline.machine()};
    LiveReport report{names,
                      EventSet::all(),
                      {style.color, view_columns(style), 100},
                      [&](std::string_view line) { text += line; }};
    for (const Event& event : life.first) report.on_event(event);
    if (life.count > life.first.size() + life.last.size()) {
        text +=
            fmt::format("… {} more events\n", life.count - life.first.size() - life.last.size());
    }
    for (const Event& event : life.last) report.on_event(event);
    const Event& final = life.last.empty() ? life.first.back() : life.last.back();
    if (!whole) text += "… and perhaps more: interrupted\n";
    if (whole && final.kind != EventKind::Free && final.kind != EventKind::Leak) {
        text +=
            fmt::format("it is alive at step @{}, {}\n", end,
                        timeline.knows_end() ? "where the run ends" : "as far as the run is known");
    }
    return text;
}

}  // namespace freehold::debug
