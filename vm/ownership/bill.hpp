// SPDX-License-Identifier: MIT
// What a program costs in memory before it runs: segments, frames, and the deepest the stack gets.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "freehold/program.hpp"

namespace freehold::ownership {

/// What the calls of a function need.
struct FunctionBill {
    std::uint32_t frame = 0;  ///< bytes of its own frame
    /// Bytes of stack from its fp downwards, with all it calls; nothing when there is no bound, or
    /// `main` cannot call it.
    std::optional<std::uint64_t> depth;
    FunctionId deepest = FunctionId::None;  ///< the callee that takes it deepest; None: itself
};

struct Bill {
    enum class Bound : std::uint8_t {
        Known,
        Recursion,  ///< the functions in `cycle` call each other in a circle
        CodeCall,   ///< `caller` calls through a `code` value, at `at`
    };

    std::uint64_t code = 0;  ///< bytes
    std::uint64_t read_only_data = 0;
    std::uint64_t mutable_data = 0;
    std::uint64_t bss = 0;
    std::vector<FunctionBill> functions;  ///< by FunctionId

    Bound bound = Bound::Known;  ///< of the stack that `main` needs
    std::optional<std::uint64_t> stack;
    std::vector<FunctionId> path;   ///< from `main` to where the stack is deepest
    std::vector<FunctionId> cycle;  ///< each calls the next, the last one the first
    FunctionId caller = FunctionId::None;
    std::uint32_t at = 0;
};

Bill bill_of(const Program& program);

}  // namespace freehold::ownership
