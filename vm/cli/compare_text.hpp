// SPDX-License-Identifier: MIT
// A comparison as text: three columns where the terminal is wide enough, else one run below the
// other.
#pragma once

#include <string>
#include <vector>

#include "freehold/render.hpp"
#include "vm/compare/comparison.hpp"

namespace freehold::cli {

/// `name` is what the user calls the program, `commands` what to type next.
std::string compare_text(const Comparison& comparison, const std::string& name,
                         const std::vector<std::string>& commands, const RenderStyle& style);

}  // namespace freehold::cli
