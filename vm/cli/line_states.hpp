// SPDX-License-Identifier: MIT
// What holds before each line of a function, as far as the verifier knows.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/ownership/states.hpp"

namespace freehold::cli {

/// Instructions that follow each other and stand for the same line of the source. Without source
/// each instruction is a line of its own.
struct LineFacts {
    std::uint32_t begin = 0;  ///< instructions [begin, end) of Program::code
    std::uint32_t end = 0;
    /// Before the first: those in scope. None where no way leads.
    std::vector<ownership::SlotFact> slots;
};

class LineStates {
public:
    /// The program must stay.
    explicit LineStates(const Program& program) : m_program(program), m_states(program) {}

    /// In the order of the code.
    std::vector<LineFacts> of(FunctionId function);

private:
    const Program& m_program;
    ownership::States m_states;
};

}  // namespace freehold::cli
