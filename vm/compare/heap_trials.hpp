// SPDX-License-Identifier: MIT
// One program under every policy of the heap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "freehold/heap.hpp"
#include "vm/observe/run_totals.hpp"

namespace freehold {

struct HeapTrial {
    RunTotals totals;
    std::optional<Diagnostic> fault;  ///< what stopped it
    HeapStats stats;

    HeapPolicy policy() const { return stats.settings.policy; }
    bool ended() const { return !fault; }
    /// The heap was too small for it.
    bool exhausted() const { return fault && totals.code == Code::HeapExhausted; }
};

/// Runs with the same input, in the order of HeapPolicy. `options` without output; what they say of
/// the policy does not matter. `input` may be nullptr.
std::vector<HeapTrial> heap_trials(const Program& program, const Options& options, Input* input);

/// Whether none of them ended by itself: then the program is what is wrong, and not an allocator.
bool all_failed(const std::vector<HeapTrial>& trials);

/// What is to be seen in them, two or three sentences.
std::vector<std::string> lessons_of(const std::vector<HeapTrial>& trials);

}  // namespace freehold
