// SPDX-License-Identifier: MIT
// Words of the command line, and what to say about wrong ones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freehold::bench {

/// The parts between commas, empty ones too; at least one.
std::vector<std::string> parts_of(const std::string& text);

/// 0 for what is no positive number.
std::int64_t number_in(const std::string& text);

/// What to say when no `what` has that name: the nearest, and all that are known.
std::string no_such(const std::string& what, const std::string& name,
                    const std::vector<std::string>& known);

}  // namespace freehold::bench
