// SPDX-License-Identifier: MIT
#include "vm/observe/timeline.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace freehold {

namespace {

using Clock = std::chrono::steady_clock;

/// How long the steps between two sparse snapshots should run, and how many they are at first.
constexpr double leg_seconds_wanted = 0.02;
constexpr Step first_spacing = 1u << 20;
constexpr Step least_spacing = 1u << 16;
constexpr Step most_spacing = 1u << 26;
/// What all snapshots together may take.
constexpr std::size_t most_bytes = 232u << 20;
/// The last snapshot before where one looks is so far away, the one before it twice as far, ….
constexpr Step near_distance = 256;
constexpr std::size_t most_near = 128;
constexpr std::size_t fewest_near = 4;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

Options for_ever(Options options) {
    options.max_milliseconds = 0;
    return options;
}

bool is_earlier(const Snapshot& snapshot, Step step) { return snapshot.step() < step; }
bool is_later(Step step, const Snapshot& snapshot) { return step < snapshot.step(); }

/// While it lives, a listener hears.
class Hearing {
public:
    Hearing(Machine& machine, Listener* listener) : m_machine(machine), m_listener(listener) {
        if (m_listener != nullptr) m_machine.observe(*m_listener);
    }
    ~Hearing() {
        if (m_listener != nullptr) m_machine.ignore(*m_listener);
    }
    Hearing(const Hearing&) = delete;
    Hearing& operator=(const Hearing&) = delete;

private:
    Machine& m_machine;
    Listener* m_listener;
};

}  // namespace

Timeline::Timeline(const Program& program, Options options)
    : m_machine(program, for_ever(options)), m_spacing(first_spacing) {
    m_sparse.push_back(m_machine.snapshot());
    m_knows_end = at_end();  // there may be no room for main's frame
}

void Timeline::interrupt() noexcept {
    m_asked_to_stop = true;
    m_machine.interrupt();
}

bool Timeline::done(bool result) {
    m_interrupted = m_asked_to_stop.exchange(false);
    // It may have come when the machine had just paused for another reason.
    if (m_interrupted) m_machine.run_until(position());
    reach_end();
    return result;
}

// A limit stops the run when it would go on: the step before it has been reached already.
void Timeline::reach_end() {
    if (m_knows_end && position() == m_furthest && !at_end()) m_machine.run_until(m_furthest + 1);
}

// ---- snapshots ---------------------------------------------------------------------------------

/// At that step, or before it.
const Snapshot& Timeline::last_before(Step step) const {
    const auto sparse = std::upper_bound(m_sparse.begin(), m_sparse.end(), step, is_later) - 1;
    const auto near = std::upper_bound(m_near.begin(), m_near.end(), step, is_later);
    if (near == m_near.begin() || (near - 1)->step() < sparse->step()) return *sparse;
    return *(near - 1);
}

void Timeline::keep_sparse(double leg_seconds) {
    const Clock::time_point begin = Clock::now();
    m_sparse.push_back(m_machine.snapshot());
    if (leg_seconds > 0) {
        // Where snapshots are dear, they are fewer.
        const double wanted = std::max(leg_seconds_wanted, 6 * seconds_since(begin));
        const double factor = std::clamp(wanted / leg_seconds, 0.5, 16.0);
        m_spacing = std::clamp(static_cast<Step>(static_cast<double>(m_spacing) * factor),
                               least_spacing, most_spacing);
    }
    if (bytes() > most_bytes) thin_out();
}

// Every second one goes; the first and the last stay.
void Timeline::thin_out() {
    m_near.clear();
    if (m_sparse.size() < 3) return;
    std::size_t kept = 0;
    for (std::size_t k = 0; k + 1 < m_sparse.size(); k += 2) m_sparse[kept++] = m_sparse[k];
    m_sparse[kept++] = m_sparse.back();
    m_sparse.resize(kept);
    m_spacing = std::min(m_spacing * 2, most_spacing);
}

void Timeline::keep_near() {
    const Step here = position();
    const auto at = std::lower_bound(m_near.begin(), m_near.end(), here, is_earlier);
    if (at != m_near.end() && at->step() == here) return;
    m_near.insert(at, m_machine.snapshot());
    while (m_near.size() > (bytes() > most_bytes ? fewest_near : most_near)) {
        // The one goes that is furthest from here.
        const bool last = m_near.back().step() - here > here - m_near.front().step();
        m_near.erase(last ? m_near.end() - 1 : m_near.begin());
    }
}

// ---- going -------------------------------------------------------------------------------------

/// Where the next sparse snapshot is due.
Step Timeline::next_due() const { return m_sparse.back().step() + m_spacing; }

