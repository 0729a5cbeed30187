// SPDX-License-Identifier: MIT
// From a test and a submission to one program.
#pragma once

#include <string>
#include <vector>

#include "freehold/assemble.hpp"
#include "vm/grade/assignment.hpp"
#include "vm/grade/submission.hpp"

namespace freehold::grade {

/// Names of files of the assignment begin so, and those of the submission do not.
inline constexpr std::string_view assignment_prefix = "assignment/";
inline bool is_of_assignment(const Source& source) {
    return source.name().starts_with(assignment_prefix);
}

/// The files a whole program comes from, each reachable only for whom it is meant: a harness
/// includes the submission, by its name, and files of the assignment; the submission includes files
/// of its own; everyone the library.
class ProgramFiles {
public:
    ProgramFiles(const Assignment& assignment, const Submission& submission,
                 std::vector<std::string> library)
        : m_assignment(assignment), m_submission(submission), m_library(std::move(library)) {}

    /// Throws FileError where the submission itself cannot be read.
    Assembly assemble(const Test& test) const;

private:
    Source first_file(const Test& test) const;
    Source read(const std::string& path, const std::string& from) const;
    Source read_for_harness(const std::string& path) const;
    bool is_in_library(const std::string& path) const;

    const Assignment& m_assignment;
    const Submission& m_submission;
    std::vector<std::string> m_library;
};

}  // namespace freehold::grade
