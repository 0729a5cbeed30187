// SPDX-License-Identifier: MIT
// The words of --only: groups and kinds of events, as --report takes them, and segments.
#pragma once

#include <string_view>
#include <vector>

#include "freehold/event.hpp"
#include "freehold/program.hpp"
#include "vm/cli/numbers.hpp"

namespace freehold::cli {

struct TraceParts {
    EventSet events;
    std::vector<Segment> segments;
};

/// Every word there is.
std::vector<std::string_view> trace_words();

/// "heap,moves". `heap` is both: the events of blocks, and what changes in the segment.
Parsed<TraceParts> trace_parts_in(std::string_view text);

}  // namespace freehold::cli
