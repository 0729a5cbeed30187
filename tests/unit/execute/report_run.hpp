// SPDX-License-Identifier: MIT
// How the tests of reports get one: a program is assembled and run, its fault explained.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/assemble.hpp"
#include "freehold/image.hpp"
#include "freehold/machine.hpp"
#include "freehold/render.hpp"

namespace freehold::test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct RunWith {
    Options options = {};
    std::string input = {};
    bool stripped = false;  ///< without source text and spans
};

/// A program that has run, named x.fh.
class Ran {
public:
    explicit Ran(std::string_view text, const RunWith& with = {}) : m_input(with.input) {
        Assembly built = assemble(Source("x.fh", std::string(text)));
        for (const Diagnostic& it : built.diagnostics) {
            ADD_FAILURE() << render(it, built.sources, {});
        }
        if (!built.program) return;
        m_program = std::make_unique<Program>(std::move(*built.program));
        if (with.stripped) strip(*m_program);
        Options options = with.options;
        options.input = &m_input;
        m_machine = std::make_unique<Machine>(*m_program, options);
        m_stop = m_machine->run();
    }

    const Machine& machine() const { return *m_machine; }
    const Stop& stop() const { return m_stop; }

    Diagnostic fault() const {
        EXPECT_EQ(m_stop.kind, Stop::Kind::Faulted);
        return explain(*m_machine, m_stop.fault);
    }
    std::vector<Diagnostic> leftovers(std::size_t limit = 20) const {
        EXPECT_EQ(m_stop.kind, Stop::Kind::Finished);
        return explain_leftovers(*m_machine, limit);
    }
    /// As a terminal of 80 columns shows it, after a newline, as raw strings begin.
    std::string drawn(const Diagnostic& diagnostic) const {
        return '\n' + render(diagnostic, m_program->sources, {.color = false, .width = 80});
    }

private:
    TextInput m_input;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<Machine> m_machine;
    Stop m_stop;
};

inline Diagnostic fault_of(std::string_view text, const RunWith& with = {}) {
    return Ran(text, with).fault();
}
inline std::string report_of(std::string_view text, const RunWith& with = {}) {
    const Ran ran(text, with);
    return ran.drawn(ran.fault());
}
/// Statements in a `main` that has a `ret`; they begin in line 2.
inline std::string in_main(std::string_view statements) {
    return "fn main() {\n" + std::string(statements) + "\n    ret\n}\n";
}

/// "@3 text" of each label, in order; declarations without a step.
inline std::vector<std::string> labels_of(const Diagnostic& diagnostic) {
    std::vector<std::string> texts;
    for (const Label& label : diagnostic.labels) {
        const std::string step = label.step ? "@" + std::to_string(*label.step) + " " : "";
        texts.push_back(step + label.text);
    }
    return texts;
}

}  // namespace freehold::test
