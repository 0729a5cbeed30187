// SPDX-License-Identifier: MIT
// What a trace is made of, as it happens: the state it begins with, and then each step with its
// events and the words of memory that it changed. Whoever writes a trace down is a sink.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "freehold/event.hpp"
#include "freehold/machine.hpp"
#include "vm/observe/seen_memory.hpp"

namespace freehold {

/// A frame that is alive.
struct TracedFrame {
    FunctionId function = FunctionId::None;
    Address fp{};
    std::uint32_t activation = 1;  ///< the n-th living frame of its function, from below
};

/// After `step` steps: the first step told is the next one.
struct TraceStart {
    Step step = 0;
    std::uint32_t next = 0;                  ///< the instruction that comes next
    const std::vector<TracedFrame>& frames;  ///< outermost first
    const std::vector<WordChange>& memory;   ///< all that is not zero or unknown, ascending
};

struct TracedStep {
    Step step = 0;
    std::uint32_t index = 0;                 ///< the instruction, in Program::code
    std::uint32_t next = 0;                  ///< the one that comes next; the same where it faulted
    const std::vector<TracedFrame>& frames;  ///< after the step, outermost first
    const std::vector<WordChange>& changes;
};

/// How a trace ends.
struct TraceEnd {
    enum class How : std::uint8_t { Finished, Faulted, LastStep, Interrupted };
    How how = How::Finished;
    Step step = 0;
    int status = 0;  ///< Finished: the program's
    Code code{};     ///< Faulted
};

class TraceSink {
public:
    virtual ~TraceSink() = default;
    virtual void begin(const TraceStart& start) = 0;
    /// Within the step that is told next, or after the last one where a limit ends the run.
    /// `bytes`: what Output printed or Input read.
    virtual void event(const Event& event, std::string_view bytes) = 0;
    virtual void step(const TracedStep& step) = 0;
    virtual void end(const TraceEnd& end) = 0;
    /// Whether it takes more; a full disk, or a reader that went away, ends the run.
    virtual bool takes_more() const = 0;
};

}  // namespace freehold
