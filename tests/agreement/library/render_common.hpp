// SPDX-License-Identifier: MIT
// What both renderers need: which declarations a program uses, and where its paths end.
#pragma once

#include <string>
#include <vector>

#include "tests/agreement/library/model.hpp"

namespace freehold::agreement {

struct Uses {
    bool shape[shape_count] = {};
    bool statics[static_count] = {};
    bool library[library_count] = {};
};
Uses uses_of(const Program& program);

/// Whether control cannot reach what follows these statements.
bool diverges(const std::vector<Statement>& block);
/// Whether the body of a loop has a break that belongs to it.
bool leaves_loop(const std::vector<Statement>& block);
/// Whether a function reads a number to decide something.
bool decides(const std::vector<Statement>& block);

/// Counts statements as both renderers meet them, and notes which line belongs to which.
class LineWriter {
public:
    explicit LineWriter(Rendering& rendering) : m_rendering(rendering) {
        m_rendering.text.clear();
        m_rendering.statement_of_line.clear();
    }
    std::string& text() { return m_rendering.text; }
    std::uint32_t next_statement() { return ++m_count; }
    /// Ends a line that belongs to the statement.
    void end_line(std::uint32_t statement = 0) {
        m_rendering.text += '\n';
        m_rendering.statement_of_line.push_back(statement);
    }

private:
    Rendering& m_rendering;
    std::uint32_t m_count = 0;
};

}  // namespace freehold::agreement
