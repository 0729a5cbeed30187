// SPDX-License-Identifier: MIT
#include "tests/support/outcome.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <memory>

#include "freehold/render.hpp"
#include "freehold/verify.hpp"
#include "vm/observe/live_report.hpp"
#include "vm/observe/names.hpp"
#include "vm/observe/run_totals.hpp"

namespace freehold::test {
namespace {

class KeptOutput : public Output {
public:
    explicit KeptOutput(std::string& kept) : m_kept(kept) {}
    bool write(std::string_view bytes) override {
        m_kept += bytes;
        return true;
    }

private:
    std::string& m_kept;
};

constexpr std::size_t most_events = 100'000;  // that are kept, and compared, of one run

/// Keeps what there are few of, and notes which kinds there were at all.
class KeptEvents : public Listener {
public:
    explicit KeptEvents(Outcome& outcome) : m_outcome(outcome) {}
    EventSet wants() const override { return EventSet::all(); }
    void on_event(const Event& event) override {
        m_outcome.told.insert(event.kind);
        check_number(event);
        if (event.kind == EventKind::Write || event.kind == EventKind::Copy) return;
        if (m_outcome.events.size() < most_events) m_outcome.events.push_back(event);
    }

private:
    void check_number(const Event& event) {
        const bool next = event.step == m_step ? event.part == m_part + 1
                                               : event.step > m_step && event.part == 0;
        if (!next && !m_outcome.misnumbered) m_outcome.misnumbered = event;
        m_step = event.step;
        m_part = event.part;
    }

