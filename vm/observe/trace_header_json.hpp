// SPDX-License-Identifier: MIT
// The first line of a trace: what the numbers of all others mean.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold {

/// Of the format in docs/trace-format.md: a reader takes no other.
inline constexpr int trace_version = 1;
inline constexpr const char* trace_schema = "freehold/trace";

/// What a machine does not know of itself.
struct TraceFacts {
    std::string program;  ///< as the user named it
    std::vector<std::pair<std::string, std::int64_t>> defines = {};
    std::optional<std::string> input = {};  ///< the file, where one was named
    bool verified = false;                  ///< ownership is proven
};

/// The line, with its newline.
std::string trace_header(const Machine& machine, const TraceFacts& facts);

}  // namespace freehold
