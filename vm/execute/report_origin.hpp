// SPDX-License-Identifier: MIT
// Where a value came from, from slot to slot.
#pragma once

#include "vm/execute/report.hpp"

namespace freehold::reports {

/// Labels for where a word has its value from: the instruction that wrote it last, then
/// the one that wrote what that copied, and so on for a few hops. The story knows the word.
void tell_origin(Report& report, Address word);

}  // namespace freehold::reports
