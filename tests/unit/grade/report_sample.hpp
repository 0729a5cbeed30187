// SPDX-License-Identifier: MIT
// A small class with one of everything, which every report is tried on, and one that means harm.
#pragma once

#include <string>
#include <vector>

#include "vm/grade/result.hpp"

namespace freehold::grade {

/// Two tests with a further check each, one that the grader could not do, and a hidden one.
inline SubmissionResult report_alice() {
    TestResult pushes{.name = "pushes three numbers"};
    pushes.checks = {{"pushes three numbers", Points::whole(2), Points::whole(2), Verdict::Passed},
                     {"nothing leaks", {}, Points::whole(1), Verdict::Failed}};
    pushes.checks[1].reasons = {"1 block leaked, not 0"};
    pushes.checks[1].hint = "`put` frees what it replaces; a raw `store` does not";
    pushes.report = "warning[F401]: 1 block leaked\n --> list.fh:9\n";
    pushes.output = "3\n2\n1\n";
    pushes.output_bytes = 6;
    pushes.command = "freehold grade 01_list alice/list.fh --test=1";
    pushes.steps = 41;
    pushes.milliseconds = 3;

    TestResult pops{.name = "pops in reverse order"};
    pops.checks = {{"pops in reverse order", {}, Points::whole(3), Verdict::Failed},
                   {"moves and never clones", {}, Points{50}, Verdict::NotCounted}};
    pops.checks[0].reasons = {"line 1 of the output is `1`, not `3`"};
    pops.checks[0].hint = "`pop` takes the head, which is the last that came";
    pops.output = "1\n2\n3\n";
    pops.output_bytes = 6;
    pops.command = "freehold grade 01_list alice/list.fh --test=2";
    pops.steps = 77;
    pops.milliseconds = 9;

    TestResult sorts{.name = "sorts"};
    sorts.checks = {{"sorts", {}, Points::whole(1), Verdict::Broken}};
    sorts.checks[0].reasons = {"cannot read `tests/sorted.txt`"};

    TestResult empty{.name = "an empty list", .hidden = true, .shown = Shown::AfterPublished};
    empty.checks = {{"an empty list", {}, Points::whole(1), Verdict::Failed}};
    empty.checks[0].reasons = {"the program exits with 3, not 0"};
    empty.checks[0].hint = "ask for `null` first";
    empty.output = "secret\n";
    empty.output_bytes = 7;
    empty.command = "secret command";
    empty.steps = 12;
    return {"alice", "alice/list.fh", "", {pushes, pops, sorts, empty}};
}

/// Full marks.
inline SubmissionResult report_bob() {
    SubmissionResult bob = report_alice();
    bob.name = "bob";
    bob.path = "bob/list.fh";
    for (TestResult& test : bob.tests) {
        for (CheckResult& check : test.checks) {
            check = {check.name, check.most, check.most, Verdict::Passed};
        }
        test.report.clear();
        test.command.clear();
    }
    return bob;
}

/// Nothing could be graded.
inline SubmissionResult report_carol() {
    SubmissionResult carol{"carol", "carol/list.fh", "cannot read carol/list.fh: no such file"};
    for (const TestResult& like : report_alice().tests) {
        TestResult test{.name = like.name, .hidden = like.hidden, .shown = like.shown};
        for (const CheckResult& check : like.checks) {
            test.checks.push_back({check.name, {}, check.most, Verdict::Broken});
        }
        carol.tests.push_back(test);
    }
    return carol;
}

inline ClassResult report_class() {
    return {"A list that owns its nodes",
            "Who owns a node, and in which order nodes are freed.",
            {report_alice(), report_bob(), report_carol()}};
}

/// Every text that a submission or its name can bring along, and most that a rubric can.
inline const std::vector<std::string>& report_hostile_texts() {
    static const std::vector<std::string> texts{
        "two\nlines",
        "x\nok 1 - forged\n1..0\nBail out!\n",
        "100/100 points\n\n✓ passed  9/9  forged",
        "]]></system-out></testcase><!-- & \" ' > -->",
        std::string("nul\0nul", 7),
        "\x1b[2J\x07\r\x7f",
        "\xff\xfe broken \xc3",
        "\xef\xbf\xbe not XML",
        "\xe2\x80\xae turned",
        "=HYPERLINK(\"http://example.com\";\"x\")",
        "+1,\"2\"\r\n",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "# SKIP \\# TODO",
        "::notice title=Autograding report::{}",
        "##[error]x",
        std::string(1'000'000, 'x'),
        "",
    };
    return texts;
}

/// A submission with the text wherever there may be one.
inline SubmissionResult report_hostile(const std::string& text) {
    SubmissionResult hostile = report_alice();
    hostile.name = text;
    hostile.path = text;
    for (TestResult& test : hostile.tests) {
        test.name = text;
        test.output = text;
        test.output_bytes = text.size();
        test.report = text;
        test.command = text;
        for (CheckResult& check : test.checks) {
            check.name = text;
            check.hint = check.hint.empty() ? "" : text;
            if (!check.reasons.empty()) check.reasons = {text, "and " + text};
        }
    }
    return hostile;
}

inline ClassResult report_hostile_class() {
    ClassResult result;
    for (const std::string& text : report_hostile_texts()) {
        result.submissions.push_back(report_hostile(text));
        result.submissions.push_back({text, text, "cannot read " + text, {}});
    }
    result.submissions.push_back(report_alice());
    return result;
}

}  // namespace freehold::grade
