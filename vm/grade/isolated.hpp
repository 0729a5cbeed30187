// SPDX-License-Identifier: MIT
// Work done in processes of their own, so that whatever happens there happens there alone.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace freehold::grade {

struct ProcessLimits {
    std::uint32_t milliseconds = 0;   ///< of the clock; then the process is killed
    std::uint64_t address_space = 0;  ///< bytes; 0: no limit
};

/// How a piece of work ended.
struct Ended {
    enum class How : std::uint8_t {
        Done,         ///< `bytes` is what it gave
        TooLong,      ///< killed by the clock
        NoMemory,     ///< it asked for more than it may have
        Crashed,      ///< by signal `number`, or it threw
        CannotStart,  ///< the system gave no process: errno is `number`
    };
    How how = How::Done;
    int number = 0;
    std::string bytes;
    std::uint32_t milliseconds = 0;
};

/// Pieces of work, numbered from 0.
struct Work {
    std::size_t count = 0;
    std::function<ProcessLimits(std::size_t)> limits;
    std::function<std::string(std::size_t)> perform;  ///< called in the process
};

/// Performs all of it, each piece in a process of its own, at most `jobs` (at least 1) at once. The
/// ends are in the order of the numbers. The processes can write no files, leave no cores, and end
/// with this one.
std::vector<Ended> perform_isolated(const Work& work, unsigned jobs);

}  // namespace freehold::grade
