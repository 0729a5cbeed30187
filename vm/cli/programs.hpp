// SPDX-License-Identifier: MIT
// Where Freehold's own programs are: found from the running binary, so that an installation or a
// build tree may be moved, or else in the sources that it was built from.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace freehold::cli {

/// The folder `programs` that belongs to this binary; nothing when there is none.
std::optional<std::string> programs_folder();

/// Where `include <name>` is looked up, in order: $FREEHOLD_LIBRARY (folders separated by colons),
/// then programs/lib.
std::vector<std::string> library_folders();

/// A sample program: its path below programs/ without .fh, "seed/04_ownership".
struct Sample {
    std::string name;
    std::string path;
    std::string about;  ///< the first sentence of its first comment; may be empty
};

/// All of them but what belongs to assignments, sorted by name.
std::vector<Sample> all_samples();

/// The first sentence of the first comment of a program, which may go on over several lines.
std::string first_comment(const std::string& text);

}  // namespace freehold::cli
