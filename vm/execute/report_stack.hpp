// SPDX-License-Identifier: MIT
// The call stack, with cycles of frames folded.
#pragma once

#include <string>
#include <vector>

#include "vm/execute/report.hpp"

namespace freehold::reports {

/// So many frames that repeat: frames [first, first + length) of the stack, `times` times over.
struct Fold {
    std::size_t first = 0;
    std::size_t length = 1;
    std::size_t times = 1;
};

/// The frames, innermost first, cut into the shortest cycles of calls from the same places.
std::vector<Fold> folded(const std::vector<FrameInfo>& frames);

/// "even -> odd ×511": the callers first.
std::string fold_text(const Program& program, const std::vector<FrameInfo>& frames,
                      const Fold& fold);

/// The stack drawn, innermost first; empty for a single frame.
std::string call_stack(const Report& report);

}  // namespace freehold::reports
