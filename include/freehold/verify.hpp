// SPDX-License-Identifier: MIT
// The proof that a program keeps the rules of ownership, on every path and with every input,
// before it runs.
//
//     Verification proof = verify(program);
//     if (proof.program) … else … proof.findings
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/program.hpp"

namespace freehold {

struct Verification;

/// A Program that has been proven. Only verify() makes one, so to hold one is the proof. It refers
/// to the Program, which outlives it and does not change.
class VerifiedProgram {
public:
    const Program& program() const { return *m_program; }
    /// No instruction lies in `unsafe`: then no ownership or memory fault can happen, but an index
    /// out of bounds (F305). With `unsafe` the proof holds as long as the raw operations there keep
    /// the rules.
    bool is_safe() const { return m_program->unsafe.empty(); }

private:
    friend Verification verify(const Program& program);
    explicit VerifiedProgram(const Program& program) : m_program(&program) {}

    const Program* m_program;
};

/// One broken rule, told once.
struct Finding {
    Code code{};
    FunctionId function = FunctionId::None;
    std::uint32_t at = 0;  ///< the instruction that breaks the rule, as an index into Program::code
    /// The instructions that a run passes, in this order, when it meets the mistake: where the
    /// right was given, where it was lost, where that matters; `at` is one of them.
    std::vector<std::uint32_t> way;
    /// Of a value that is not there (F101 to F103): the slots it would be in; last < first: none.
    Slot first_slot = 1;
    Slot last_slot = 0;
    Diagnostic diagnostic;
};

struct Verification {
    std::optional<VerifiedProgram> program;  ///< exactly when there is no finding
    /// By function, then by place; the first 1,000. Before them what concerns a static and no
    /// function: its `function` is None, its `way` empty.
    std::vector<Finding> findings;
};

/// Proves the program or says what is wrong with it. Takes any well-formed Program, also one from
/// an image. Of each function, time and memory grow with its branches times its borrows and slots:
/// a function of ordinary size takes milliseconds, one that would take more than a budget of steps
/// (5,000 for each instruction and 20 million, 500 million at most) or 256 MiB of states is a
/// finding that says so, F215.
Verification verify(const Program& program);

}  // namespace freehold
