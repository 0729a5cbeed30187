// SPDX-License-Identifier: MIT
// Steps of the size of a person: by line, over calls, out of a function; each also back.
#pragma once

#include "vm/observe/timeline.hpp"

namespace freehold::debug {

enum class Way : std::uint8_t { On, Back };

// Each stands where the other way's same motion would stop as well, at the end of the run, or at
// its beginning. False when it was interrupted.

/// One instruction.
bool step_instruction(Timeline& timeline, Way way, Step count = 1);
/// To the beginning of the next line that runs, also in a function that is called.
bool step_line(Timeline& timeline, Way way);
/// The same, but functions that are called run as a whole.
bool step_over(Timeline& timeline, Way way);
/// On: until the frame at a depth is left. Back: to the call that made it.
bool leave_frame(Timeline& timeline, Way way, std::uint32_t depth);

}  // namespace freehold::debug
