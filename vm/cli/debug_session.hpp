// SPDX-License-Identifier: MIT
// The debugger at a terminal, or over a script.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/machine.hpp"
#include "vm/cli/console.hpp"

namespace freehold::cli {

/// "31", "@31" or "end", which is the last there can be; nothing for another text.
std::optional<Step> step_of(std::string_view text);

/// How a session begins and where its commands come from.
struct DebugStart {
    std::optional<Step> step = {};           ///< go there first; past the end: to the end
    std::vector<std::string> commands = {};  ///< performed first
    /// Then commands are read from standard input; not where the program itself came from there.
    bool reads_input = true;
    bool reports = true;  ///< how the run ended, where it begins at the end
};

/// Drives a session to its end. `options` is without output. The exit status: 0, or of commands
/// that were not typed by a person, ProblemFound when one was refused.
int debug_program(const Program& program, const Options& options, const DebugStart& start,
                  Console& console);

}  // namespace freehold::cli