    Outcome& m_outcome;
    Step m_step = 0;
    std::uint32_t m_part = 0;
};

Reported report_of(const Diagnostic& diagnostic, const Sources& sources) {
    Reported reported;
    reported.code = diagnostic.code;
    reported.severity = diagnostic.severity;
    reported.text = render(diagnostic, sources, {.color = false, .width = 100});
    const Label* place = primary_label(diagnostic);
    if (place == nullptr || raw(place->span.file) >= sources.size()) return reported;
    const Source& source = sources[raw(place->span.file)];
    reported.file = source.name();
    reported.line = source.position(place->span.begin).line;
    return reported;
}

Stop run_noting_opcodes(Machine& machine, Outcome& outcome) {
    const auto& code = machine.program().code;
    for (;;) {
        if (machine.index() < code.size()) outcome.executed.insert(code[machine.index()].opcode());
        const Stop stop = machine.run_until(machine.step() + 1);
        if (stop.kind != Stop::Kind::Paused) return stop;
    }
}

void report_end(const Machine& machine, const Stop& stop, Outcome& outcome) {
    const Sources& sources = machine.program().sources;
    if (stop.kind == Stop::Kind::Faulted) {
        const bool limit = stop.fault.code == Code::StepLimit || stop.fault.code == Code::TimeLimit;
        outcome.status = limit ? 102 : 101;
        outcome.reported.push_back(report_of(explain(machine, stop.fault), sources));
        return;
    }
    outcome.status = stop.status;
    for (const Diagnostic& leftover : explain_leftovers(machine)) {
        outcome.reported.push_back(report_of(leftover, sources));
    }
}

/// The allocations, moves and frees.
class OwnerEvents : public Listener {
public:
    EventSet wants() const override {
        return {EventKind::Alloc, EventKind::Move, EventKind::Free, EventKind::Leak};
    }
    void on_event(const Event& event) override {
        if (m_lines.size() < most_events) m_lines.push_back(line(event));
    }
    static std::string line(const Event& it) {
        return fmt::format("@{} {} #{} {:#x} {}", it.step, event_info(it.kind).word, raw(it.object),
                           raw(it.address), it.size);
    }
    const std::vector<std::string>& lines() const { return m_lines; }

private:
    std::vector<std::string> m_lines;
};

std::vector<std::string> owner_lines(const std::vector<Event>& events) {
    std::vector<std::string> lines;
    const OwnerEvents owners;
    for (const Event& it : events) {
        if (owners.wants().has(it.kind)) lines.push_back(OwnerEvents::line(it));
    }
    return lines;
}

/// Runs it once more: the same has to come of it.
template <class SomeProgram>
void expect_the_same(const SomeProgram& program, const Outcome& outcome, const Machine& observed,
                     const std::string& input_text, Listener* listener, const char* how) {
    const ::testing::ScopedTrace trace(__FILE__, __LINE__, how);
    TextInput input(input_text);
    std::string text;
    KeptOutput output(text);
    Options options = observed.options();
    options.input = &input;
    options.output = &output;
    Machine machine(program, options);
    if (listener != nullptr) machine.observe(*listener);
    const Stop stop = machine.run();
    EXPECT_EQ(stop.kind, outcome.stop->kind);
    EXPECT_EQ(stop.status, outcome.stop->status);
    EXPECT_EQ(stop.fault.code, outcome.stop->fault.code);
    EXPECT_EQ(machine.step(), outcome.steps);
    EXPECT_EQ(machine.index(), observed.index());
    EXPECT_EQ(text, outcome.output);
    EXPECT_EQ(machine.heap_use().allocated, observed.heap_use().allocated);
    EXPECT_EQ(machine.heap_use().freed, observed.heap_use().freed);
    EXPECT_EQ(machine.peak_stack_bytes(), observed.peak_stack_bytes());
}

/// What a program does may not depend on who listens, nor on whether it was verified: without
/// listeners another core runs it, and of a proven program it trusts the proof.
void expect_the_same_unobserved(const Outcome& outcome, const Machine& observed,
                                const std::string& input) {
    const Program& program = observed.program();
    expect_the_same(program, outcome, observed, input, nullptr, "unobserved");
    const Verification verification = verify(program);
    if (!verification.program) return;
    expect_the_same(*verification.program, outcome, observed, input, nullptr, "proven");
    OwnerEvents owners;
    expect_the_same(*verification.program, outcome, observed, input, &owners, "proven, observed");
    if (outcome.events.size() < most_events) {
        EXPECT_EQ(owners.lines(), owner_lines(outcome.events));
    }
}

void run_into(Outcome& outcome, const Program& program, const RunOptions& options,
              EventSet report_kinds) {
    TextInput input(options.input);
    KeptOutput output(outcome.output);
    Machine machine(program, {.heap_bytes = options.heap_bytes,
                              .stack_bytes = options.stack_bytes,
                              .max_steps = options.max_steps,
                              .enforce = options.enforce,
                              .heap = options.heap,
                              .input = &input,
                              .output = &output});
    KeptEvents kept(outcome);
    machine.observe(kept);
    const MachineNames names(machine);
    LiveReport live(names, report_kinds, {.color = false, .width = 100},
                    [&](std::string_view line) { outcome.live += line; });
    machine.observe(live);
    outcome.stop = options.note_opcodes ? run_noting_opcodes(machine, outcome) : machine.run();
    live.finish(totals_of(machine, *outcome.stop, false));
    outcome.steps = machine.step();
    if (!options.note_opcodes) expect_the_same_unobserved(outcome, machine, options.input);
    report_end(machine, *outcome.stop, outcome);
}

}  // namespace

std::string in_checkout(const std::string& path) {
    return std::string(FREEHOLD_SOURCE_DIR) + "/" + path;
}

std::string text_of(const std::vector<Reported>& reports) {
    std::string text;
    for (const Reported& reported : reports) text += reported.text;
    return text;
}

std::optional<std::vector<Reported>> findings_in([[maybe_unused]] const Program& program) {
#ifdef FREEHOLD_VERIFIER
    std::vector<Reported> findings;
    for (const Finding& finding : verify(program).findings) {
        findings.push_back(report_of(finding.diagnostic, program.sources));
    }
    return findings;
#else
    return std::nullopt;
#endif
}

AssembleOptions assemble_options(const RunOptions& options) {
    AssembleOptions assemble;
    assemble.defines = options.defines;
    assemble.library = {"programs/lib"};
    assemble.read = [](const std::string& path, const std::string&) {
        // Named from the root, whatever the folder the tests run in.
        const std::string real = path.front() == '/' ? path : in_checkout(path);
        return Source(path, std::string(Source::read(real).text()));
    };
    return assemble;
}

Outcome run_program(const Program& program, const RunOptions& options, EventSet report_kinds) {
    Outcome outcome;
    run_into(outcome, program, options, report_kinds);
    return outcome;
}

Outcome run_text(const std::string& name, const std::string& text, const RunOptions& options,
                 EventSet report_kinds) {
    Outcome outcome;
    Assembly built = assemble(Source(name, text), assemble_options(options));
    for (const Diagnostic& diagnostic : built.diagnostics) {
        outcome.reported.push_back(report_of(diagnostic, built.sources));
    }
    if (!built.program) {
        outcome.status = 100;
        return outcome;
    }
    outcome.program = std::move(built.program);
    outcome.findings = findings_in(*outcome.program);
    if (!options.assemble_only) run_into(outcome, *outcome.program, options, report_kinds);
    return outcome;
}

}  // namespace freehold::test
