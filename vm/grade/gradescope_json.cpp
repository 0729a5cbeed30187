// SPDX-License-Identifier: MIT
#include "vm/grade/gradescope_json.hpp"

#include <array>

#include "vm/base/diagnostic_json.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/details.hpp"
#include "vm/grade/points_json.hpp"

namespace freehold::grade {
namespace {

using Json = nlohmann::ordered_json;

std::string_view visibility(Shown shown) {
    constexpr std::array<std::string_view, 4> words{"visible", "after_due_date", "after_published",
                                                    "hidden"};
    return words[static_cast<std::size_t>(shown)];
}

Json gradescope_test(const TestResult& test, std::size_t test_index, std::size_t check_index) {
    const CheckResult& check = test.checks[check_index];
    const std::string number = std::to_string(test_index + 1);
    Json json;
    json["score"] = points_json(check.points);
    json["max_score"] = points_json(check.most);
    json["status"] = check.verdict == Verdict::Passed ? "passed" : "failed";
    json["name"] = printable(title_of(test, check_index));
    json["number"] = check_index == 0 ? number : number + '.' + std::to_string(check_index);
    json["output"] = details_text(test, check_index, {});
    json["output_format"] = "text";
    json["visibility"] = visibility(test.shown);
    json["extra_data"] = {{"verdict", word_of(check.verdict)}};
    return json;
}

Json gradescope_tests(const SubmissionResult& submission) {
    Json tests = Json::array();
    for (std::size_t t = 0; t < submission.tests.size(); ++t) {
        const TestResult& test = submission.tests[t];
        for (std::size_t c = 0; c < test.checks.size(); ++c) {
            tests.push_back(gradescope_test(test, t, c));
        }
    }
    return tests;
}

double seconds_of(const SubmissionResult& submission) {
    std::uint64_t milliseconds = 0;
    for (const TestResult& test : submission.tests) milliseconds += test.milliseconds;
    return static_cast<double>(milliseconds) / 1000;
}

}  // namespace

std::string gradescope_json_text(const SubmissionResult& submission, std::string_view assignment) {
    Json document;
    if (!submission.problem.empty() || submission.tests.empty()) document["score"] = 0;
    document["execution_time"] = seconds_of(submission);
    if (!submission.problem.empty()) {
        document["output"] = "not graded: " + printable(submission.problem);
    }
    document["output_format"] = "text";
    document["test_output_format"] = "text";
    document["test_name_format"] = "text";
    document["stdout_visibility"] = "hidden";
    document["extra_data"] = {{"assignment", assignment}, {"most", points_json(submission.most())}};
    document["tests"] = submission.problem.empty() ? gradescope_tests(submission) : Json::array();
    return json_text(document);
}

}  // namespace freehold::grade
