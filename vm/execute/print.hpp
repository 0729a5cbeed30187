// SPDX-License-Identifier: MIT
// print, panic, assert, and the three ways to read input.
#pragma once

#include "vm/execute/core.hpp"

namespace freehold {

bool print(ParkedCore& c, const Instruction& i);
bool panic(ParkedCore& c, const Instruction& i);
bool assert_slot(ParkedCore& c, const Instruction& i);
bool assert_constant(ParkedCore& c, const Instruction& i);
bool read_int(ParkedCore& c, const Instruction& i);
bool read_byte(ParkedCore& c, const Instruction& i);
bool read_line(ParkedCore& c, const Instruction& i);

}  // namespace freehold
