// SPDX-License-Identifier: MIT
// An assignment's folder: its rubric and the files that the rubric names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "vm/grade/rubric.hpp"

namespace freehold::grade {

inline constexpr std::string_view rubric_file = "rubric.toml";

struct Assignment {
    std::string folder;
    Source rubric_text{"", ""};
    Rubric rubric;
    /// The texts of harnesses, inputs and expected outputs, by the path that the rubric gives.
    std::map<std::string, std::string> files;
};

struct AssignmentReading {
    std::optional<Assignment> assignment;  ///< exactly when nothing is wrong
    std::vector<Diagnostic> problems;
    Sources sources;
};

/// Reads the rubric of a folder and what its tests name, or without hidden tests what the others
/// name. Expected outputs are put into the tests. What cannot be read is a problem.
AssignmentReading read_assignment(const std::string& folder, bool public_only);

/// The files that a test names: harness, input, expected output.
std::vector<std::string> files_of(const Test& test);

}  // namespace freehold::grade
