// SPDX-License-Identifier: MIT
#include "freehold/witness.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "vm/compare/callable.hpp"
#include "vm/compare/trip.hpp"

namespace freehold {

namespace {

/// Whether a run that breaks the rule can fault for it.
bool has_runs(Code code) { return code_class(code) != CodeClass::Proof; }

/// The search for one finding: likely runs first, then those that differ from a failed one in one
/// decision, until the budget is used up.
class Search {
public:
    Search(const Ground& ground, const Routes& routes, const Finding& finding)
        : m_ground(ground), m_finding(finding), m_course(routes, finding) {}

    Sighting run(std::uint32_t runs, Step& budget) {
        static constexpr Steer first[] = {Steer::Nowhere, Steer::WhereLost, Steer::Straight,
                                          Steer::StraightButForNulls};
        for (const Steer steer : first) m_waiting.push_back({{}, steer});
        while (!m_waiting.empty() && runs-- > 0 && budget > 0) {
            Plan plan = std::move(m_waiting.front());
            m_waiting.pop_front();
            Trip trip = travel(m_ground, m_course, std::move(plan.forced), plan.steer, budget);
            if (is_shown_by(trip)) return found(std::move(trip));
            if (is_only_way(trip)) return only_way(trip);
            if (!m_before && is_stopped_before(trip)) m_before = trip.fault;
            if (plan.steer != Steer::Nowhere) wait_for_neighbours(trip, runs);
        }
        return {.result = Sighting::Result::NotFound, .before = m_before};
    }

private:
    struct Plan {
        std::vector<bool> forced;
        Steer steer;
    };

    bool is_shown_by(const Trip& trip) const {
        if (!trip.fault || !shows(trip.fault->code, m_finding.code)) return false;
        if (is_elsewhere(trip.fault->place)) return false;
        const auto& points = m_course.points();
        return trip.passed == points.size() ||
               std::find(points.begin(), points.end(), trip.fault->index) != points.end();
    }

    /// Whether it is plainly another value that is not there.
    bool is_elsewhere(const Where& place) const {
        const bool known = m_finding.code == Code::ReadUninitialised ||
                           m_finding.code == Code::UseAfterMove ||
                           m_finding.code == Code::MaybeMoved;
        const bool told = place.in == Where::In::Frame && place.whole == TypeId::None;
        if (!known || !told || place.function != m_finding.function) return false;
        return m_finding.first_slot <= m_finding.last_slot &&
               (place.slot < m_finding.first_slot || place.slot > m_finding.last_slot);
    }

    // What has to do with the memory or its owners could hide another fault.
    bool is_stopped_before(const Trip& trip) const {
        if (!trip.fault) return false;
        if (!is_of_memory(trip.fault->code) && trip.fault->code != Code::BadInput) return false;
        return trip.passed < m_course.points().size() || is_elsewhere(trip.fault->place);
    }

    // Where nothing decides every run is this one, but for what it reads.
    static bool is_only_way(const Trip& trip) {
        const bool starved = trip.fault && trip.fault->code == Code::BadInput;
        return trip.ended && trip.decisions.empty() && !starved;
    }

    Sighting only_way(const Trip& trip) const {
        const bool before = trip.passed < m_course.points().size() ||
                            (trip.fault && is_elsewhere(trip.fault->place));
        return {.result = Sighting::Result::NotFound,
                .why = Sighting::Why::OnlyWay,
                .before = before ? trip.fault : std::nullopt};
    }

    static Sighting found(Trip trip) {
        return {.result = Sighting::Result::Found,
                .witness = {std::move(trip.forced), std::move(*trip.fault)}};
    }

    // Of each branch its last decision and its first: those in between belong to rounds of a loop.
    // No more than can still run.
    void wait_for_neighbours(const Trip& trip, std::uint32_t runs) {
        std::set<std::uint32_t> last;
        for (std::size_t d = trip.decisions.size(); d-- > 0 && m_waiting.size() < runs;) {
            if (last.insert(trip.branches[d]).second) wait_for(trip, d);
        }
        std::set<std::uint32_t> first;
        for (std::size_t d = 0; d < trip.decisions.size() && m_waiting.size() < runs; ++d) {
            if (first.insert(trip.branches[d]).second) wait_for(trip, d);
        }
    }

