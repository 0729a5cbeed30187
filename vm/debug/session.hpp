// SPDX-License-Identifier: MIT
// A run driven by a person: what every face of the debugger works on. It takes commands as text and
// answers with text; who reads and shows them is none of its business.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/render.hpp"
#include "vm/debug/breakpoints.hpp"
#include "vm/debug/motions.hpp"
#include "vm/debug/scene.hpp"

namespace freehold::debug {

/// Takes lines of text, whole ones.
using Say = std::function<void(std::string_view)>;

class Session {
public:
    /// `options.output` is the session's own: what the program prints is said as lines after `| `.
    /// Throws OutOfHostMemory.
    Session(const Program& program, Options options, RenderStyle style, Say say);

    /// One command. False when it was `quit`. An empty line repeats the last motion or view that
    /// may be repeated.
    bool perform(std::string_view line);
    /// What the last word of a line may go on with: whole words.
    std::vector<std::string> complete(std::string_view line) const;
    /// Where the run stands, in a line or two.
    void show_place();
    /// The report of the fault, or how the program ended; nothing while it has not.
    void show_end();
    /// Ends the command that runs. May be called from a signal handler.
    void interrupt() noexcept { m_timeline.interrupt(); }

    // ---- what commands work with ---------------------------------------------------------------
    Timeline& timeline() { return m_timeline; }
    const Timeline& timeline() const { return m_timeline; }
    Machine& machine() { return m_timeline.machine(); }
    const Machine& machine() const { return m_timeline.machine(); }
    const Program& program() const { return machine().program(); }
    Breakpoints& breakpoints() { return m_breakpoints; }
    const RenderStyle& style() const { return m_style; }
    Scene scene() const { return Scene{machine()}; }

    /// The depth of the frame that names are looked up in; 0: the innermost.
    std::uint32_t depth() const { return m_depth; }
    void choose_frame(std::uint32_t depth) { m_depth = depth; }

    /// A line, broken at the width.
    void say(std::string_view text);
    /// Text as it is.
    void show(std::string_view text) { m_say(text); }
    /// A command could not be done; the sentence that says why.
    void refuse(const std::string& why);
    bool refused() const { return m_refused; }

    /// After a motion that began at a step: what was printed, what happened on the way where that
    /// is little, and where the run stands now. `why`: what it stopped for.
    void arrive(Step from, const std::vector<std::string>& why = {});

private:
    class Printed : public Output {
    public:
        bool write(std::string_view bytes) override;
        std::string take();

    private:
        std::string m_text;
    };

    void show_leaks();
    void say_printed();
    void say_events(Step from);

    RenderStyle m_style;
    Say m_say;
    Printed m_printed;
    Timeline m_timeline;
    Breakpoints m_breakpoints;
    std::uint32_t m_depth = 0;
    bool m_refused = false;
    std::string m_again;  ///< what an empty line repeats
};

}  // namespace freehold::debug
