// SPDX-License-Identifier: MIT
#include "vm/execute/machine_engine.hpp"

#include <new>

#include "vm/execute/calls.hpp"

namespace freehold {

namespace {

/// How many steps run between two looks at the clock and at interrupt(): a few milliseconds. Long
/// instructions are fewer (Run::much_work).
constexpr Step slice = 1u << 18;

Options rounded(Options options) {
    const auto up = [](std::uint32_t bytes) { return (bytes + 15) & ~15u; };
    options.heap_bytes = up(options.heap_bytes);
    options.stack_bytes = std::max(up(options.stack_bytes), 64u);
    return options;
}

}  // namespace

Engine::Engine(const Program& program, const Options& options) : run(program, rounded(options)) {
    enter_main(run);
}

std::unique_ptr<Engine> Engine::make(const Program& program, const Options& options) {
    try {
        return std::make_unique<Engine>(program, options);
    } catch (const std::bad_alloc&) {
        throw OutOfHostMemory(
            "the host has no memory for this address space; lower --heap or --stack");
    }
}

RunStates& Engine::states() {
    if (!m_states) m_states.emplace(run);
    return *m_states;
}

Stop Engine::go(Step until, const Pauses* pauses) {
    if (run.stop) return *run.stop;
    m_paused = false;
    run.pausing = false;
    run.pauses = pauses;
    run.set_out_at = run.at.step;
    run.touched.clear();
    // Who goes step by step does not ask for the time each time.
    const bool timed = run.options.max_milliseconds != 0;
    const auto limit = std::chrono::milliseconds(run.options.max_milliseconds);
    const auto end = timed ? Clock::now() + limit : Clock::time_point::max();
    const bool tells =
        run.heard.has_any({EventKind::Write, EventKind::Copy, EventKind::Call, EventKind::Ret});
    // Which borrows end is only known of those that are kept in mind.
    if (run.at.step == 0 && (tells || run.wants(EventKind::Ended))) trust(false, false);
    while (!run.stop && run.at.step < until && !run.interrupted) {
        if (reached_limit(end)) break;
        run.worked += run.work;
        run.work = 0;
        execute(run, next_slice(until), tells || pauses != nullptr);
        if (!run.told_details) run.tell_counted();
        m_paused = run.pausing || (pauses != nullptr && run.is_paused());
        if (m_paused) break;
    }
    run.pauses = nullptr;
    // One that came before this run began has stopped it, too.
    run.interrupted = false;
    if (!run.stop) {
        run.output.flush();
        return {.kind = Stop::Kind::Paused};
    }
    return *run.stop;
}

void Engine::trust(bool borrows, bool slots) {
    const bool as_before = run.trusts_slots == slots;
    run.proven = borrows;
    run.trusts_slots = slots;
    run.space.mark_changes(!slots);
    if (as_before || run.stop) return;
    // main's frame has the shadow that goes with it.
    run.space.clear_stack_shadow(run.fp_address(), run.function().frame_bytes());
    run.callees[raw(run.program.main)].living = 0;
    enter_main(run);
}

const AddressSpace& Engine::space_with_shadow() const {
    if (!run.trusts_slots) return run.space;
    const bool goes_on = m_shown && m_shown->run.at.step <= run.at.step &&
                         m_shown_input.size() == run.input.taken().size();
    if (!goes_on) begin_shown();
    m_shown->go(run.at.step);
    return m_shown->run.space;
}

Step Engine::next_slice(Step until) const {
    Step last = until;
    if (run.options.max_steps != 0) last = std::min(last, run.options.max_steps);
    return std::min(last - run.at.step, slice);
}

bool Engine::reached_limit(Clock::time_point end) {
    const Options& options = run.options;
    if (options.max_steps != 0 && run.at.step >= options.max_steps) {
        return !run.fault(
            {.code = Code::StepLimit, .x = static_cast<std::int64_t>(options.max_steps)});
    }
    if (options.max_milliseconds != 0 && Clock::now() >= end) {
        return !run.fault({.code = Code::TimeLimit, .x = options.max_milliseconds});
    }
    return false;
}

void Engine::begin_shown() const {
    m_shown.reset();
    m_shown_input = run.input.taken();
    m_input.emplace(m_shown_input);
    Options options = run.options;
    options.input = &*m_input;
    options.output = nullptr;
    options.max_milliseconds = 0;
    m_shown = make(run.program, options);
    m_shown->trust(true, false);
}

}  // namespace freehold
