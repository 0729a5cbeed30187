// SPDX-License-Identifier: MIT
// `diff`: what is different between two steps.
#pragma once

#include <string>

#include "freehold/render.hpp"
#include "vm/observe/timeline.hpp"

namespace freehold::debug {

/// Locals, statics and blocks whose values differ, frames and blocks that are new or gone, and how
/// much was printed; a line each. The timeline stays where it is.
std::string difference_view(Timeline& timeline, const RenderStyle& style, Step from, Step to);

}  // namespace freehold::debug
