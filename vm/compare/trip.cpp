// SPDX-License-Identifier: MIT
#include "vm/compare/trip.hpp"

#include <algorithm>
#include <string>

namespace freehold {

namespace {

constexpr Step cost_of_start = 100;

/// One run from the beginning. Where it would go astray it stops, to begin anew with that decision
/// turned over: a machine cannot be told in the middle of a run.
class Attempt {
public:
    Attempt(const Ground& ground, const Course& course, const std::vector<bool>& forced,
            Steer steer)
        : m_course(course),
          m_forced(forced),
          m_steer(steer),
          m_input(std::string(ground.input)),
          m_machine(ground.program, options(ground, forced)) {}

    /// Runs at most so many steps, within the budget. False: the last decision has to be turned
    /// over.
    bool run(Step most, Step budget) {
        while (m_machine.step() < most && cost() < budget) {
            const std::uint32_t at = m_machine.index();
            const Ways& ways = m_course.routes().ways(at);
            note_progress(at);
            const Stop stop = m_machine.run_until(m_machine.step() + 1);
            if (stop.kind == Stop::Kind::Faulted) m_trip.fault = stop.fault;
            m_trip.ended = stop.kind != Stop::Kind::Paused;
            if (m_trip.ended) return true;
            note_call(at);
            if (ways.decides() && !decided(at, ways)) return false;
        }
        return true;
    }

    Step cost() const { return cost_of_start + m_machine.step() + m_machine.bytes_worked() / 4096; }
    Trip& trip() { return m_trip; }

private:
    Options options(const Ground& ground, const std::vector<bool>& forced) {
        Options options;
        options.heap_bytes = ground.options.heap_bytes;
        options.stack_bytes = ground.options.stack_bytes;
        options.branches = forced;
        options.input = &m_input;
        return options;
    }

    std::size_t& passed() { return m_trip.passed; }
    bool arrived() const { return m_trip.passed == m_course.points().size(); }

    // The points are places of one activation: when it is left before the last, it begins again.
    void note_progress(std::uint32_t at) {
        if (arrived()) return;
        const std::uint32_t depth = m_machine.depth();
        if (passed() > 0 && depth < m_depth) passed() = 0;
        if (at != m_course.points()[passed()]) return;
        if (passed() > 0 && depth != m_depth) return;
        m_depth = depth;
        ++passed();
    }

    bool decided(std::uint32_t at, const Ways& ways) {
        const std::uint32_t to = m_machine.index();
        const std::size_t number = m_trip.decisions.size();
        const bool given = number < m_forced.size();
        const bool taken = given ? m_forced[number] : to == ways.target;
        m_trip.decisions.push_back(taken);
        m_trip.branches.push_back(at);
        return given || !astray(at, to, taken ? ways.next : ways.target);
    }

    /// Whether the other way is to be taken.
    bool astray(std::uint32_t at, std::uint32_t here, std::uint32_t there) const {
        if (m_steer == Steer::Nowhere || arrived()) return false;
        const std::uint32_t far_here = ahead(here);
        const std::uint32_t far_there = ahead(there);
        if (far_here == unreachable) return far_there != unreachable;
        if (m_steer == Steer::WhereLost) return false;
        if (m_steer == Steer::StraightButForNulls && tests_null(at)) return false;
        return far_there < far_here;
    }

    bool tests_null(std::uint32_t at) const {
        const Opcode opcode = m_machine.program().code[at].opcode();
        return opcode == Opcode::BNull || opcode == Opcode::BNonNull;
    }

    /// Steps to the next point.
    std::uint32_t ahead(std::uint32_t index) const {
        if (m_trip.passed == 0) return ahead_of_first(index);
        const bool same = m_machine.depth() == m_depth;
        return same ? m_course.to(m_trip.passed, index) : m_course.routes().to_return(index);
    }

    /// Down through calls, or else out of this function and on from where it was called.
    std::uint32_t ahead_of_first(std::uint32_t index) const {
        const std::uint32_t down = m_course.to(0, index);
        return down != unreachable ? down : out_and_on(index);
    }

    std::uint32_t out_and_on(std::uint32_t index) const {
        return sum_of_steps(m_course.routes().to_return(index), m_behind.back());
    }

    /// Keeps m_behind, so that nobody walks over all frames at each decision.
    void note_call(std::uint32_t at) {
        if (m_machine.depth() < m_behind.size()) m_behind.pop_back();
        if (m_machine.depth() <= m_behind.size()) return;
        m_behind.push_back(std::min(m_course.to(0, at + 1), out_and_on(at + 1)));
    }

    const Course& m_course;
    const std::vector<bool>& m_forced;
    Steer m_steer;
    TextInput m_input;
    Machine m_machine;
    Trip m_trip;
    std::uint32_t m_depth = 0;  // of the activation whose points are passed
    /// By frame, main's first: steps to the first point from where the frame returns to.
    std::vector<std::uint32_t> m_behind{unreachable};
};

}  // namespace

Trip travel(const Ground& ground, const Course& course, std::vector<bool> forced, Steer steer,
            Step& budget) {
    // An endless loop over large blocks leaves something to those that turn away from it.
    const Step most = std::max(ground.steps + cost_of_start, budget / 4);
    while (true) {
        Attempt attempt(ground, course, forced, steer);
        const bool done = attempt.run(ground.steps, std::min(budget, most));
        budget -= std::min(budget, attempt.cost());
        Trip& trip = attempt.trip();
        if (!done && budget > 0) {
            forced = trip.decisions;
            forced.back() = !forced.back();
            continue;
        }
        trip.forced = std::move(forced);
        return std::move(trip);
    }
}

}  // namespace freehold
