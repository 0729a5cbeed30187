// SPDX-License-Identifier: MIT
// A program stopped somewhere, as a debugger sees it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "freehold/render.hpp"
#include "vm/base/text.hpp"
#include "vm/debug/views.hpp"
#include "vm/isa/code_place.hpp"

namespace freehold::test {

using ::testing::HasSubstr;
using ::testing::Not;

/// Borrows are kept in mind while somebody wants to hear of their ends, as a debugger does.
class HearsEnds : public Listener {
public:
    EventSet wants() const override { return {EventKind::Ended}; }
    void on_event(const Event&) override {}
};

/// A program named x.fh that stands before the first instruction of a line (from 1), the first time
/// it gets there; or at its end, for line 0.
class Seen {
public:
    explicit Seen(std::string_view text, std::uint32_t line = 0, Options options = {}) {
        Assembly built = assemble(Source("x.fh", std::string(text)));
        for (const Diagnostic& it : built.diagnostics) {
            ADD_FAILURE() << render(it, built.sources, {});
        }
        if (!built.program) return;
        m_program = std::make_unique<Program>(std::move(*built.program));
        m_machine = std::make_unique<Machine>(*m_program, options);
        m_machine->observe(m_hears);
        go_to(line);
        m_scene = std::make_unique<debug::Scene>(*m_machine);
    }

    const Machine& machine() const { return *m_machine; }
    const debug::Scene& scene() const { return *m_scene; }

    debug::Place place(std::string_view text, std::uint32_t depth = 0) const {
        const debug::Found found = debug::find_place(scene(), text, depth);
        EXPECT_TRUE(found) << found.problem;
        return found ? *found.place : debug::Place{};
    }
    /// Why there is no such place.
    std::string problem(std::string_view text, std::uint32_t depth = 0) const {
        const debug::Found found = debug::find_place(scene(), text, depth);
        EXPECT_FALSE(found) << text;
        return found.problem;
    }

private:
    void go_to(std::uint32_t line) {
        if (line == 0) {
            m_machine->run();
            return;
        }
        while (line_of(*m_program, m_machine->index()) != line) {
            const Stop stop = m_machine->run_until(m_machine->step() + 1);
            if (stop.kind == Stop::Kind::Paused) continue;
            ADD_FAILURE() << "it never gets to line " << line;
            return;
        }
    }

    HearsEnds m_hears;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<Machine> m_machine;
    std::unique_ptr<debug::Scene> m_scene;
};

inline constexpr RenderStyle narrow{.color = false, .width = 80};
inline constexpr RenderStyle wide{.color = false, .width = 120};

/// The lines that are wider than they may be.
inline std::vector<std::string> too_wide(const std::string& text, std::uint32_t width) {
    std::vector<std::string> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (display_width(line) > width) found.push_back(line);
    }
    return found;
}

}  // namespace freehold::test
