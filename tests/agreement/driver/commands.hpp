// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freehold::agreement {

/// How many programs rustc is given in a row.
inline constexpr std::uint64_t seeds_at_once = 1000;

/// The exit status: 0 when nothing was found, 1 when something was; -1 when there is no such
/// command.
int run_command(const std::vector<std::string>& arguments);

int run_properties(std::uint64_t first, std::uint64_t count, unsigned threads);
int run_damaged(const std::string& folder, std::uint64_t first, std::uint64_t count,
                unsigned threads);
int run_rustc(std::uint64_t first, std::uint64_t count);
int run_record(std::uint64_t first, std::uint64_t count);
int run_compare(const std::string& file);
int run_corpus(std::uint64_t first, std::uint64_t count, const std::string& folder);
int run_show(std::uint64_t seed);
int run_shrink(std::uint64_t seed);

}  // namespace freehold::agreement
