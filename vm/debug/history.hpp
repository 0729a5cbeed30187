// SPDX-License-Identifier: MIT
// `history #4`: the life of a block.
#pragma once

#include <optional>
#include <string>

#include "freehold/render.hpp"
#include "vm/observe/timeline.hpp"

namespace freehold::debug {

/// The step that made a block; nothing when it has not been made in what ran so far. The snapshots
/// say between which of them it was: only those steps are run once more.
std::optional<Step> step_that_made(Timeline& timeline, ObjectId block);

/// Its allocation, the moves of its owner, the borrows of it, and its end, as far as the run is
/// known; many of them are left out in the middle. Empty when there is no such block.
std::string history_view(Timeline& timeline, const RenderStyle& style, ObjectId block);

}  // namespace freehold::debug
