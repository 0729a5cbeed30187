// SPDX-License-Identifier: MIT
// What unsafe code may do besides: raw pointers, and blocks without owners.
#pragma once

#include "vm/execute/core.hpp"

namespace freehold {

bool offset(ParkedCore& c, const Instruction& i);
bool offset_constant(ParkedCore& c, const Instruction& i);
bool cast(ParkedCore& c, const Instruction& i);
bool alloc(ParkedCore& c, const Instruction& i);
bool alloc_constant(ParkedCore& c, const Instruction& i);
bool realloc_slot(ParkedCore& c, const Instruction& i);
bool realloc_constant(ParkedCore& c, const Instruction& i);
bool free_raw(ParkedCore& c, const Instruction& i);
bool adopt(ParkedCore& c, const Instruction& i);

}  // namespace freehold
