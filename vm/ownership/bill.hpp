// SPDX-License-Identifier: MIT
// What a program takes of memory before it asks for any: its segments, its frames, and how deep its
// stack can get.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "freehold/program.hpp"

namespace freehold::ownership {

struct MemoryBill {
    std::uint32_t code = 0;  ///< bytes
    std::uint32_t data = 0;
    std::uint32_t bss = 0;
    FunctionId largest = FunctionId::None;  ///< the function with the largest frame

    /// The most bytes of stack that a run can use. Nothing where that depends on the run: then one
    /// of the two that follow says why.
    std::optional<std::uint64_t> stack;
    /// Functions that call each other in a circle; the last calls the first.
    std::vector<FunctionId> recursion;
    /// A call through a code value, as an index into Program::code.
    std::optional<std::uint32_t> unknown_call;
};

/// Follows every call that a function reached from `main` contains, whether or not a run gets
/// there.
MemoryBill bill_of(const Program& program);

}  // namespace freehold::ownership
