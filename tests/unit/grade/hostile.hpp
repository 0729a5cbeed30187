// SPDX-License-Identifier: MIT
// An assignment with secrets all around it, and whoever wants to know them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/grade/graded.hpp"

namespace freehold::grade {

/// Of every file that no submission may read.
inline const std::string hostile_secret = "pomegranate";

inline const std::string hostile_good =
    "fn answer() -> int {\n    ret 42\n}\nfn main() {\n    ret\n}\n";

/// An assignment with one public and one hidden test, and secrets all around it.
class HostileFolder : public GradedFolder {
public:
    HostileFolder() {
        const std::string secret = "const pomegranate = 1\nfn pomegranate_f() {\nret\n}\n";
        rubric(
            "# pomegranate\n"
            "[[test]]\nname = 'says 42'\npoints = 1\nprogram = 'tests/public.fh'\n"
            "output = \"42\\n\"\n"
            "[[test]]\nname = 'runs'\npoints = 1\nhidden = true\nprogram = 'tests/hidden.fh'\n"
            "output = \"pomegranate 42\\n\"\n"
            "limits = { steps = 1_000_000, time = '1s' }\n");
        write("a/tests/public.fh",
              "include \"s.fh\"\nfn main() {\nlocal n: int\n"
              "call n, answer()\nprint \"{}\\n\", n\nret\n}\n");
        write("a/tests/hidden.fh",
              "include \"s.fh\"\nfn main() {\nlocal pomegranate: int\n"
              "call pomegranate, answer()\n"
              "print \"pomegranate {}\\n\", pomegranate\nret\n}\n");
        write("a/reference.fh", secret + hostile_good);
        write("secret.fh", secret);
        write("sub/secret.fh", secret);
    }

    SubmissionResult hand_in(const std::string& text) const {
        return hand_in_file(write("sub/mallory.fh", text));
    }
    SubmissionResult hand_in_file(const std::string& file) const {
        return graded_alone(assignment(), file);
    }
};

/// Nothing of the secrets is in any text of the result.
inline void hostile_expect_no_secret(const SubmissionResult& result) {
    EXPECT_THAT(result.problem, testing::Not(testing::HasSubstr(hostile_secret)));
    EXPECT_THAT(result.problem, testing::Not(testing::HasSubstr("root:")));
    for (const TestResult& test : result.tests) {
        for (const std::string& text : graded_texts(test)) {
            EXPECT_THAT(text, testing::Not(testing::HasSubstr("pomegranate_f")));
            EXPECT_THAT(text, testing::Not(testing::HasSubstr("const pomegranate")));
            EXPECT_THAT(text, testing::Not(testing::HasSubstr("root:")));
            if (test.hidden) {
                EXPECT_THAT(text, testing::Not(testing::HasSubstr(hostile_secret)));
            }
        }
    }
}

inline std::string hostile_reasons(const SubmissionResult& result) {
    std::string all = result.problem;
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            for (const std::string& reason : check.reasons) all += reason + "\n";
        }
    }
    return all;
}

/// Not one test is broken, whatever was handed in: it is the submission's fault, and is told.
inline void hostile_expect_failed(const SubmissionResult& result) {
    EXPECT_EQ(result.points().text(), "0") << hostile_reasons(result);
    for (const TestResult& test : result.tests) {
        for (const CheckResult& check : test.checks) {
            EXPECT_NE(check.verdict, Verdict::Broken) << hostile_reasons(result);
        }
    }
    hostile_expect_no_secret(result);
}

inline std::string hostile_repeated(const std::string& text, std::size_t count) {
    std::string all;
    while (count-- > 0) all += text;
    return all;
}

/// A submission of which `answer` has these lines.
inline std::string hostile_answer(const std::string& lines, const std::string& before = "") {
    return before + "fn answer() -> int {\n" + lines + "\nret 42\n}\n";
}

}  // namespace freehold::grade
