// SPDX-License-Identifier: MIT
// How a command ends: one table for all of them. A program's own `exit 0..99` can never be mistaken
// for one of these.
#pragma once

#include "vm/observe/run_totals.hpp"

namespace freehold::cli {

enum ExitStatus : int {
    Fine = 0,
    ProblemFound = 1,  ///< `check` and its like found something
    Rejected = 100,    ///< by the assembler or the verifier, or the image is damaged
    Faulted = 101,
    LimitReached = 102,  ///< --max-steps or --max-time
    LeaksFound = 103,    ///< under --leaks=error
    WrongUsage = 104,
    CannotReadOrWrite = 105,
    OurBug = 106,
    Interrupted = 130,  ///< as every program that Ctrl-C ends
};

/// What `run` ends with. A closed pipe is no failure: whoever read it had enough.
int exit_status(const RunTotals& totals, bool leaks_are_errors);

}  // namespace freehold::cli
