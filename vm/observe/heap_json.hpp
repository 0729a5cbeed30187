// SPDX-License-Identifier: MIT
// The heap's settings, placements and numbers as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "freehold/heap.hpp"

namespace freehold {

nlohmann::ordered_json heap_settings_json(const HeapSettings& settings);
nlohmann::ordered_json placement_json(const Placement& placement);
/// Fractions are of 1, in thousandths.
nlohmann::ordered_json heap_stats_json(const HeapStats& stats);

}  // namespace freehold
