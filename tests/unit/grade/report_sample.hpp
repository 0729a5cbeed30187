// SPDX-License-Identifier: MIT
// A small class with one of everything, which every report is tried on, and one that means harm.
#pragma once

#include <string>
#include <vector>

#include "vm/grade/result.hpp"

namespace freehold::grade {

inline CheckResult report_check(const std::string& name, Points points, Points most,
                                Verdict verdict, const std::string& reason = "",
                                const std::string& hint = "") {
    const std::vector<std::string> reasons(reason.empty() ? 0 : 1, reason);
    return {name, points, most, verdict, reasons, hint};
}

/// A test of which the first check has the name.
inline TestResult report_test(const std::vector<CheckResult>& checks) {
    TestResult test;
    test.name = checks[0].name;
    test.checks = checks;
    return test;
}

/// What a run printed, how it can be seen again, how long it took.
inline void report_run(TestResult& test, const std::string& output, const std::string& command,
                       std::uint64_t steps, std::uint32_t milliseconds) {
    test.output = output;
    test.output_bytes = output.size();
    test.command = command;
    test.steps = steps;
    test.milliseconds = milliseconds;
}

/// Two tests with a further check each, one that the grader could not do, and a hidden one.
inline SubmissionResult report_alice() {
    const Points none;
    TestResult pushes = report_test(
        {report_check("pushes three numbers", Points::whole(2), Points::whole(2), Verdict::Passed),
         report_check("nothing leaks", none, Points::whole(1), Verdict::Failed,
                      "1 block leaked, not 0",
                      "`put` frees what it replaces; a raw `store` does not")});
    pushes.report = "warning[F401]: 1 block leaked\n --> list.fh:9\n";
    report_run(pushes, "3\n2\n1\n", "freehold grade 01_list alice/list.fh --test=1", 41, 3);

    TestResult pops = report_test(
        {report_check("pops in reverse order", none, Points::whole(3), Verdict::Failed,
                      "line 1 of the output is `1`, not `3`",
                      "`pop` takes the head, which is the last that came"),
         report_check("moves and never clones", none, Points{50}, Verdict::NotCounted)});
    report_run(pops, "1\n2\n3\n", "freehold grade 01_list alice/list.fh --test=2", 77, 9);

    const TestResult sorts = report_test({report_check(
        "sorts", none, Points::whole(1), Verdict::Broken, "cannot read `tests/sorted.txt`")});

    TestResult empty =
        report_test({report_check("an empty list", none, Points::whole(1), Verdict::Failed,
                                  "the program exits with 3, not 0", "ask for `null` first")});
    empty.hidden = true;
    empty.shown = Shown::AfterPublished;
    report_run(empty, "secret\n", "secret command", 12, 0);
    return {"alice", "alice/list.fh", "", {pushes, pops, sorts, empty}};
}

/// Full marks.
inline SubmissionResult report_bob() {
    SubmissionResult bob = report_alice();
    bob.name = "bob";
    bob.path = "bob/list.fh";
    for (TestResult& test : bob.tests) {
        for (CheckResult& check : test.checks) {
            check = report_check(check.name, check.most, check.most, Verdict::Passed);
        }
        test.report.clear();
        test.command.clear();
    }
    return bob;
}

/// Nothing could be graded.
inline SubmissionResult report_carol() {
    SubmissionResult carol = report_alice();
    carol.name = "carol";
    carol.path = "carol/list.fh";
    carol.problem = "cannot read carol/list.fh: no such file";
    for (TestResult& test : carol.tests) {
        for (CheckResult& check : test.checks) {
            check = report_check(check.name, Points{}, check.most, Verdict::Broken);
        }
        test.report.clear();
        report_run(test, "", "", 0, 0);
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

/// A submission with the text wherever there may be one; the beginning of a long one, but for what
/// a program printed.
inline SubmissionResult report_hostile(const std::string& text) {
    const std::string words = text.substr(0, 5'000);
    SubmissionResult hostile = report_alice();
    hostile.name = words;
    hostile.path = words;
    for (TestResult& test : hostile.tests) {
        test.name = words;
        report_run(test, text, words, 1, 1);
        test.report = words;
        for (CheckResult& check : test.checks) {
            check.name = words;
            check.hint = check.hint.empty() ? "" : words;
            if (!check.reasons.empty()) check.reasons = {words, "and " + words};
        }
    }
    return hostile;
}

inline ClassResult report_hostile_class() {
    ClassResult result;
    for (const std::string& text : report_hostile_texts()) {
        result.submissions.push_back(report_hostile(text));
        SubmissionResult unread = report_hostile(text);
        unread.problem = "cannot read " + unread.path;
        unread.tests.clear();
        result.submissions.push_back(unread);
    }
    result.submissions.push_back(report_alice());
    return result;
}

}  // namespace freehold::grade
