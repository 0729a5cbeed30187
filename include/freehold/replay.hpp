// SPDX-License-Identifier: MIT
// Decisions that are forced on a run's branches (Options::branches), as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freehold {

/// `1101`, 1 for a branch that goes to its label; what is repeated as `500x0`, groups separated by
/// commas: `3x01,1`.
std::string replay_text(const std::vector<bool>& branches);
/// The decisions of such a text; nothing when it is none, or has more than a million.
std::optional<std::vector<bool>> parse_replay(std::string_view text);

}  // namespace freehold
