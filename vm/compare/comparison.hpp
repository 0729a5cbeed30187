// SPDX-License-Identifier: MIT
// One program under three rules: what the verifier says, and what happens when broken rules stop
// the run, when only harm to memory does, and when nothing is checked at all.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "freehold/witness.hpp"
#include "vm/observe/run_totals.hpp"

namespace freehold {

/// A rule that was broken, or a harm done to memory.
struct Told {
    Code code{};
    Step step = 0;            ///< 0: not known, it is seen only by what follows from it
    std::uint32_t index = 0;  ///< the instruction, in Program::code
    std::string words;        ///< "reads 5 bytes of block #1, freed @3"
};

/// The first few of them, and how many there were.
struct ToldList {
    std::vector<Told> first;
    std::uint64_t count = 0;
};

struct ComparedRun {
    Enforce enforce = Enforce::Ownership;
    RunTotals totals;
    std::optional<Diagnostic> fault;  ///< what stopped it; not a limit or the program's own exit
    ToldList rules;                   ///< the one that stopped it included
    ToldList harms;                   ///< those that happened: what stopped it did not
    std::string output;               ///< perhaps only the beginning
    std::uint64_t output_bytes = 0;   ///< all of it
    /// Blocks freed without an instruction of the source: at ends of scopes, by reassignment.
    std::uint64_t freed_unasked = 0;
    bool scopes_harm = false;  ///< harmed was such a block, or by such a free
};

/// Three runs with the same input.
using ComparedRuns = std::array<ComparedRun, 3>;

struct Comparison {
    const Program* program = nullptr;
    std::vector<Finding> findings;  ///< empty: accepted
    ComparedRuns runs;              ///< ownership, memory, none
    /// Where the input alone shows nothing: the finding that the branches below were forced for.
    std::optional<std::size_t> forced_for;
    std::vector<bool> branches;
    bool fed = false;  ///< all three read ones(), and not the input given
    /// Where not even that shows the first finding that a run could: which it is, and what came of
    /// the search.
    std::optional<std::pair<std::size_t, Sighting>> unseen;
    bool reads_input = false;  ///< a run took bytes from the input

    bool accepted() const { return findings.empty(); }
    const ComparedRun& checked() const { return runs[0]; }
    const ComparedRun& unchecked() const { return runs[2]; }
    /// Anything that a person has to look at: a finding, a broken rule, a harm, a fault.
    bool found_problem() const;
};

/// What the runs may read where the input given shows nothing.
enum class OtherInput : std::uint8_t { None, Ones };

/// Verifies the program, and runs it three times. `options` without input, output and branches;
/// `input` may be nullptr.
Comparison compare(const Program& program, const Options& options, Input* input,
                   OtherInput other = OtherInput::Ones);

}  // namespace freehold
