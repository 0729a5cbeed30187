// SPDX-License-Identifier: MIT
#include "vm/grade/trial.hpp"

#include <algorithm>

#include "vm/grade/feedback.hpp"
#include "vm/grade/judge.hpp"
#include "vm/grade/test_run.hpp"

namespace freehold::grade {

namespace {

TestResult named_after(const Test& test) {
    TestResult result;
    result.name = test.name;
    result.hidden = test.hidden;
    result.shown = test.shown;
    return result;
}

CheckResult judged(const Check& check, const Outcome& outcome, const Test& test) {
    CheckResult result{check.name, {}, check.points, Verdict::Passed, {}, ""};
    result.reasons = misses(check.expects, outcome, test.limits, test.hidden);
    if (result.reasons.empty()) {
        result.points = check.points;
    } else {
        result.verdict = Verdict::Failed;
        result.hint = check.hint;
    }
    return result;
}

CheckResult not_counted(const Check& check) {
    return {check.name, {}, check.points, Verdict::NotCounted, {}, ""};
}

}  // namespace

TestResult try_test(const Assignment& assignment, const Test& test, const Submission& submission,
                    const std::vector<std::string>& library) {
    TestRun run{ProgramFiles{assignment, submission, library}, test};
    const Outcome& outcome = run.outcome();
    TestResult result = named_after(test);
    for (const Check& check : test.checks) {
        const bool counts =
            result.checks.empty() || result.checks.front().verdict == Verdict::Passed;
        result.checks.push_back(counts ? judged(check, outcome, test) : not_counted(check));
    }
    result.steps = outcome.facts.totals.step;
    if (!result.passed()) result.report = report_of(outcome, test);
    if (!test.hidden) {
        result.output = outcome.facts.output;
        result.output_bytes = outcome.facts.output_bytes;
        result.command = command_for(assignment, test, submission);
    }
    return result;
}

TestResult failed_test(const Test& test, Verdict verdict, const std::string& reason) {
    TestResult result = named_after(test);
    for (const Check& check : test.checks) result.checks.push_back(not_counted(check));
    CheckResult& first = result.checks.front();
    first.verdict = verdict;
    first.reasons.push_back(reason);
    if (verdict == Verdict::Failed) first.hint = test.checks.front().hint;
    return result;
}

}  // namespace freehold::grade
