// SPDX-License-Identifier: MIT
// A finished run in numbers.
#pragma once

#include <cstdint>
#include <string>

#include "freehold/machine.hpp"

namespace freehold {

struct RunTotals {
    enum class End : std::uint8_t { Exit, Fault, Interrupted, OutputFailed };
    End end = End::Exit;
    int status = 0;           ///< Exit: the program's
    Code code{};              ///< Fault
    std::uint32_t index = 0;  ///< the instruction it ended at, in Program::code
    Step step = 0;
    std::uint64_t allocated = 0;  ///< blocks
    std::uint64_t freed = 0;
    std::uint64_t leaked = 0;     ///< Exit: blocks without an owner
    std::uint64_t owned = 0;      ///< Exit: blocks that an owner still reaches
    std::uint64_t abandoned = 0;  ///< any other end: blocks alive
    std::uint32_t peak_heap = 0;  ///< bytes
    std::uint32_t peak_stack = 0;
};

/// The numbers of a machine that has stopped. `interrupted` wins over what `stop` says: a machine
/// that is asked to pause while it waits for input sees that input end.
RunTotals totals_of(const Machine& machine, const Stop& stop, bool interrupted);

/// "1 block allocated, 1 freed, 0 leaked".
std::string blocks_text(const RunTotals& totals);

}  // namespace freehold
