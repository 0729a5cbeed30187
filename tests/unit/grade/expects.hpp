// SPDX-License-Identifier: MIT
// Small programs, and what a rubric that expects something says about them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/grade/graded.hpp"
#include "vm/base/text.hpp"

namespace freehold::grade {

/// A program whose main has these lines and returns.
inline std::string expects_main(const std::string& lines) {
    return "fn main() {\n" + lines + "\nret\n}\n";
}

inline const std::string expects_counts = expects_main("print \"1\\n2\\n\"");
inline const std::string expects_divides =
    "fn half(n: int) -> int {\n"
    "    div n, 1, n            ;@ here\n"
    "    ret n\n"
    "}\n"
    "fn main() {                ;@ there\n"
    "    local n: int\n"
    "    const n, 0\n"
    "    call n, half(n)\n"
    "    ret\n"
    "}\n";
inline const std::string expects_moved_twice =
    "fn twice() {\n"
    "    local a, b: own int\n"
    "    new a, int(1)\n"
    "    move b, a\n"
    "    move b, a              ;@ second\n"
    "    ret\n"
    "}\n" +
    expects_main("call twice()");
inline const std::string expects_node = "struct Node { value: int, next: own? Node }\n";
/// Makes three blocks; the second owns the first, the third is a clone; b is handed on.
inline const std::string expects_blocks = expects_node + expects_main(
                                                             "local a, b, c: own? Node\n"
                                                             "new a, Node(1, null)\n"
                                                             "new b, Node(2, move a)\n"
                                                             "clone c, b\n"
                                                             "move a, b\n"
                                                             "drop c");

/// What the rubric's lines object to in a program that is handed in by itself.
inline std::vector<std::string> expects_reasons(const std::string& program,
                                                const std::string& lines) {
    const GradedFolder folder;
    folder.rubric("[[test]]\nname = \"it\"\npoints = 1\n" + lines + "\n");
    const AssignmentReading reading = folder.read();
    if (!reading.assignment) return {"the rubric: " + reading.problems.at(0).headline};
    const TestResult result = graded_here(*reading.assignment, folder.write("s.fh", program));
    const CheckResult& check = result.checks.front();
    EXPECT_EQ(check.reasons.empty(), check.verdict == Verdict::Passed);
    EXPECT_EQ(check.points, check.reasons.empty() ? Points::whole(1) : Points{});
    return check.reasons;
}

struct Expected {
    std::string lines;
    std::string reason;  ///< empty: it holds
};

inline void expects_of(const std::string& program, const std::vector<Expected>& table) {
    for (const Expected& row : table) {
        const auto reasons = expects_reasons(program, row.lines);
        EXPECT_EQ(list_of(reasons, "and"), row.reason) << row.lines;
    }
}

}  // namespace freehold::grade
