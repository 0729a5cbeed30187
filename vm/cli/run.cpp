// SPDX-License-Identifier: MIT
// freehold run FILE
#include <memory>

#include "vm/cli/commands.hpp"
#include "vm/cli/debug_session.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/interrupt.hpp"
#include "vm/cli/load.hpp"
#include "vm/cli/program_output.hpp"
#include "vm/cli/prove.hpp"
#include "vm/cli/run_reports.hpp"
#include "vm/cli/run_request.hpp"
#include "vm/cli/run_story.hpp"
#include "vm/observe/heap_stats_text.hpp"

namespace freehold::cli {

namespace {

int reject(const Loaded& loaded, const RunRequest& request, const Arguments& arguments,
           Console& console) {
    if (!request.json) say_diagnostics(loaded, console);
    RunReports reports{request, loaded, arguments, console};
    RunEnding ending;
    ending.exit_status = Rejected;
    reports.finish_documents(ending, loaded.sources);
    return Rejected;
}

/// One run, from a loaded program to its exit status.
class RunSession {
public:
    /// `program` is the loaded one, proven or not.
    template <class SomeProgram>
    RunSession(const SomeProgram& program, const Loaded& loaded, const RunRequest& request,
               const Arguments& arguments, Console& console)
        : m_request(request),
          m_arguments(arguments),
          m_console(console),
          m_input(open_input(request)),
          m_output(console.output(), !request.json, request.json || request.report_file),
          m_reports(request, loaded, arguments, console),
          m_machine(program, options()),
          m_names(m_machine) {}

    int run() {
        // Told now, and not when the run is over and its input lost.
        if (m_request.record) check_writable(*m_request.record);
        m_reports.observe(m_machine, m_names);
        show_map("segments at the start");
        const Stop stop = run_machine();
        const RunTotals totals = totals_of(m_machine, stop, m_interrupted);
        m_reports.finish_lines(totals);
        keep_input();
        show_map("segments at the end");
        if (m_request.heap_stats) m_console.say(heap_stats_text(m_machine.heap_stats()));
        return conclude(stop, totals);
    }

private:
    Options options() {
        Options options = m_request.options;
        options.input = m_input.get();
        options.output = &m_output;
        return options;
    }

    Stop run_machine() {
        const InterruptGuard guard{m_machine};
        Stop stop = m_machine.run();
        m_interrupted = guard.interrupted() && stop.kind == Stop::Kind::Paused;
        return stop;
    }

    void show_map(const char* title) {
        if (m_request.map) m_console.say(segment_map(segments_of(m_machine), title));
    }

    void keep_input() {
        if (m_request.record) write_file(*m_request.record, m_machine.input_read());
    }

    int conclude(const Stop& stop, const RunTotals& totals) {
        const RunStory story = story_of(m_machine, stop, totals, m_request, m_arguments);
        if (!m_request.json) {
            const bool silent = m_request.quiet || m_request.events.empty();
            say_story(story, totals, m_machine.program(), silent, m_console);
        }
        if (m_interrupted) say_interrupted(m_machine, m_arguments, m_console);
        int status = exit_status(totals, m_request.leaks_are_errors);
        if (m_input && !m_input->problem().empty()) {
            m_console.say_error(m_input->problem());
            status = CannotReadOrWrite;
        }
        write_documents(story, totals, status);
        if (m_request.debug_on_fault && totals.end == RunTotals::End::Fault) debug();
        return status;
    }

    /// From the fault on, backwards too.
    void debug() {
        TextInput input{std::string{m_machine.input_read()}};
        Options options = m_request.options;
        options.input = &input;
        DebugStart start;
        start.step = m_machine.step();
        start.reads_input = m_request.path != "-";
        start.reports = false;
        debug_program(m_machine.program(), options, start, m_console);
    }

    void write_documents(const RunStory& story, const RunTotals& totals, int status) {
        if (!m_reports.any_document()) return;
        RunEnding ending;
        ending.exit_status = status;
        ending.totals = totals;
        ending.fault = story.fault;
        ending.leaks = story.leaks;
        ending.segments = segments_of(m_machine);
        if (m_request.heap_stats) ending.heap = m_machine.heap_stats();
        ending.output = m_output.kept();
        ending.output_bytes = m_output.bytes();
        m_reports.finish_documents(ending, m_machine.program().sources);
    }

    const RunRequest& m_request;
    const Arguments& m_arguments;
    Console& m_console;
    std::unique_ptr<DescriptorInput> m_input;
    ProgramOutput m_output;
    RunReports m_reports;
    Machine m_machine;
    MachineNames m_names;
    bool m_interrupted = false;
};

int run_proven(Loaded& loaded, const RunRequest& request, const Arguments& arguments,
               Console& console) {
    const std::optional<VerifiedProgram> proof = prove(loaded, arguments);
    if (!proof) {
        const int status = reject(loaded, request, arguments, console);
        if (!request.json) {
            console.say("see what would have happened: " + compare_command(arguments) + "\n");
            if (request.options.enforce != Enforce::Ownership) {
                console.say("to run it all the same, give `--no-verify` as well\n");
            }
        }
        return status;
    }
    if (!request.json) say_diagnostics(loaded, console);
    return RunSession{*proof, loaded, request, arguments, console}.run();
}

}  // namespace

int run_command(const Arguments& arguments, Console& console) {
    const RunRequest request = run_request(arguments);
    if (const auto error = wrong_format(arguments, {"text", "json"})) {
        return say_usage(*error, console);
    }
    if (const auto error = contradiction(request)) return say_usage(*error, console);
    Loaded loaded = load_program(request.path, arguments);
    if (const auto error = overwriting(request, loaded)) return say_usage(*error, console);
    if (!loaded.program) return reject(loaded, request, arguments, console);
    if (const auto error = too_large(request, *loaded.program)) return say_usage(*error, console);
    if (request.verify) return run_proven(loaded, request, arguments, console);
    if (!request.json) say_diagnostics(loaded, console);
    return RunSession{*loaded.program, loaded, request, arguments, console}.run();
}

}  // namespace freehold::cli
