// SPDX-License-Identifier: MIT
// What came of grading: plain data, from which every kind of report is made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vm/grade/points.hpp"

namespace freehold::grade {

enum class Verdict : std::uint8_t {
    Passed,
    Failed,
    NotCounted,  ///< a further check of a test whose own expectations do not hold
    Broken,      ///< the grader could not do it: no mistake of the student's
};
std::string_view word_of(Verdict verdict);  ///< "passed", "failed", "not counted", "broken"

/// When a student may see a test (Gradescope's four).
enum class Shown : std::uint8_t { Always, AfterDueDate, AfterPublished, Never };

/// One question with points: a test's own expectations, or a further check on the same run.
struct CheckResult {
    std::string name;
    Points points{};  ///< given
    Points most{};
    Verdict verdict = Verdict::Failed;
    /// What was found, a line for each expectation that does not hold: "2 blocks leaked, not 0".
    /// Nothing in it tells the expected output of a hidden test. Empty when passed.
    std::vector<std::string> reasons;
    std::string hint;  ///< the rubric's; empty when passed, or where there is none
};

struct TestResult {
    std::string name;
    bool hidden = false;
    Shown shown = Shown::Always;
    std::vector<CheckResult> checks;  ///< the first is the test itself and has its name
    /// What Freehold reports about the run where something failed: the fault, what the verifier
    /// found, the leaks. Several lines, without colour, 80 columns; may be empty. It may quote the
    /// submission, and so anything at all: whoever shows it keeps it apart from his own words.
    std::string report;
    std::string output;              ///< what the program printed, any bytes; perhaps cut
    std::uint64_t output_bytes = 0;  ///< all of it
    std::string command;             ///< how to see it again; empty for hidden tests
    std::uint64_t steps = 0;
    std::uint32_t milliseconds = 0;  ///< of the clock, so not the same each time

    Points points() const;
    Points most() const;
    bool passed() const;  ///< every check
};

struct SubmissionResult {
    std::string name;     ///< as the class's table calls it: unique in it
    std::string path;     ///< as given to the grader
    std::string problem;  ///< why nothing could be graded: "cannot read …"; then all points are 0
    std::vector<TestResult> tests;  ///< in the rubric's order; with a problem, too

    Points points() const;
    Points most() const;
};

struct ClassResult {
    std::string assignment;                     ///< the rubric's title
    std::string goal;                           ///< what is to be learnt
    std::vector<SubmissionResult> submissions;  ///< in the order given
};

}  // namespace freehold::grade
