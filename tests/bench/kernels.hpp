// SPDX-License-Identifier: MIT
// The programs that are measured, and the commands that run them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freehold::bench {

using Command = std::vector<std::string>;  ///< the program's path, then its arguments

/// A program of programs/kernels, and its N.
struct Kernel {
    std::string name;
    std::int64_t n = 0;
};

/// Each kernel, so large that starting a process does not count beside the twins.
const std::vector<Kernel>& kernels_for_twins();

/// Each kernel in a size for everyone: nobody takes much longer than five seconds, Freehold takes
/// at least a tenth of one, and memcheck takes longer than its start, which is half a second.
const std::vector<Kernel>& kernels_for_all();

std::string kernel_path(const Kernel& kernel);

/// The ways in which Freehold runs a kernel: a name and the options for it.
struct Way {
    std::string name;
    std::vector<std::string> options;
};
inline const Way fast{"fast", {}};                            // looks at memory
inline const Way checked{"checked", {"--engine=checked"}};    // and at each slot
inline const Way not_verified{"no-verify", {"--no-verify"}};  // and at each borrow

Command freehold_command(const Kernel& kernel, const Way& way);

/// A twin in C, of a folder in which all of them were compiled alike.
Command twin_command(const Kernel& kernel, const std::string& folder = FREEHOLD_TWINS_DIR);

}  // namespace freehold::bench
