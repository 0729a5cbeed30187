// SPDX-License-Identifier: MIT
// `why`: who wrote a place, who owns it and who borrows it, at which steps.
#pragma once

#include <string>

#include "freehold/render.hpp"
#include "vm/debug/place.hpp"
#include "vm/observe/timeline.hpp"

namespace freehold::debug {

/// The place's value, the step that gave it, where that value came from, whose block it lies in and
/// who owns that, and which borrows there are. The timeline stays where it is.
std::string why_view(Timeline& timeline, const RenderStyle& style, const Place& place);

}  // namespace freehold::debug