/// On, as far as the next sparse snapshot is due, at most.
void Timeline::run_leg(Step step, const Pauses* pauses) {
    const Step due = next_due();
    const Step from = position();
    const Clock::time_point begin = Clock::now();
    const Step leg = from < due ? std::min(step, due) : step;
    pauses == nullptr ? m_machine.run_until(leg) : m_machine.run_until(leg, *pauses);
    m_furthest = std::max(m_furthest, position());
    m_knows_end = m_knows_end || at_end();
    if (position() != due || at_end()) return;
    // Only a leg that ran without pauses tells how long it takes.
    const bool whole = pauses == nullptr && due - from == m_spacing;
    keep_sparse(whole ? seconds_since(begin) : 0);
}

bool Timeline::run_to(Step step) {
    while (position() < step && !at_end() && !m_asked_to_stop) run_leg(step, nullptr);
    return !m_asked_to_stop;
}

bool Timeline::go_to(Step step) {
    if (m_knows_end) step = std::min(step, m_furthest);
    const Snapshot base = last_before(step);
    const bool back = step < position();
    if (back || base.step() > position()) m_machine.go_back_to(base);
    return done(back ? come_near(base.step(), step) : run_to(step));
}

void Timeline::return_to(Step step) {
    while (!go_to(step)) {
    }
}

/// From a snapshot on, keeping others on the way.
bool Timeline::come_near(Step from, Step step) {
    const Step way = step - from;
    Step distance = near_distance;
    while (distance * 2 < way) distance *= 2;
    for (; distance >= near_distance && distance < way; distance /= 2) {
        if (!run_to(step - distance)) return false;
        keep_near();
    }
    return run_to(step);
}

// ---- searching ---------------------------------------------------------------------------------

bool Timeline::search(const Search& search, Step until) {
    const Hearing hearing{m_machine, search.listener};
    if (search.sets_out) search.sets_out();
    while (position() < until && !at_end() && !m_asked_to_stop) {
        run_leg(until, &search.pauses);
        if (m_machine.paused() && (!search.accepts || search.accepts())) return done(true);
    }
    return done(false);
}

bool Timeline::stands_at(const Search& search) const {
    const std::vector<bool>& before = search.pauses.before;
    if (at_end() || before.empty() || !before[m_machine.index()]) return false;
    return !search.accepts || search.accepts();
}

/// Finds the last accepted pause after a snapshot and before `end`.
bool Timeline::last_pause_in(const Snapshot& begin, Step end, const Search& search, Step& found) {
    bool any = false;
    m_machine.go_back_to(begin);
    const Hearing hearing{m_machine, search.listener};
    if (search.sets_out) search.sets_out();
    const auto look = [&](bool pauses) {
        if (!pauses || (search.accepts && !search.accepts())) return;
        found = position();
        any = true;
    };
    // Nothing comes to the first step from before it.
    if (position() == 0 && stands_at(search)) {
        found = 0;
        any = true;
    }
    while (position() < end && !at_end() && !m_asked_to_stop) {
        m_machine.run_until(end, search.pauses);
        look(m_machine.paused() && position() < end);
    }
    return any;
}

/// All snapshots before a step, ascending.
std::vector<Snapshot> Timeline::all_before(Step step) const {
    std::vector<Snapshot> all;
    std::merge(m_sparse.begin(), m_sparse.end(), m_near.begin(), m_near.end(),
               std::back_inserter(all),
               [](const Snapshot& a, const Snapshot& b) { return a.step() < b.step(); });
    while (!all.empty() && all.back().step() >= step) all.pop_back();
    return all;
}

// From window to window, the last one first: what one looks for is often near.
bool Timeline::search_back(const Search& search) {
    const Step here = position();
    if (here == 0) return done(false);
    go_to(here - 1);
    Step end = here;
    const std::vector<Snapshot> windows = all_before(here);
    for (auto window = windows.rbegin(); window != windows.rend() && !m_asked_to_stop; ++window) {
        Step found = 0;
        if (last_pause_in(*window, end, search, found) && !m_asked_to_stop) {
            return_to(found);
            return true;
        }
        end = window->step() + 1;
    }
    const bool interrupted = m_asked_to_stop.exchange(false);
    return_to(here);
    m_interrupted = interrupted;
    return false;
}

bool Timeline::listen(Step from, Step until, Listener& listener) {
    const Step here = position();
    bool whole = go_to(from);
    if (whole) {
        const Hearing hearing{m_machine, &listener};
        whole = done(run_to(until));
    }
    const bool interrupted = m_interrupted;
    return_to(here);
    m_interrupted = interrupted;
    return whole;
}

}  // namespace freehold