    void wait_for(const Trip& trip, std::size_t turned) {
        std::vector<bool> forced(trip.decisions.begin(),
                                 trip.decisions.begin() + static_cast<std::ptrdiff_t>(turned + 1));
        forced.back() = !forced.back();
        if (m_known.insert(forced).second) m_waiting.push_back({forced, Steer::WhereLost});
    }

    const Ground& m_ground;
    const Finding& m_finding;
    Course m_course;
    std::deque<Plan> m_waiting;
    std::optional<Fault> m_before;
    std::set<std::vector<bool>> m_known;
};

Sighting look(const Ground& ground, const Routes& routes, const Finding& finding,
              std::uint32_t runs, Step& budget) {
    try {
        return Search(ground, routes, finding).run(runs, budget);
    } catch (const OutOfHostMemory&) {
        // What cannot run here is still told.
        return {.result = Sighting::Result::NotTried};
    }
}

}  // namespace

std::vector<Sighting> find_witnesses(const Program& program, const std::vector<Finding>& findings,
                                     const Options& options, std::string_view input,
                                     const WitnessLimits& limits) {
    std::vector<Sighting> sightings(findings.size());
    const bool fits = Layout::fits(program, options.heap_bytes, options.stack_bytes);
    std::optional<Routes> routes;
    std::vector<bool> callable;
    const Ground ground{program, options, input, limits.steps};
    Step budget = limits.steps_of_all;
    auto left = static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [](const Finding& it) { return has_runs(it.code); }));
    left = fits ? std::min<std::size_t>(left, limits.max_findings) : 0;
    for (std::size_t f = 0; f < findings.size(); ++f) {
        if (!has_runs(findings[f].code)) continue;
        if (left == 0 || budget == 0) {
            sightings[f].result = Sighting::Result::NotTried;
            continue;
        }
        if (!routes) routes.emplace(program), callable = callable_functions(program);
        const FunctionId function = findings[f].function;
        if (function != FunctionId::None && !callable[raw(function)]) {
            sightings[f] = {.result = Sighting::Result::NotFound,
                            .why = Sighting::Why::NeverCalled};
            --left;
            continue;
        }
        // None may use up what the others need.
        const Step quarter = std::max(limits.steps_of_all / 4, limits.steps);
        Step share = std::max(budget / left--, std::min(budget, quarter));
        budget -= share;
        sightings[f] = look(ground, *routes, findings[f], limits.runs, share);
        budget += share;
    }
    return sightings;
}

std::string ones() {
    constexpr std::size_t lines = 10'000;
    std::string text;
    for (std::size_t line = 0; line < lines; ++line) text += "1\n";
    return text;
}

bool reads_input(const Program& program) {
    return std::any_of(program.code.begin(), program.code.end(), [](const Instruction& i) {
        const Opcode opcode = i.opcode();
        return opcode == Opcode::ReadInt || opcode == Opcode::ReadByte ||
               opcode == Opcode::ReadLine;
    });
}

std::vector<Sighting> find_fed_witnesses(const Program& program,
                                         const std::vector<Finding>& findings,
                                         const Options& options, std::string_view input) {
    std::vector<Sighting> sightings = find_witnesses(program, findings, options, input);
    const bool complete =
        std::none_of(sightings.begin(), sightings.end(), [](const Sighting& sighting) {
            return sighting.result == Sighting::Result::NotFound &&
                   sighting.why != Sighting::Why::NeverCalled;
        });
    if (complete || !reads_input(program)) return sightings;
    std::vector<Sighting> fed = find_witnesses(program, findings, options, ones());
    for (std::size_t f = 0; f < findings.size(); ++f) {
        const bool better = sightings[f].result != Sighting::Result::Found &&
                            fed[f].result == Sighting::Result::Found;
        if (!better) continue;
        sightings[f] = std::move(fed[f]);
        sightings[f].witness.fed = true;
    }
    return sightings;
}

}  // namespace freehold
