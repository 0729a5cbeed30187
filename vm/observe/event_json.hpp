// SPDX-License-Identifier: MIT
// One event as JSON: its fields by name, those that say nothing left out.
#pragma once

#include <nlohmann/json.hpp>

#include "freehold/event.hpp"
#include "vm/observe/names.hpp"

namespace freehold {

/// {"event":"alloc","step":1,"object":1,"address":4112,"place":"heap+0x10","size":5, …}. Words of
/// 64 bits are texts ("0x2a"), since many readers of JSON keep only 53 bits of a number.
nlohmann::ordered_json event_json(const Event& event, const Names& names);

}  // namespace freehold
