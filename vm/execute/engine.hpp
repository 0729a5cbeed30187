// SPDX-License-Identifier: MIT
// The engine: runs instructions until something stops it.
#pragma once

#include "vm/execute/run.hpp"

namespace freehold {

/// Runs up to `steps` (at least 1) instructions from where the run stands, fewer when it stops
/// (run.stop), is interrupted, or has done much work. `carefully`: each by the careful core, which
/// tells every event, not only what concerns blocks; otherwise by the quick one where that
/// suffices.
void execute(Run& run, Step steps, bool carefully);

/// One instruction of a parked Run, whose step has been counted, by the careful core. False when
/// the engine leaves.
bool perform_carefully(Run& run);

}  // namespace freehold
