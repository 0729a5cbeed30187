// SPDX-License-Identifier: MIT
#include "vm/grade/classroom_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/diagnostic_json.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/details.hpp"
#include "vm/grade/points_json.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::grade {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_document_bytes = 90'000;
constexpr std::uint32_t name_columns = 200;

/// How much is said of what did not hold.
enum class Telling : std::uint8_t { All, Reasons, Nothing };

/// What GitHub's runner would take for a command, `::word` at the beginning of a line or `##[word]`
/// anywhere, gets a backslash in it.
std::string without_commands(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if ((c == ':' && safe.ends_with(':')) || (c == '[' && safe.ends_with("##"))) safe += '\\';
        safe += c;
    }
    return safe;
}

std::string_view status_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "pass";
        case Verdict::Failed:
        case Verdict::NotCounted: return "fail";
        case Verdict::Broken: break;
    }
    return "error";
}

Json classroom_test(const std::string& name, std::string_view status, Points points) {
    Json json;
    json["name"] = without_commands(cut_to(name, name_columns));
    json["status"] = status;
    json["message"] = nullptr;
    json["test_code"] = "";
    json["filename"] = "";
    json["line_no"] = 0;
    json["execution_time"] = "0s";
    json["score"] = points_json(points);
    return json;
}

Json classroom_check(const TestResult& test, std::size_t index, Telling telling) {
    const CheckResult& check = test.checks[index];
    Json json = classroom_test(title_of(test, index), status_word(check.verdict), check.points);
    if (index == 0) json["execution_time"] = fmt::format("{}s", test.milliseconds / 1000.0);
    if (check.verdict == Verdict::Passed || telling == Telling::Nothing) return json;
    const std::size_t lines = telling == Telling::All ? 20 : 0;
    const DetailStyle style{.output = lines != 0, .output_lines = lines, .report_lines = 2 * lines};
    const std::string details = without_commands(details_text(test, index, style));
    json[check.verdict == Verdict::Broken ? "message" : "test_code"] = details;
    return json;
}

std::string_view status_of(const SubmissionResult& submission) {
    std::string_view status = "pass";
    for (const TestResult& test : submission.tests) {
        for (const CheckResult& check : test.checks) {
            if (check.verdict == Verdict::Broken) return "error";
            if (check.verdict != Verdict::Passed) status = "fail";
        }
    }
    return status;
}

Json classroom_document(const SubmissionResult& submission, Telling telling) {
    Json document;
    document["version"] = 1;
    document["status"] = submission.problem.empty() ? status_of(submission) : "error";
    document["max_score"] = points_json(submission.most());
    document["tests"] = Json::array();
    if (!submission.problem.empty()) {
        Json test = classroom_test(submission.path, "error", Points{});
        test["message"] = without_commands(cut_to(submission.problem, 4 * name_columns));
        document["tests"].push_back(std::move(test));
        return document;
    }
    for (const TestResult& test : submission.tests) {
        for (std::size_t c = 0; c < test.checks.size(); ++c) {
            document["tests"].push_back(classroom_check(test, c, telling));
        }
    }
    return document;
}

}  // namespace

std::string classroom_json_text(const SubmissionResult& submission) {
    std::string text;
    for (const Telling telling : {Telling::All, Telling::Reasons, Telling::Nothing}) {
        text = json_text(classroom_document(submission, telling));
        if (text.size() <= most_document_bytes) break;
    }
    return text;
}

}  // namespace freehold::grade
