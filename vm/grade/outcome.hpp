// SPDX-License-Identifier: MIT
// How the program of a test came to its end: before it ran, or in its run.
#pragma once

#include <string>
#include <vector>

#include "freehold/program.hpp"
#include "vm/grade/run_facts.hpp"

namespace freehold::grade {

/// A code that was reported, and where.
struct FoundCode {
    Code code{};
    std::string function;  ///< empty: not known
    std::string line;      ///< of the source; empty: not known
};

struct Outcome {
    enum class End : std::uint8_t {
        Rejected,  ///< by the assembler or the verifier: `codes`
        Exited,    ///< by itself: `status`
        Faulted,   ///< the only one of `codes`
        TooMuchOutput,
        TooMuchTime,
        TooMuchWork,  ///< each step may handle many bytes; a test may not handle more in all
    };
    End end = End::Rejected;
    int status = 0;
    std::vector<FoundCode> codes;
    const Program* program = nullptr;  ///< where it assembles
    RunFacts facts;                    ///< where it ran
    /// What Freehold says about it, and whose texts that may quote.
    std::vector<Diagnostic> diagnostics;
    Sources sources;
};

/// The comment mark `;@ name` of a line; empty where it has none.
std::string mark_of(std::string_view line);
/// Whether a file has that mark on some line.
bool has_mark(const Source& source, std::string_view mark);

}  // namespace freehold::grade
