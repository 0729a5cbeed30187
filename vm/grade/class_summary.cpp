// SPDX-License-Identifier: MIT
#include "vm/grade/class_summary.hpp"

#include <algorithm>

namespace freehold::grade {
namespace {

Points mean_of(const std::vector<Points>& points) {
    if (points.empty()) return {};
    Points sum;
    for (const Points each : points) sum += each;
    const auto count = static_cast<std::int64_t>(points.size());
    return {(2 * sum.hundredths + count) / (2 * count)};
}

Points median_of(std::vector<Points> points) {
    if (points.empty()) return {};
    std::sort(points.begin(), points.end());
    const std::size_t half = points.size() / 2;
    if (points.size() % 2 == 1) return points[half];
    return mean_of({points[half - 1], points[half]});
}

bool has_full_marks(const SubmissionResult& submission) {
    return submission.problem.empty() && submission.points() >= submission.most();
}

}  // namespace

const std::vector<TestResult>& tests_of(const ClassResult& result) {
    static const std::vector<TestResult> none;
    const auto most = std::max_element(result.submissions.begin(), result.submissions.end(),
                                       [](const SubmissionResult& a, const SubmissionResult& b) {
                                           return a.tests.size() < b.tests.size();
                                       });
    return most == result.submissions.end() ? none : most->tests;
}

ClassSummary summary_of(const ClassResult& result) {
    ClassSummary summary;
    summary.count = result.submissions.size();
    summary.passed.resize(tests_of(result).size());
    std::vector<Points> points;
    for (const SubmissionResult& submission : result.submissions) {
        points.push_back(submission.points());
        summary.most = std::max(summary.most, submission.most());
        if (has_full_marks(submission)) ++summary.full_marks;
        if (!submission.problem.empty()) ++summary.problems;
        for (std::size_t t = 0; t < submission.tests.size(); ++t) {
            const bool counts = submission.problem.empty() && submission.tests[t].passed();
            if (counts) ++summary.passed[t];
        }
    }
    summary.mean = mean_of(points);
    summary.median = median_of(points);
    return summary;
}

}  // namespace freehold::grade
