// SPDX-License-Identifier: MIT
// What to type next.
#pragma once

#include <string>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold::reports {

/// Whole commands, the most useful first.
std::vector<std::string> commands(const Machine& machine, const Fault& fault);
std::vector<std::string> leftover_commands(const Machine& machine, Code code);

/// The stack or heap to ask for when `bytes` were needed: a power of two, at least twice the limit.
std::uint64_t next_size(std::uint64_t limit, std::uint64_t bytes);

}  // namespace freehold::reports
