// SPDX-License-Identifier: MIT
// Every code that can be reported has a case that raises it; the others have a reason.
#include <gtest/gtest.h>

#include <map>

#include "tests/support/everything.hpp"

namespace freehold::test {
namespace {

/// Codes that no program can raise today, and why. A code that a case raises may not stand here.
const std::map<Code, std::string>& unreachable() {
    static const std::map<Code, std::string> reasons{
        {Code::TooLargeToVerify,
         "takes a function larger than anyone writes: a unit test raises it"},
        {Code::TimeLimit, "depends on the clock: tests/unit/execute raises it"},
        {Code::IdsExhausted, "takes more blocks than a test can make"},
        {Code::BadImage, "images are no cases: tests/unit/isa raises it"},
        {Code::ImageVersion, "images are no cases: tests/unit/isa raises it"},
    };
    return reasons;
}

/// What the assembler, the verifier and the run reported.
std::set<Code> codes_of(const Outcome& outcome) {
    std::set<Code> codes;
    for (const Reported& reported : outcome.reported) codes.insert(reported.code);
    for (const Reported& finding : outcome.findings.value_or(std::vector<Reported>{})) {
        codes.insert(finding.code);
    }
    return codes;
}

std::set<Code> raised_by_cases() {
    std::set<Code> codes;
    for (const Covered& program : everything_run()) {
        if (!program.path.starts_with("tests/cases/")) continue;
        codes.merge(codes_of(program.outcome));
    }
    return codes;
}

TEST(Codes, each_has_a_case_that_raises_it) {
    const std::set<Code> raised = raised_by_cases();
    for (const CodeInfo& info : all_codes()) {
        if (unreachable().contains(info.code)) continue;
        EXPECT_TRUE(raised.contains(info.code)) << code_name(info.code) << " " << info.title;
    }
}

TEST(Codes, those_called_unreachable_are) {
    const std::set<Code> raised = raised_by_cases();
    for (const auto& [code, reason] : unreachable()) {
        EXPECT_FALSE(raised.contains(code))
            << code_name(code) << " is raised after all: " << reason;
    }
}

TEST(Codes, each_but_the_assemblers_has_a_program_among_the_mistakes) {
    std::set<Code> shown;
    for (const Covered& program : everything_run()) {
        if (!program.path.starts_with("programs/mistakes/")) continue;
        shown.merge(codes_of(program.outcome));
    }
    for (const CodeInfo& info : all_codes()) {
        if (info.what == CodeClass::Source || unreachable().contains(info.code)) continue;
        EXPECT_TRUE(shown.contains(info.code)) << code_name(info.code) << " " << info.title;
    }
}

}  // namespace
}  // namespace freehold::test
