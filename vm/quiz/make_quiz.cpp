// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "vm/quiz/choose.hpp"
#include "vm/quiz/look.hpp"
#include "vm/quiz/verdict.hpp"

namespace freehold::quiz {

namespace {

/// So many places are looked at: each costs a walk through memory.
constexpr std::size_t most_moments = 80;

using Ask = void (*)(const Look& look);

Ask asker_of(Kind kind) {
    switch (kind) {
        case Kind::Verdict: return nullptr;  // asked of no run
        case Kind::Segment: return ask_segment;
        case Kind::Owner: return ask_owner;
        case Kind::Valid: return ask_valid;
        case Kind::SameBlock: return ask_same_block;
        case Kind::Alive: return ask_alive;
        case Kind::NextFree: return ask_next_free;
        case Kind::FreedBy: return ask_freed_by;
        case Kind::Depth: return ask_depth;
        case Kind::Prints: return ask_prints;
        case Kind::Left: return ask_left;
        case Kind::Ends: return ask_ends;
        case Kind::Fault: return ask_fault;
    }
    return nullptr;
}

/// Of moments that look alike (the same line, the same next one) the first, the last and one
/// between; and where a fault is near, the moment before it.
std::vector<Moment> worth_a_look(const std::vector<Moment>& all, Random& random) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Moment>> alike;
    for (const Moment& moment : all) alike[{moment.ran, moment.next}].push_back(moment);
    std::vector<Moment> chosen;
    for (auto& [lines, moments] : alike) {
        chosen.push_back(moments.front());
        if (moments.size() > 2) chosen.push_back(moments[1 + random.below(moments.size() - 2)]);
        if (moments.size() > 1) chosen.push_back(moments.back());
    }
    chosen = random.some_of(std::move(chosen), most_moments);
    chosen.push_back(all.front());
    chosen.push_back(all.back());
    const auto earlier = [](const Moment& a, const Moment& b) { return a.step < b.step; };
    const auto same = [](const Moment& a, const Moment& b) { return a.step == b.step; };
    std::sort(chosen.begin(), chosen.end(), earlier);
    chosen.erase(std::unique(chosen.begin(), chosen.end(), same), chosen.end());
    return chosen;
}

class Maker {
public:
    Maker(const Program& program, const Options& options, const Settings& settings)
        : m_settings(settings),
          m_options(options),
          m_random(settings.seed),
          m_record(program, options, options.max_steps == 0 ? steps_looked_at : options.max_steps) {
    }

    Quiz make() {
        Quiz quiz;
        quiz.steps = m_record.machine().step();
        quiz.ended = m_record.ended().has_value();
        if (m_settings.verify) m_findings = verify(m_record.program()).findings;
        quiz.accepted = m_findings.empty();
        if (m_record.moments().empty()) return quiz;
        look_around();
        quiz.questions = choose(std::move(m_pool), m_settings.count, m_random);
        return quiz;
    }

private:
    bool is_wanted(Kind kind) const {
        const auto& wanted = m_settings.kinds;
        return wanted.empty() || std::find(wanted.begin(), wanted.end(), kind) != wanted.end();
    }

    /// Runs the program once more, stopping at each place that is worth it.
    void look_around() {
        TextInput input{m_record.input()};
        Options options = m_options;
        options.max_steps = 0;
        options.max_milliseconds = 0;
        options.enforce = Enforce::Ownership;
        options.input = &input;
        options.output = nullptr;
        Machine machine{m_record.program(), options};
        for (const Moment& moment : worth_a_look(m_record.moments(), m_random)) {
            machine.run_until(moment.step);
            const debug::Scene scene{machine};
            if (!scene.frames().empty())
                look_at({machine, scene, m_record, moment, m_random, m_pool});
        }
    }

    void look_at(const Look& look) {
        const bool first = look.step() == 0;
        if (first && m_settings.verify && is_wanted(Kind::Verdict)) ask_verdict(look, m_findings);
        for (const KindInfo& row : kinds()) {
            const Ask asks = asker_of(row.kind);
            if (asks != nullptr && is_wanted(row.kind)) asks(look);
        }
    }

    const Settings& m_settings;
    const Options& m_options;
    Random m_random;
    Record m_record;
    std::vector<Finding> m_findings;
    std::vector<Question> m_pool;
};

}  // namespace

Quiz make_quiz(const Program& program, const Options& options, const Settings& settings) {
    return Maker{program, options, settings}.make();
}

}  // namespace freehold::quiz
