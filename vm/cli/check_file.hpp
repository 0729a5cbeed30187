// SPDX-License-Identifier: MIT
// One file that `check` was given, and what was found in it.
#pragma once

#include <string>

#include "vm/cli/load.hpp"

namespace freehold::cli {

struct CheckedFile {
    Loaded loaded;            ///< with what the verifier found
    bool unreadable = false;  ///< the file itself: nothing is known about its content
    bool proven = false;

    /// The `main` that a library was given; None for a program.
    FunctionId added() const;
};

/// Loads and verifies. A file that cannot be read must not keep the others from being checked: it
/// becomes a diagnostic.
CheckedFile check_file(const std::string& path, const Arguments& arguments);

}  // namespace freehold::cli
