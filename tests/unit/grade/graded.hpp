// SPDX-License-Identifier: MIT
// Assignments and submissions written into a folder, and what comes of grading them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"
#include "vm/grade/assignment.hpp"
#include "vm/grade/grader.hpp"
#include "vm/grade/rubric_reader.hpp"
#include "vm/grade/trial.hpp"

namespace freehold::grade {

/// A folder in which an assignment `a` and submissions are written.
class GradedFolder {
public:
    std::string path(const std::string& name) const { return m_folder.path(name); }

    /// Writes a file, the folders on the way to it included, and gives its path.
    std::string write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        return m_folder.write(name, text);
    }

    /// Writes a rubric that calls the submission s.fh, followed by these lines.
    void rubric(const std::string& lines) const {
        write("a/rubric.toml", "title = \"A title\"\nsubmission = \"s.fh\"\n" + lines);
    }

    AssignmentReading read(bool public_only = false) const {
        return read_assignment(path("a"), public_only);
    }

    /// Throws where the assignment is not in order.
    Assignment assignment(bool public_only = false) const {
        return read(public_only).assignment.value();
    }

private:
    test::ScratchFolder m_folder;
};

inline std::vector<std::string> graded_library() { return {test::in_checkout("programs/lib")}; }

/// All of it, in processes.
inline ClassResult graded(const Assignment& assignment, const std::vector<std::string>& paths,
                          unsigned jobs = 2) {
    return grade(assignment, paths, {jobs, graded_library()});
}

/// One submission.
inline SubmissionResult graded_alone(const Assignment& assignment, const std::string& path) {
    return graded(assignment, {path}).submissions.front();
}

/// The first test of one submission, in this process.
inline TestResult graded_here(const Assignment& assignment, const std::string& path) {
    const Submission submission{path, assignment.rubric.submission};
    return try_test(assignment, assignment.rubric.tests.front(), submission, graded_library());
}

/// Every text that a result shows anybody.
inline std::vector<std::string> graded_texts(const TestResult& result) {
    std::vector<std::string> texts{result.name, result.report, result.output, result.command};
    for (const CheckResult& check : result.checks) {
        texts.insert(texts.end(), {check.name, check.hint});
        texts.insert(texts.end(), check.reasons.begin(), check.reasons.end());
    }
    return texts;
}

}  // namespace freehold::grade
