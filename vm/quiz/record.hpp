// SPDX-License-Identifier: MIT
// A run written down, as far as questions need it: where each line ended, and what became of
// blocks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold::quiz {

/// Between two lines: the next instruction is the first of its line.
struct Moment {
    static constexpr std::uint32_t nothing = 0xffffffff;

    Step step = 0;
    std::uint32_t ran = nothing;  ///< the instruction that has just run
    std::uint32_t next = 0;
    std::uint32_t times = 0;  ///< `ran` has run so often by then
};

/// What one instruction printed.
struct Printed {
    Step step = 0;
    std::uint32_t index = 0;
    std::string text;
};

class Record {
public:
    /// Runs the program up to `most` steps, or until it has made a great many events.
    Record(const Program& program, const Options& options, Step most);

    const Program& program() const { return m_machine.program(); }
    /// The machine where the run stopped; for the names of what it did.
    const Machine& machine() const { return m_machine; }
    const std::vector<Moment>& moments() const { return m_moments; }
    const std::vector<Printed>& printed() const { return m_printed; }
    /// How it ended; nothing where it was cut off.
    const std::optional<Stop>& ended() const { return m_machine.ended(); }
    bool finished() const { return ended() && ended()->kind == Stop::Kind::Finished; }
    bool faulted() const { return ended() && ended()->kind == Stop::Kind::Faulted; }
    std::uint32_t deepest() const { return m_deepest; }
    const std::string& input() const { return m_input; }

    // ---- the events of blocks: alloc, move, free, forget, in their order ------------------------
    const std::vector<Event>& events() const { return m_events; }
    /// Those about one block, in their order.
    std::vector<const Event*> events_of(ObjectId block) const;
    /// The last few blocks made up to a step, newest first.
    std::vector<ObjectId> blocks_made(Step step, std::size_t most) const;
    /// The instructions that free blocks after a step.
    std::vector<std::uint32_t> freeing_after(Step step) const;
    /// Whether it is the first instruction of its line.
    bool begins_line(std::uint32_t index) const { return m_begins_line[index]; }
    /// The last step at which an instruction that ends a line has run; 0: never.
    Step last_ran(std::uint32_t index) const { return m_last_ran[index]; }
    /// Its allocation; nullptr where it has not been made.
    const Event* birth(ObjectId block) const;
    /// Its end; nullptr where it was not freed.
    const Event* death(ObjectId block) const;
    /// The last thing that happened to its ownership, up to a step.
    const Event* last_change(ObjectId block, Step step) const;
    /// The first block freed after a step.
    const Event* next_free(Step step) const;
    /// The last event that took the value out of a slot of a frame, up to a step.
    const Event* last_taken(const FrameInfo& frame, Slot first, Slot last, Step step) const;

private:
    class Hears;
    class Keeps;
    void run(Step most);
    void note_moment(std::uint32_t ran);
    void sort_events();
    std::size_t events_until(Step step) const;

    std::string m_output;
    std::vector<Event> m_events;
    std::vector<Moment> m_moments;
    std::vector<Printed> m_printed;
    std::vector<bool> m_begins_line;
    std::vector<std::uint32_t> m_times;  // by instruction
    std::vector<Step> m_last_ran;
    std::vector<Step> m_last_freed;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_events_of;  // by block
    std::uint32_t m_deepest = 0;
    std::string m_input;
    std::unique_ptr<Keeps> m_keeps;
    Machine m_machine;

public:
    ~Record();
};

}  // namespace freehold::quiz
