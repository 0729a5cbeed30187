// SPDX-License-Identifier: MIT
#include "vm/debug/motions.hpp"

#include <algorithm>

#include "vm/debug/location.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::debug {

namespace {

/// Where a person sees the run stand: a line of a frame.
struct Stand {
    Address fp{};
    std::uint32_t line = 0;
    std::uint32_t depth = 0;
    std::uint32_t index = 0;

    explicit Stand(const Machine& machine)
        : line(line_of(machine.program(), machine.index())),
          depth(machine.depth()),
          index(machine.index()) {
        const auto frames = machine.frames();
        if (!frames.empty()) fp = frames.front().fp;
    }
    /// Coming from `before`, whether another line begins here.
    bool begins(const Stand& before, const Program& program) const {
        const bool other = fp != before.fp || line != before.line || index <= before.index;
        return other && begins_line(program, index);
    }
};

bool is_stopped(const Timeline& timeline, Way way) {
    return way == Way::On ? timeline.at_end() : timeline.position() == 0;
}

/// Runs until the frame at `depth` stands at an instruction, or one below it does.
bool run_to_frame(Timeline& timeline, Way way, std::uint32_t index, std::uint32_t depth) {
    Search search;
    search.pauses.before.resize(timeline.machine().program().code.size());
    search.pauses.before[index] = true;
    search.accepts = [&] { return timeline.machine().depth() <= depth; };
    if (way == Way::On) {
        timeline.search(search);
        return !timeline.was_interrupted();
    }
    if (timeline.search_back(search)) return true;
    return !timeline.was_interrupted() && timeline.go_to(0);
}

/// The frame at a depth, as it stands now.
FrameInfo frame_at(const Machine& machine, std::uint32_t depth) {
    const std::vector<FrameInfo> frames = machine.frames();
    return frames[frames.size() - std::min<std::size_t>(depth, frames.size())];
}

/// One instruction of the frame at `depth`, with all that it calls.
bool step_in_frame(Timeline& timeline, Way way, std::uint32_t depth) {
    const std::uint32_t here = timeline.machine().index();
    if (!step_instruction(timeline, way)) return false;
    if (is_stopped(timeline, way) || timeline.machine().depth() <= depth) return true;
    // A call, or back into one: the instruction after it, or the call itself.
    return run_to_frame(timeline, way, way == Way::On ? here + 1 : here - 1, depth);
}

/// Steps on until another line begins; `over`: in frames that are deeper than this one it does not.
bool line_on(Timeline& timeline, bool over) {
    const Program& program = timeline.machine().program();
    const std::uint32_t depth = timeline.machine().depth();
    while (!timeline.at_end()) {
        const Stand before{timeline.machine()};
        const bool whole = over ? step_in_frame(timeline, Way::On, std::min(depth, before.depth))
                                : step_instruction(timeline, Way::On);
        if (!whole) return false;
        if (Stand{timeline.machine()}.begins(before, program)) return true;
    }
    return true;
}

/// Back until a line begins: one where a step on would have stopped.
bool line_back(Timeline& timeline, bool over) {
    const Program& program = timeline.machine().program();
    const std::uint32_t depth = std::max(timeline.machine().depth(), 1u);
    while (timeline.position() != 0) {
        // At the end of the run there may be no frame, and then there is main's.
        const std::uint32_t now = std::max(std::min(depth, timeline.machine().depth()), 1u);
        const bool whole =
            over ? step_in_frame(timeline, Way::Back, now) : step_instruction(timeline, Way::Back);
        if (!whole) return false;
        if (timeline.position() == 0) return true;
        const Stand here{timeline.machine()};
        if (!begins_line(program, here.index)) continue;
        const Step step = timeline.position();
        timeline.go_to(step - 1);
        const Stand before{timeline.machine()};
        timeline.return_to(step);
        if (here.begins(before, program)) return true;
    }
    return true;
}

}  // namespace

bool step_instruction(Timeline& timeline, Way way, Step count) {
    const Step here = timeline.position();
    if (way == Way::On) return timeline.go_to(here + std::min(count, ~Step{0} - here));
    return timeline.go_to(here - std::min(here, count));
}

bool step_line(Timeline& timeline, Way way) {
    return way == Way::On ? line_on(timeline, false) : line_back(timeline, false);
}

bool step_over(Timeline& timeline, Way way) {
    return way == Way::On ? line_on(timeline, true) : line_back(timeline, true);
}

bool leave_frame(Timeline& timeline, Way way, std::uint32_t depth) {
    if (depth <= 1) return timeline.go_to(way == Way::On ? ~Step{0} : 0);
    // The caller stands at the call.
    const std::uint32_t call = frame_at(timeline.machine(), depth - 1).index;
    return run_to_frame(timeline, way, way == Way::On ? call + 1 : call, depth - 1);
}

}  // namespace freehold::debug
