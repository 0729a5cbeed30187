// SPDX-License-Identifier: MIT
// A run that can be visited at any step, forwards and backwards.
//
// The machine is deterministic: the state at a step is the last snapshot before it, and the steps
// from there run once more. Snapshots are sparse, some 20 ms of running apart, and fewer when they
// take more than their share of memory. On the way back to a step there are more of them, closer
// and closer to it, so that the steps before it are near at hand as well.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold {

/// Where to go on to, or back to.
struct Search {
    Pauses pauses = {};
    /// Hears the steps; may ask for a pause (Machine::pause).
    Listener* listener = nullptr;
    /// Called where a stretch of steps begins that is searched: what went before is not known.
    std::function<void()> sets_out = {};
    /// Whether a pause is one that was looked for; asked where the machine pauses. All are,
    /// without.
    std::function<bool()> accepts = {};
};

class Timeline {
public:
    /// The machine checks everything (the checked engine), and has no time limit, for which a
    /// second run would not be like the first. `options.input` is read once. Throws
    /// OutOfHostMemory.
    Timeline(const Program& program, Options options);

    /// Stands at position(). Who runs it other than through here confuses the timeline.
    Machine& machine() { return m_machine; }
    const Machine& machine() const { return m_machine; }

    /// Steps done.
    Step position() const { return m_machine.step(); }
    /// Whether the run is at its end: how, Machine::ended() says.
    bool at_end() const { return m_machine.ended().has_value(); }
    /// The furthest step that has been reached, and whether the run ends there.
    Step furthest() const { return m_furthest; }
    bool knows_end() const { return m_knows_end; }

    /// Goes there, or to the end of the run. False when it was interrupted on the way.
    bool go_to(Step step);
    /// The same, whatever interrupts: to where it was before it went to look at something.
    void return_to(Step step);
    /// Whether the run stands where a search would pause, if it came there.
    bool stands_at(const Search& search) const;
    /// On, to the next pause that is accepted: true; or to the end of the run or `until`, or
    /// interrupted: false.
    bool search(const Search& search, Step until = ~Step{0});
    /// Back to the last pause before here that is accepted: true. When there is none, or when it
    /// was interrupted, it stays here: false.
    bool search_back(const Search& search);
    /// Runs the steps after `from`, up to `until`, once more for a listener, and stays here. False
    /// when interrupted.
    bool listen(Step from, Step until, Listener& listener);

    /// Ends the going or searching that goes on, or else the next one. May be called from a signal
    /// handler.
    void interrupt() noexcept;
    /// Whether the last one was.
    bool was_interrupted() const { return m_interrupted; }

    /// The sparse snapshots; the first is that of step 0.
    const std::vector<Snapshot>& snapshots() const { return m_sparse; }
    /// What they take of the host's memory.
    std::size_t bytes() const { return m_machine.snapshot_bytes(); }

private:
    const Snapshot& last_before(Step step) const;
    bool done(bool result);
    Step next_due() const;
    void run_leg(Step step, const Pauses* pauses);
    void keep_sparse(double leg_seconds);
    void thin_out();
    void keep_near();
    bool run_to(Step step);
    bool come_near(Step from, Step step);
    void reach_end();
    bool last_pause_in(const Snapshot& begin, Step end, const Search& search, Step& found);
    std::vector<Snapshot> all_before(Step step) const;

    Machine m_machine;
    std::vector<Snapshot> m_sparse;  ///< ascending
    std::vector<Snapshot> m_near;    ///< ascending; around where one looks
    Step m_spacing;
    Step m_furthest = 0;
    bool m_knows_end = false;
    std::atomic<bool> m_asked_to_stop = false;
    bool m_interrupted = false;
};

}  // namespace freehold
