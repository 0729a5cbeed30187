// SPDX-License-Identifier: MIT
#include "vm/grade/report_json.hpp"

#include <array>
#include <string_view>

#include "vm/base/diagnostic_json.hpp"
#include "vm/grade/points_json.hpp"

namespace freehold::grade {
namespace {

using Json = nlohmann::ordered_json;

std::string_view verdict_word(Verdict verdict) {
    return verdict == Verdict::NotCounted ? "not_counted" : word_of(verdict);
}

std::string_view shown_word(Shown shown) {
    constexpr std::array<std::string_view, 4> words{"always", "after_due_date", "after_published",
                                                    "never"};
    return words[static_cast<std::size_t>(shown)];
}

Json check_json(const CheckResult& check) {
    Json json;
    json["name"] = check.name;
    json["verdict"] = verdict_word(check.verdict);
    json["points"] = points_json(check.points);
    json["most"] = points_json(check.most);
    json["reasons"] = check.reasons;
    if (!check.hint.empty()) json["hint"] = check.hint;
    return json;
}

void add_output(Json& json, const TestResult& test) {
    json["output"] = test.output;
    json["output_bytes"] = test.output_bytes;
    if (!test.command.empty()) json["command"] = test.command;
}

Json test_json(const TestResult& test) {
    Json json;
    json["name"] = test.name;
    json["hidden"] = test.hidden;
    json["shown"] = shown_word(test.shown);
    json["passed"] = test.passed();
    json["points"] = points_json(test.points());
    json["most"] = points_json(test.most());
    json["checks"] = Json::array();
    for (const CheckResult& check : test.checks) json["checks"].push_back(check_json(check));
    if (!test.report.empty()) json["report"] = test.report;
    if (!test.hidden) add_output(json, test);
    json["steps"] = test.steps;
    json["milliseconds"] = test.milliseconds;
    return json;
}

Json submission_json(const SubmissionResult& submission) {
    Json json;
    json["name"] = submission.name;
    json["path"] = submission.path;
    if (!submission.problem.empty()) json["problem"] = submission.problem;
    json["points"] = points_json(submission.points());
    json["most"] = points_json(submission.most());
    json["tests"] = Json::array();
    for (const TestResult& test : submission.tests) json["tests"].push_back(test_json(test));
    return json;
}

}  // namespace

std::string grades_json_text(const ClassResult& result) {
    Json document;
    document["schema"] = "freehold/grades";
    document["version"] = 1;
    document["assignment"] = result.assignment;
    document["goal"] = result.goal;
    document["submissions"] = Json::array();
    for (const SubmissionResult& submission : result.submissions) {
        document["submissions"].push_back(submission_json(submission));
    }
    return json_text(document);
}

}  // namespace freehold::grade
