// SPDX-License-Identifier: MIT
// What a Machine is made of: a Run, driven in slices, so that the clock, the limits and whoever
// interrupts are looked at now and then.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "vm/execute/engine.hpp"
#include "vm/execute/run.hpp"
#include "vm/execute/run_state.hpp"

namespace freehold {

class Engine {
public:
    Engine(const Program& program, const Options& options);

    /// Throws OutOfHostMemory.
    static std::unique_ptr<Engine> make(const Program& program, const Options& options);

    Stop go(Step until, const Pauses* pauses = nullptr);
    bool paused() const { return m_paused; }

    /// Before the first step: whether borrows are proven, and what slots hold.
    void trust(bool borrows, bool slots);

    std::uint64_t worked() const { return run.worked + run.work; }

    /// What is said of every word of the stack. A fast run says it of few: then it is run once
    /// more, as far as it got, by the quick core.
    const AddressSpace& space_with_shadow() const;

    Run run;

    /// Made when asked for.
    RunStates& states();

private:
    using Clock = std::chrono::steady_clock;

    Step next_slice(Step until) const;
    bool reached_limit(Clock::time_point end);
    void begin_shown() const;

    bool m_paused = false;
    std::optional<RunStates> m_states;
    // The run that shows the stack's shadow, and what it reads.
    mutable std::string m_shown_input;
    mutable std::optional<TextInput> m_input;
    mutable std::unique_ptr<Engine> m_shown;
};

}  // namespace freehold
