// SPDX-License-Identifier: MIT
// A program run inside the test's process, over the public API, with everything that came of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"

namespace freehold::test {

/// The checkout's path of a file named from its root.
std::string in_checkout(const std::string& path);

struct RunOptions {
    std::uint32_t heap_bytes = 64u << 20;
    std::uint32_t stack_bytes = 1u << 20;
    Step max_steps = 10'000'000;  ///< so that a mistake in a test ends
    std::vector<std::pair<std::string, std::int64_t>> defines = {};
    std::string input = {};
    Enforce enforce = Enforce::Ownership;
    bool assemble_only = false;
    /// Runs step by step and writes down which opcodes began; slow.
    bool note_opcodes = false;
    HeapSettings heap = {};
};

/// A code that was reported, and where.
struct Reported {
    Code code{};
    Severity severity = Severity::Error;
    std::string file;        ///< as it was named; empty when the report has no place
    std::uint32_t line = 0;  ///< from 1; 0 when the report has no place
    std::string text;        ///< rendered without colour, 100 columns wide
};

struct Outcome {
    int status = 0;            ///< what the process would end with: 0..99, 100, 101, 102
    std::optional<Stop> stop;  ///< nothing when it was not run
    std::string output;
    std::vector<Event> events;       ///< all kinds but writes and copies
    std::vector<Reported> reported;  ///< diagnostics, the fault, leaks; in that order
    /// What the verifier finds; nothing when nothing was assembled. It does not keep the program
    /// from running.
    std::optional<std::vector<Reported>> findings;
    std::string live;  ///< the live report of `report_kinds`
    Step steps = 0;
    std::set<Opcode> executed;  ///< with note_opcodes
    std::set<EventKind> told;   ///< the kinds of all events
    /// The first event that is not numbered as the next one: a later step, or the next part.
    std::optional<Event> misnumbered;
    std::optional<Program> program;
};

/// The texts of all, one after the other.
std::string text_of(const std::vector<Reported>& reports);

/// Which events the live report of an outcome tells.
inline constexpr EventSet usual_events{EventKind::Alloc, EventKind::Move, EventKind::Free,
                                       EventKind::Forget, EventKind::Exit};

/// Assembles and runs, and expects the same to come of it when nobody listens. Includes are looked
/// up beside the source, from the checkout's root.
Outcome run_text(const std::string& name, const std::string& text, const RunOptions& options = {},
                 EventSet report_kinds = usual_events);
/// The same for a Program that is there already; `program` is not set.
Outcome run_program(const Program& program, const RunOptions& options = {},
                    EventSet report_kinds = usual_events);

/// What the verifier finds in a program; nothing in a build without a verifier.
std::optional<std::vector<Reported>> findings_in(const Program& program);

/// How the assembler of every test is set up.
AssembleOptions assemble_options(const RunOptions& options);

}  // namespace freehold::test
