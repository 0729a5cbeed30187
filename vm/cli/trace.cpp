// SPDX-License-Identifier: MIT
// freehold trace FILE
#include <memory>

#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/interrupt.hpp"
#include "vm/cli/prove.hpp"
#include "vm/cli/run_story.hpp"
#include "vm/cli/trace_request.hpp"
#include "vm/cli/trace_target.hpp"
#include "vm/observe/live_report.hpp"
#include "vm/observe/trace_chrome.hpp"
#include "vm/observe/trace_header_json.hpp"
#include "vm/observe/trace_lines.hpp"
#include "vm/observe/tracer.hpp"

namespace freehold::cli {

namespace {

/// A program that was loaded, and proven where that was asked for.
struct Traced {
    const Loaded& loaded;
    const std::optional<VerifiedProgram>& proof;
};

/// The end of a run that was gone through to find it.
struct Ahead {
    std::string input;  ///< all that it read
    Step end = 0;
};

/// One trace, from a loaded program to its exit status.
class TraceSession {
public:
    TraceSession(Traced traced, const TraceRequest& request, const Arguments& arguments,
                 Console& console)
        : m_loaded(traced.loaded),
          m_request(request),
          m_arguments(arguments),
          m_console(console),
          m_input(open_input(request.run)),
          m_ahead(request.last_steps ? run_ahead(traced) : std::nullopt),
          m_machine(*traced.loaded.program, traced_options()),
          m_names(m_machine),
          m_verified(traced.proof.has_value()),
          m_target(request.target, console) {}

    int run() {
        // Told now, and not when the run is over and its input lost.
        if (m_request.run.record) check_writable(*m_request.run.record);
        const Stop stop = run_traced();
        m_target.close();
        if (m_request.run.record) write_file(*m_request.run.record, m_machine.input_read());
        return conclude(stop);
    }

private:
    Options traced_options() {
        Options options = m_request.run.options;
        if (m_ahead) m_kept_input.emplace(m_ahead->input);
        options.input = m_kept_input ? static_cast<Input*>(&*m_kept_input) : m_input.get();
        options.output = &m_output;
        return options;
    }

    /// As fast as it goes; what it prints is thrown away.
    std::optional<Ahead> run_ahead(const Traced& traced) {
        Options options = m_request.run.options;
        options.input = m_input.get();
        Machine machine = traced.proof ? Machine{*traced.proof, options}
                                       : Machine{*traced.loaded.program, options};
        const InterruptGuard guard{machine};
        machine.run_until(m_request.last);
        return Ahead{std::string{machine.input_read()}, machine.step()};
    }

    /// The state with which the trace begins.
    Step before_first() const {
        if (!m_ahead) return m_request.first - 1;
        return m_ahead->end - std::min(m_ahead->end, *m_request.last_steps);
    }

    Stop run_traced() {
        const InterruptGuard guard{m_machine};
        // Told of nothing yet; an interrupt here is one of the trace, which then has no step.
        if (before_first() != 0) m_machine.run_until(before_first());
        const std::unique_ptr<TraceSink> sink = make_sink();
        Tracer tracer{m_machine, m_output, *sink, [&] { return guard.interrupted(); }};
        const Stop stop = tracer.run(m_ahead ? m_ahead->end : m_request.last);
        m_interrupted = tracer.was_interrupted();
        m_cut_off = !sink->takes_more();
        return stop;
    }

    std::unique_ptr<TraceSink> make_sink() {
        const auto write = [this](std::string_view lines) { return m_target.write(lines); };
        switch (m_request.format) {
            case TraceRequest::Format::Lines:
                return std::make_unique<TraceLines>(m_machine, trace_header(m_machine, facts()),
                                                    write);
            case TraceRequest::Format::Chrome:
                return std::make_unique<TraceChrome>(m_machine, m_loaded.name, write);
            case TraceRequest::Format::Text: break;
        }
        return std::make_unique<TraceText>(m_machine, m_names, m_request.filter, m_request.entries,
                                           style(), write);
    }

    TraceFacts facts() const {
        return {m_loaded.name, m_arguments.defines(), m_request.run.input, m_verified};
    }

    ReportStyle style() const {
        const RenderStyle style = m_console.output_style();
        return {m_request.target == "-" && style.color, style.width};
    }

    int conclude(const Stop& stop) {
        if (m_interrupted) {
            say_interrupted(m_machine, m_arguments, m_console);
            return Interrupted;
        }
        // Whoever reads the trace had enough; a full disk is told already, or by the console.
        if (m_cut_off) return Fine;
        if (stop.kind == Stop::Kind::Paused) return Fine;
        const RunTotals totals = totals_of(m_machine, stop, false);
        if (m_request.first > totals.step && !m_request.run.quiet) say_nothing_traced(totals);
        say_end(stop, totals);
        if (m_input && !m_input->problem().empty()) {
            m_console.say_error(m_input->problem());
            return CannotReadOrWrite;
        }
        return exit_status(totals, false);
    }

    void say_nothing_traced(const RunTotals& totals) {
        m_console.say("nothing to trace: the run ends with step @" + std::to_string(totals.step) +
                      ", and `--from` asks for later ones\n");
    }

    void say_end(const Stop& stop, const RunTotals& totals) {
        const RunStory story = story_of(m_machine, stop, totals, m_request.run, m_arguments);
        const bool quiet = m_request.run.quiet;
        if (!quiet) {
            const RenderStyle style = m_console.error_style();
            LiveReport{m_names,
                       {EventKind::Exit, EventKind::Fault},
                       ReportStyle{style.color, style.width},
                       [this](std::string_view line) { m_console.say(line); }}
                .finish(totals);
        }
        say_story(story, totals, m_machine.program(), quiet, m_console);
    }

    const Loaded& m_loaded;
    const TraceRequest& m_request;
    const Arguments& m_arguments;
    Console& m_console;
    std::unique_ptr<DescriptorInput> m_input;
    std::optional<TextInput> m_kept_input;
    std::optional<Ahead> m_ahead;
    TracedOutput m_output;
    Machine m_machine;
    MachineNames m_names;
    bool m_verified;
    TraceTarget m_target;
    bool m_interrupted = false;
    bool m_cut_off = false;
};

}  // namespace

int trace_command(const Arguments& arguments, Console& console) {
    TraceRequest request = trace_request(arguments);
    if (const auto error = contradiction(request, arguments)) return say_usage(*error, console);
    Loaded loaded = load_program(request.run.path, arguments);
    if (const auto error = overwriting(request, loaded)) return say_usage(*error, console);
    if (!loaded.program) return say_rejected(loaded, arguments, console);
    if (const auto error = find_function(request, *loaded.program)) {
        return say_usage(*error, console);
    }
    if (const auto error = too_large(request.run, *loaded.program)) {
        return say_usage(*error, console);
    }
    std::optional<VerifiedProgram> proof;
    if (request.run.verify) {
        proof = prove(loaded, arguments);
        if (!proof) return say_rejected(loaded, arguments, console);
    }
    say_diagnostics(loaded, console);
    return TraceSession{{loaded, proof}, request, arguments, console}.run();
}

}  // namespace freehold::cli
