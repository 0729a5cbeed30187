// SPDX-License-Identifier: MIT
#include "vm/cli/debug_session.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "vm/base/terminal.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/interrupt.hpp"
#include "vm/debug/line_editor.hpp"
#include "vm/debug/session.hpp"
#include "vm/debug/words.hpp"

namespace freehold::cli {

namespace {

constexpr const char* prompt = "(freehold) ";

class Driver {
public:
    Driver(const Program& program, const Options& options, Console& console)
        : m_console(console),
          m_session(program, options, console.output_style(),
                    [this](std::string_view text) { m_console.print(text); }) {}

    int drive(const DebugStart& start) {
        if (start.step && start.reports) {
            perform("goto " + step_text(*start.step), false);
        } else {
            if (start.step) m_session.timeline().go_to(*start.step);
            m_session.show_place();
        }
        for (const std::string& command : start.commands) {
            if (!perform(command, true)) return status();
        }
        if (start.reads_input) terminal_facts(STDIN_FILENO).is_terminal ? converse() : follow();
        return status();
    }

private:
    static std::string step_text(Step step) {
        return step == ~Step{0} ? "end" : std::to_string(step);
    }
    int status() const { return m_any_refused ? ProblemFound : Fine; }

    /// Nobody sees the answers any more when the pipe is closed.
    bool perform(const std::string& line, bool echoed) {
        if (echoed) m_console.print(prompt + printable(line) + "\n");
        bool goes_on = false;
        {
            const InterruptGuard guard{m_session};
            goes_on = m_session.perform(line);
        }
        m_any_refused = m_any_refused || (echoed && m_session.refused());
        return goes_on && !m_console.output().failed();
    }

    void converse() {
        debug::LineEditor editor{
            prompt, [this](std::string_view line) { return m_session.complete(line); }};
        while (true) {
            const auto line = [&] {
                const PromptGuard guard;
                return editor.read();
            }();
            if (!line) break;
            if (editor.gave_up()) continue;
            if (!perform(*line, false)) return;
        }
        m_console.print("\n");
    }

    /// Commands from a pipe or file; what stands behind `;` at the beginning of a line is not one.
    void follow() {
        std::string line;
        while (std::getline(std::cin, line)) {
            if (line.starts_with(';')) continue;
            if (!perform(line, true)) return;
        }
    }

    Console& m_console;
    debug::Session m_session;
    bool m_any_refused = false;
};

}  // namespace

std::optional<Step> step_of(std::string_view text) {
    if (text == "end") return ~Step{0};
    return debug::number_in(text);
}

int debug_program(const Program& program, const Options& options, const DebugStart& start,
                  Console& console) {
    return Driver{program, options, console}.drive(start);
}

}  // namespace freehold::cli
