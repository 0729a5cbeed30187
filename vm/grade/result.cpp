// SPDX-License-Identifier: MIT
#include "vm/grade/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace freehold::grade {

std::string Points::text() const {
    std::string text = fmt::format("{:.2f}", value());
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string_view word_of(Verdict verdict) {
    static constexpr std::array<std::string_view, 4> words{"passed", "failed", "not counted",
                                                           "broken"};
    return words[static_cast<std::size_t>(verdict)];
}

Points TestResult::points() const {
    Points sum;
    for (const CheckResult& check : checks) sum += check.points;
    return sum;
}

Points TestResult::most() const {
    Points sum;
    for (const CheckResult& check : checks) sum += check.most;
    return sum;
}

bool TestResult::passed() const {
    return std::all_of(checks.begin(), checks.end(),
                       [](const CheckResult& check) { return check.verdict == Verdict::Passed; });
}

Points SubmissionResult::points() const {
    Points sum;
    for (const TestResult& test : tests) sum += test.points();
    return sum;
}

Points SubmissionResult::most() const {
    Points sum;
    for (const TestResult& test : tests) sum += test.most();
    return sum;
}

}  // namespace freehold::grade
