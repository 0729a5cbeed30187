// SPDX-License-Identifier: MIT
// What is said after a run, beyond the lines of its events.
#pragma once

#include <optional>
#include <vector>

#include "vm/cli/arguments.hpp"
#include "vm/cli/console.hpp"
#include "vm/cli/run_request.hpp"
#include "vm/observe/run_totals.hpp"

namespace freehold::cli {

/// What takes another run to find out.
struct RunStory {
    std::optional<Diagnostic> fault;
    std::vector<Diagnostic> leaks;     ///< F401, then F402
    std::optional<Diagnostic> forced;  ///< that branches were forced, where no fault says it
    std::optional<Diagnostic> order;   ///< that pointers were compared whose order means nothing
};

/// Which leftovers are told: --leaks=error always, else not with -q.
RunStory story_of(const Machine& machine, const Stop& stop, const RunTotals& totals,
                  const RunRequest& request, const Arguments& arguments);

/// A blank line stands before each diagnostic, but not before the first where nothing was said yet.
void say_story(const RunStory& story, const RunTotals& totals, const Program& program,
               bool first_thing_said, Console& console);

/// Where the program was when Ctrl-C came, and what to type to get there again.
void say_interrupted(const Machine& machine, const Arguments& arguments, Console& console);

}  // namespace freehold::cli
