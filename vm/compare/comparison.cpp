// SPDX-License-Identifier: MIT
#include "vm/compare/comparison.hpp"

#include <algorithm>

#include "vm/compare/incidents.hpp"
#include "vm/compare/input_tape.hpp"

namespace freehold {

namespace {

/// Of a run's output so much is kept.
constexpr std::size_t most_output = 64 * 1024;

class KeptOutput : public Output {
public:
    bool write(std::string_view bytes) override {
        text.append(bytes.substr(0, most_output - text.size()));
        size += bytes.size();
        return true;
    }
    std::string text;
    std::uint64_t size = 0;
};

bool passes(const Finding& finding, std::uint32_t index) {
    return std::find(finding.way.begin(), finding.way.end(), index) != finding.way.end();
}

/// The finding that a fault of memory comes from; nullptr. What the verifier calls by the same name
/// is a rule there, too: a slot has a value before it is read.
const Finding* cause_of(const std::vector<Finding>& findings, Code code, std::uint32_t index) {
    const Finding* some = nullptr;
    for (const Finding& finding : findings) {
        const bool same = finding.code == code;
        if (!shows(code, finding.code) || (same && !passes(finding, index))) continue;
        if (passes(finding, index)) return &finding;
        if (some == nullptr) some = &finding;
    }
    return some;
}

/// A broken rule that the machine sees only by what follows from it.
void add_cause(ComparedRun& run, const std::vector<Finding>& findings, Code code,
               std::uint32_t index) {
    const Finding* cause = cause_of(findings, code, index);
    if (cause == nullptr) return;
    for (const Told& known : run.rules.first) {
        if (known.code == cause->code && known.index == cause->at) return;
    }
    run.rules.first.push_back({cause->code, 0, cause->at, cause->diagnostic.headline});
    ++run.rules.count;
}

/// What is shared by the three runs.
struct Shared {
    const Program& program;
    const std::vector<Finding>& findings;
    Options options;
    InputTape& tape;
};

ComparedRun run_under(Enforce enforce, const Shared& shared) {
    const std::unique_ptr<Input> input = shared.tape.play();
    KeptOutput output;
    Options options = shared.options;
    options.enforce = enforce;
    options.input = input.get();
    options.output = &output;
    Machine machine(shared.program, options);
    IncidentWatch watch(machine);
    machine.observe(watch);
    const Stop stop = machine.run();

    ComparedRun run;
    run.enforce = enforce;
    run.totals = totals_of(machine, stop, false);
    run.rules = std::move(watch.rules);
    run.harms = std::move(watch.harms);
    run.freed_unasked = watch.freed_unasked;
    run.scopes_harm = watch.scopes_harm;
    run.output = std::move(output.text);
    run.output_bytes = output.size;
    for (const Told& harm : run.harms.first) {
        add_cause(run, shared.findings, harm.code, harm.index);
    }
    if (stop.kind != Stop::Kind::Faulted) return run;
    const Fault& fault = stop.fault;
    run.fault = explain(machine, fault);
    if (is_rule(fault.code)) {
        run.rules.first.push_back({fault.code, fault.step, fault.index, run.fault->headline});
        ++run.rules.count;
    } else {
        add_cause(run, shared.findings, fault.code, fault.index);
    }
    return run;
}

ComparedRuns three_runs(const Shared& shared) {
    ComparedRuns runs{run_under(Enforce::Ownership, shared), run_under(Enforce::Memory, shared),
                      run_under(Enforce::None, shared)};
    // The one that stopped has the better words.
    if (!runs[0].fault) return runs;
    for (ComparedRun& run : runs) {
        for (Told& told : run.rules.first) {
            const bool same =
                told.code == runs[0].totals.code && told.index == runs[0].totals.index;
            if (same) told.words = runs[0].fault->headline;
        }
    }
    return runs;
}

bool shows_anything(const ComparedRun& run) {
    const bool of_memory = run.fault && is_of_memory(run.fault->code);
    return of_memory || run.rules.count != 0 || run.harms.count != 0;
}

ComparedRuns runs_with(const Shared& shared, const Witness& witness) {
    TextInput fed(ones());
    InputTape tape(&fed);
    Options options = shared.options;
    options.branches = witness.branches;
    return three_runs({shared.program, shared.findings, options, witness.fed ? tape : shared.tape});
}

/// The input shows nothing of what was found: a run that is forced to, or reads something else,
/// does.
void show_by_force(Comparison& comparison, const Shared& shared, OtherInput other) {
    const auto& findings = comparison.findings;
    const std::string_view input = shared.tape.taken();
    const std::vector<Sighting> sightings =
        other == OtherInput::Ones
            ? find_fed_witnesses(shared.program, findings, shared.options, input)
            : find_witnesses(shared.program, findings, shared.options, input);
    for (std::size_t f = 0; f < sightings.size(); ++f) {
        const Sighting& sighting = sightings[f];
        const Witness& witness = sighting.witness;
        if (sighting.result == Sighting::Result::Found &&
            (witness.fed || !witness.branches.empty())) {
            comparison.forced_for = f;
            comparison.branches = witness.branches;
            comparison.fed = witness.fed;
            comparison.runs = runs_with(shared, witness);
            comparison.unseen.reset();
            return;
        }
        const bool tried = sighting.result != Sighting::Result::NoRun;
        if (tried && !comparison.unseen) comparison.unseen.emplace(f, sighting);
    }
}

}  // namespace

bool Comparison::found_problem() const {
    if (!accepted()) return true;
    return std::any_of(runs.begin(), runs.end(),
                       [](const ComparedRun& run) { return run.fault || shows_anything(run); });
}

Comparison compare(const Program& program, const Options& options, Input* input, OtherInput other) {
    Comparison comparison;
    comparison.program = &program;
    comparison.findings = verify(program).findings;
    InputTape tape(input);
    const Shared shared{program, comparison.findings, options, tape};
    comparison.runs = three_runs(shared);
    const bool anything =
        std::any_of(comparison.runs.begin(), comparison.runs.end(), shows_anything);
    if (!comparison.accepted() && !anything) show_by_force(comparison, shared, other);
    comparison.reads_input = !tape.taken().empty();
    return comparison;
}

}  // namespace freehold
