// SPDX-License-Identifier: MIT
#include "vm/grade/test_result_json.hpp"

#include <nlohmann/json.hpp>

namespace freehold::grade {

namespace {

using nlohmann::json;

json json_of(const CheckResult& check) {
    return {check.name,    check.points.hundredths, check.most.hundredths,
            check.verdict, check.reasons,           check.hint};
}

CheckResult check_of(const json& value) {
    CheckResult check;
    check.name = value.at(0);
    check.points = {value.at(1)};
    check.most = {value.at(2)};
    check.verdict = value.at(3);
    check.reasons = value.at(4).get<std::vector<std::string>>();
    check.hint = value.at(5);
    return check;
}

}  // namespace

// MessagePack, whose texts may be any bytes.
std::string packed(const TestResult& result) {
    json checks = json::array();
    for (const CheckResult& check : result.checks) checks.push_back(json_of(check));
    const json whole{result.name,   result.hidden,      result.shown,        checks,
                     result.report, result.output,      result.output_bytes, result.command,
                     result.steps,  result.milliseconds};
    std::string bytes;
    json::to_msgpack(whole, bytes);
    return bytes;
}

std::optional<TestResult> unpacked(const std::string& bytes) try {
    const json whole = json::from_msgpack(bytes);
    TestResult result;
    result.name = whole.at(0);
    result.hidden = whole.at(1);
    result.shown = whole.at(2);
    for (const json& check : whole.at(3)) result.checks.push_back(check_of(check));
    result.report = whole.at(4);
    result.output = whole.at(5);
    result.output_bytes = whole.at(6);
    result.command = whole.at(7);
    result.steps = whole.at(8);
    result.milliseconds = whole.at(9);
    return result;
} catch (const json::exception&) {
    return std::nullopt;
}

}  // namespace freehold::grade
