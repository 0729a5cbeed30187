// SPDX-License-Identifier: MIT
// Frames come and go: call, ret, and the end of the program.
#pragma once

#include "vm/execute/core.hpp"

namespace freehold {

/// Builds main's frame; false when the stack is too small for it (F312).
bool enter_main(Run& run);

bool call(ParkedCore& c, const Instruction& i);
bool call_code(ParkedCore& c, const Instruction& i);
bool ret(ParkedCore& c, const Instruction& i);
bool ret_word(ParkedCore& c, const Instruction& i);
bool ret_type(ParkedCore& c, const Instruction& i);
bool exit_slot(ParkedCore& c, const Instruction& i);
bool exit_constant(ParkedCore& c, const Instruction& i);

}  // namespace freehold
