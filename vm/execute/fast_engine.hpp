// SPDX-License-Identifier: MIT
// The engine of programs that are proven: no slot is asked what it holds.
#pragma once

#include "freehold/instruction.hpp"
#include "vm/execute/core.hpp"

namespace freehold {

/// What performs an opcode. `with_shadow`: the slot that it writes, if any, has a shadow; of ret
/// and ret.word: any slot of the function; of jmp and call: whether a run of
/// instructions ends there. `at_hand`: the operand that has just been written.
FastHandler fast_handler(Opcode opcode, bool with_shadow, AtHand at_hand = AtHand::None);
/// What leaves any instruction to the careful core.
FastHandler careful_handler();

/// Runs a Run that trusts its slots up to run.last, at most.
void execute_fast(Run& run);
/// The same, each instruction by the careful core, which tells every event.
void execute_shown(Run& run);

}  // namespace freehold
