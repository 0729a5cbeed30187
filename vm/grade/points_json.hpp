// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include "vm/grade/points.hpp"

namespace freehold::grade {

/// 2, 0.5: whole numbers are written as such.
inline nlohmann::ordered_json points_json(Points points) {
    if (points.hundredths % 100 == 0) return points.hundredths / 100;
    return points.value();
}

}  // namespace freehold::grade
