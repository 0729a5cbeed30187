// SPDX-License-Identifier: MIT
// What is said of a check that does not hold, line by line, for every report that a person reads.
// Each line is safe for a terminal and valid UTF-8, and what a program printed stands behind a bar,
// so that nothing of it looks like a word of the grader's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "vm/grade/result.hpp"

namespace freehold::grade {

struct Detail {
    enum class Kind : std::uint8_t {
        Reason,   ///< "2 blocks leaked, not 0"
        Hint,     ///< "hint: …"
        Label,    ///< "the program printed:", "… 12 more lines"
        Quote,    ///< "| 42"; "|…" where a long line goes on
        Command,  ///< what to type, uncut
    };
    Kind kind{};
    std::string text;
};

struct DetailStyle {
    std::uint32_t columns = 80;  ///< longer lines are wrapped or folded; at least 20
    bool output = true;          ///< whether to quote what the program printed
    std::size_t output_lines = 20;
    std::size_t report_lines = 80;  ///< 0: no report
};

/// A check's name beside those of all tests: that of its test, or "pushes: nothing leaks".
std::string title_of(const TestResult& test, std::size_t check);

/// Reasons and hint; nothing where it passed. What the grader could not do says so first.
std::vector<Detail> check_details(const CheckResult& check, const DetailStyle& style);

/// The run of a test that did not pass: what the program printed, what Freehold reports, how to see
/// it again. Of a hidden test only the report.
std::vector<Detail> run_details(const TestResult& test, const DetailStyle& style);

/// All that is said where a check stands alone, each line with a newline; the run is told with the
/// first check of the test that did not pass.
std::string details_text(const TestResult& test, std::size_t check, const DetailStyle& style);

}  // namespace freehold::grade
