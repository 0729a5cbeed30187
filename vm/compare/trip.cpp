// SPDX-License-Identifier: MIT
#include "vm/compare/trip.hpp"

#include <algorithm>
#include <string>

namespace freehold {

namespace {

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

    /// Runs at most so many steps. False: the last decision has to be turned over.
    bool run(Step most) {
        while (m_machine.step() < most) {
            const std::uint32_t at = m_machine.index();
            const Ways& ways = m_course.routes().ways(at);
            note_progress(at);
            const Stop stop = m_machine.run_until(m_machine.step() + 1);
            if (stop.kind == Stop::Kind::Faulted) m_trip.fault = stop.fault;
            if (stop.kind != Stop::Kind::Paused) return true;
            if (ways.decides() && !decided(at, ways)) return false;
        }
        return true;
    }

    Step steps() const { return m_machine.step(); }
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
        const Routes& routes = m_course.routes();
        std::uint32_t best = m_course.to(0, index);
        if (best != unreachable) return best;
        std::uint32_t out = routes.to_return(index);
        const std::vector<FrameInfo> frames = m_machine.frames();
        for (std::size_t f = 1; f < frames.size() && out != unreachable; ++f) {
            const std::uint32_t behind = frames[f].index + 1;
            best = std::min(best, sum_of_steps(out, m_course.to(0, behind)));
            out = sum_of_steps(out, routes.to_return(behind));
        }
        return best;
    }

    const Course& m_course;
    const std::vector<bool>& m_forced;
    Steer m_steer;
    TextInput m_input;
    Machine m_machine;
    Trip m_trip;
    std::uint32_t m_depth = 0;  // of the activation whose points are passed
};

}  // namespace

Trip travel(const Ground& ground, const Course& course, std::vector<bool> forced, Steer steer,
            Step& budget) {
    Step spent = 0;
    while (true) {
        Attempt attempt(ground, course, forced, steer);
        const bool done = attempt.run(std::min(ground.steps, budget));
        // A start costs as much as many steps.
        const Step cost = std::min(budget, attempt.steps() + 100);
        budget -= cost;
        spent += cost;
        Trip& trip = attempt.trip();
        if (!done && budget > 0) {
            forced = trip.decisions;
            forced.back() = !forced.back();
            continue;
        }
        trip.forced = std::move(forced);
        trip.steps = spent;
        return std::move(trip);
    }
}

}  // namespace freehold
