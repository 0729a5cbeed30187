// SPDX-License-Identifier: MIT
// Searches for the instructions that a message is about. Each walks over the function once at most.
#pragma once

#include <optional>
#include <vector>

#include "vm/ownership/analysis.hpp"

namespace freehold::ownership {

/// An instruction as an index into Program::code.
struct Trace {
    std::uint32_t at = none;
    bool wraps =
        false;  ///< a loop leads there: it lies at or before (after) where the search began
};

/// The instruction from which a leaf comes moved, the nearest before `at`.
std::optional<Trace> find_move(const Analysis& analysis, std::uint32_t at, std::uint32_t leaf);
/// All of them from which a way leads to `at`.
std::vector<std::uint32_t> find_moves(const Analysis& analysis, std::uint32_t at,
                                      std::uint32_t leaf);
/// The one that last gave a leaf its value before `at`.
std::optional<Trace> find_gift(const Analysis& analysis, std::uint32_t at, std::uint32_t leaf);
/// The one before `at` that may leave null, where a test or what was given had shown that there is
/// none.
std::optional<Trace> find_lost_value(const Analysis& analysis, std::uint32_t at,
                                     std::uint32_t leaf);
/// The next one at or after `at` that looks at a borrow.
std::optional<Trace> find_later_use(const Analysis& analysis, std::uint32_t at, std::uint32_t leaf);
/// Whether one of the leaves is looked at behind `at`, before they all get another value.
bool is_used_after(const Analysis& analysis, std::uint32_t at, Leaves leaves);
/// The call or `new` that takes what stands in the outgoing area at `at`.
std::optional<Trace> find_taker(const Analysis& analysis, std::uint32_t at);

}  // namespace freehold::ownership
