// SPDX-License-Identifier: MIT
// What `check` knows about a program that keeps the rules or not, as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "freehold/program.hpp"

namespace freehold::cli {

/// Bytes of the segments, of each frame, and the depth of the stack.
nlohmann::ordered_json bill_json(const Program& program);
/// Of every function but `left_out`: what holds after each line.
nlohmann::ordered_json states_json(const Program& program, FunctionId left_out);
/// Every drop at the end of a scope.
nlohmann::ordered_json drops_json(const Program& program, FunctionId left_out);

}  // namespace freehold::cli
