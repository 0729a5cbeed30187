// SPDX-License-Identifier: MIT
#include "vm/grade/test_run.hpp"

#include <algorithm>

namespace freehold::grade {

namespace {

/// After so many steps it is asked how many bytes they have handled.
constexpr Step slice = 128;

/// The last function that begins before a place; of assembler errors there is no program to ask.
std::string function_around(const Source& source, std::uint32_t offset) {
    for (std::uint32_t line = source.position(offset).line; line > 0; --line) {
        const std::string_view text = source.line(line);
        if (text.starts_with('}')) return "";
        if (!text.starts_with("fn ")) continue;
        const std::string_view name = text.substr(3);
        return std::string{name.substr(0, name.find_first_of("( \t"))};
    }
    return "";
}

}  // namespace

bool LimitedOutput::write(std::string_view bytes) {
    m_kept += bytes.substr(0, m_most - std::min<std::size_t>(m_most, m_kept.size()));
    m_bytes += bytes.size();
    return m_bytes <= m_most;
}

TestRun::TestRun(const ProgramFiles& files, const Test& test)
    : m_test(test),
      m_assembly(files.assemble(test)),
      m_input(test.input),
      m_output(test.limits.output) {
    m_outcome.sources = m_assembly.sources;
    if (!m_assembly.program) {
        reject();
        return;
    }
    m_outcome.program = &*m_assembly.program;
    if (test.verify && !prove()) return;
    run();
}

FoundCode TestRun::found(Code code, FunctionId function, Span span) const {
    FoundCode found{code, "", ""};
    const Sources& sources = m_outcome.sources;
    if (raw(span.file) < sources.size()) {
        const Source& source = sources[raw(span.file)];
        found.line = source.line(source.position(span.begin).line);
        found.function = function_around(source, span.begin);
    }
    if (function != FunctionId::None) found.function = m_outcome.program->function(function).name;
    return found;
}

void TestRun::reject() {
    m_outcome.end = Outcome::End::Rejected;
    m_outcome.diagnostics = m_assembly.diagnostics;
    for (const Diagnostic& diagnostic : m_assembly.diagnostics) {
        if (diagnostic.severity != Severity::Error) continue;
        const Label* label = primary_label(diagnostic);
        m_outcome.codes.push_back(
            found(diagnostic.code, FunctionId::None, label == nullptr ? Span{} : label->span));
    }
}

bool TestRun::prove() {
    m_proof = verify(*m_assembly.program);
    if (m_proof.program) return true;
    m_outcome.end = Outcome::End::Rejected;
    for (const Finding& finding : m_proof.findings) {
        m_outcome.codes.push_back(
            found(finding.code, finding.function, m_assembly.program->span_of(finding.at)));
        m_outcome.diagnostics.push_back(finding.diagnostic);
    }
    return false;
}

Options TestRun::options() {
    Options options;
    options.heap_bytes = m_test.limits.heap;
    options.stack_bytes = m_test.limits.stack;
    options.max_steps = m_test.limits.steps;
    options.enforce = m_test.enforce;
    options.heap = m_test.heap;
    options.input = &m_input;
    options.output = &m_output;
    return options;
}

void TestRun::run() {
    const Program& program = *m_assembly.program;
    if (m_proof.program) {
        m_machine.emplace(*m_proof.program, options());
    } else {
        m_machine.emplace(program, options());
    }
    m_watcher.emplace(program, Wanted::by(m_test));
    m_watcher->watch(*m_machine);
    conclude(run_within_limits());
}

bool TestRun::is_late() const {
    const auto limit = std::chrono::milliseconds(m_test.limits.milliseconds);
    return std::chrono::steady_clock::now() - m_start > limit;
}

Stop TestRun::run_within_limits() {
    const std::uint64_t most_bytes = m_test.limits.steps * bytes_for_a_step;
    while (true) {
        Stop stop = m_machine->run_until(m_machine->step() + slice);
        const bool too_much = m_machine->bytes_worked() > most_bytes;
        if (stop.kind != Stop::Kind::Paused && !too_much) return stop;
        if (too_much || is_late()) {
            m_outcome.end = too_much ? Outcome::End::TooMuchWork : Outcome::End::TooMuchTime;
            stop.kind = Stop::Kind::Paused;
            return stop;
        }
    }
}

void TestRun::conclude(const Stop& stop) {
    RunFacts& facts = m_outcome.facts;
    facts.totals = totals_of(*m_machine, stop, false);
    facts.heap_span = m_machine->heap_use().reserved;
    facts.output = m_output.kept();
    facts.output_bytes = m_output.bytes();
    facts.watcher = &*m_watcher;
    switch (stop.kind) {
        case Stop::Kind::Finished:
            m_outcome.end = Outcome::End::Exited;
            m_outcome.status = stop.status;
            m_outcome.diagnostics = explain_leftovers(*m_machine, 3);
            return;
        case Stop::Kind::Faulted: return note_fault(stop.fault);
        case Stop::Kind::OutputFailed: m_outcome.end = Outcome::End::TooMuchOutput; return;
        case Stop::Kind::Paused: return;  // TooMuchWork or TooMuchTime
    }
}

void TestRun::note_fault(const Fault& fault) {
    m_outcome.end = Outcome::End::Faulted;
    const Program& program = *m_assembly.program;
    m_outcome.codes.push_back(
        found(fault.code, function_at(program, fault.index), program.span_of(fault.index)));
    m_outcome.diagnostics.push_back(explain(*m_machine, fault));
}

}  // namespace freehold::grade
