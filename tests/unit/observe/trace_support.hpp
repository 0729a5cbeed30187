// SPDX-License-Identifier: MIT
// Traces made in the test's process.
#pragma once

#include <string>
#include <vector>

#include "freehold/assemble.hpp"
#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"
#include "vm/observe/names.hpp"
#include "vm/observe/trace_chrome.hpp"
#include "vm/observe/trace_header_json.hpp"
#include "vm/observe/trace_lines.hpp"
#include "vm/observe/trace_reader_json.hpp"
#include "vm/observe/trace_text.hpp"
#include "vm/observe/tracer.hpp"

namespace freehold::test {

/// Which part of which run.
struct TraceRun {
    std::string text = {};
    std::string input = "7\n3 4\n12\n";
    Step first = 1;
    Step last = 20'000;
    std::vector<std::pair<std::string, std::int64_t>> defines = {};
    Enforce enforce = Enforce::Ownership;
    std::uint32_t heap_bytes = 16u << 10;
    std::uint32_t stack_bytes = 8u << 10;
};

/// A program in a machine of its own, and how it is traced.
class TracedProgram {
public:
    explicit TracedProgram(const TraceRun& run)
        : m_run(run),
          m_program(assembled(run)),
          m_input(run.input),
          m_machine(m_program, options(&m_input, &m_output)),
          m_names(m_machine) {
        if (run.first > 1) m_machine.run_until(run.first - 1);
    }

    Stop trace(TraceSink& sink) {
        return Tracer{m_machine, m_output, sink, [] { return false; }}.run(m_run.last);
    }

    /// Another machine at the same program, which nobody listens to.
    Machine machine(TextInput& input) const { return Machine{m_program, options(&input, nullptr)}; }

    std::string lines() {
        std::string text;
        TraceLines sink{m_machine, trace_header(m_machine, {"x.fh", m_run.defines}), take(text)};
        trace(sink);
        return text;
    }

    std::string text(TraceFilter filter = whole_trace(),
                     TraceText::Entries entries = TraceText::Entries::Instructions,
                     ReportStyle style = {}) {
        std::string text;
        TraceText sink{m_machine, m_names, std::move(filter), entries, style, take(text)};
        trace(sink);
        return text;
    }

    std::string chrome() {
        std::string text;
        TraceChrome sink{m_machine, "x.fh", take(text)};
        trace(sink);
        return text;
    }

    const TraceRun& run() const { return m_run; }
    const Program& program() const { return m_program; }

private:
    static Program assembled(const TraceRun& run) {
        RunOptions options;
        options.defines = run.defines;
        Assembly assembly =
            assemble(Source{in_checkout("x.fh"), run.text}, assemble_options(options));
        EXPECT_TRUE(assembly.program) << run.text;
        return std::move(*assembly.program);
    }

    Options options(Input* input, Output* output) const {
        Options options;
        options.heap_bytes = m_run.heap_bytes;
        options.stack_bytes = m_run.stack_bytes;
        options.enforce = m_run.enforce;
        options.max_steps = 100'000;
        options.input = input;
        options.output = output;
        return options;
    }

    static std::function<bool(std::string_view)> take(std::string& text) {
        return [&text](std::string_view lines) {
            text += lines;
            return true;
        };
    }

    TraceRun m_run;
    Program m_program;
    TextInput m_input;
    TracedOutput m_output;
    Machine m_machine;
    MachineNames m_names;
};

inline std::string trace_lines_of(const TraceRun& run) { return TracedProgram{run}.lines(); }

/// Moves, output, and a block that dies.
constexpr const char* small_program =
    "data WORD: bytes = \"hello\"\n"
    "fn main() {\n"
    "    local s1: own bytes\n"
    "    local s2: own bytes\n"
    "    new   s1, WORD\n"
    "    move  s2, s1\n"
    "    print \"{}\\n\", s2\n"
    "    ret\n"
    "}\n";

}  // namespace freehold::test
