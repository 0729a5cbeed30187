// SPDX-License-Identifier: MIT
// The words of --report: groups of events, and the single kinds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/event.hpp"

namespace freehold::cli {

/// Every word that --report takes: all, none, the groups, the kinds.
std::vector<std::string_view> event_words();
/// The groups alone.
std::vector<std::string_view> event_groups();

/// What one word stands for; nothing when it is unknown.
std::optional<EventSet> events_of(std::string_view word);

/// Without --report: heap, moves, ends.
EventSet default_events();

}  // namespace freehold::cli
