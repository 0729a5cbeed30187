// SPDX-License-Identifier: MIT
// Every code that can be reported has a case that raises it; the others have a reason.
#include <gtest/gtest.h>

#include <map>

#include "tests/support/everything.hpp"

namespace freehold::test {
namespace {

/// Codes that no program can raise today, and why. A code that a case raises may not stand here.
const std::map<Code, std::string>& unreachable() {
    static const std::string verifier = "the verifier's: it is not built yet";
    static const std::map<Code, std::string> reasons{
        {Code::MaybeMoved, verifier},
        {Code::BorrowOutlivesScope, verifier},
        {Code::BorrowOfLocalReturned, verifier},
        {Code::ReturnedFromOther, verifier},
        {Code::MutableStaticBorrowed, verifier},
        {Code::UnsafeOutside, verifier},
        {Code::HeapOverwritten,
         "the rules that let a program overwrite the heap's metadata are not built"},
        {Code::TimeLimit, "depends on the clock: tests/unit/execute raises it"},
        {Code::IdsExhausted, "takes more blocks than a test can make"},
        {Code::BadImage, "images are no cases: tests/unit/isa raises it"},
        {Code::ImageVersion, "images are no cases: tests/unit/isa raises it"},
    };
    return reasons;
}

std::set<Code> raised_by_cases() {
    std::set<Code> codes;
    for (const Covered& program : everything_run()) {
        if (!program.path.starts_with("tests/cases/")) continue;
        for (const Reported& reported : program.outcome.reported) codes.insert(reported.code);
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

TEST(Codes, each_of_a_run_has_a_program_among_the_mistakes) {
    std::set<Code> shown;
    for (const Covered& program : everything_run()) {
        if (!program.path.starts_with("programs/mistakes/")) continue;
        for (const Reported& reported : program.outcome.reported) shown.insert(reported.code);
    }
    for (const CodeInfo& info : all_codes()) {
        if (static_cast<unsigned>(info.code) < 100 || unreachable().contains(info.code)) continue;
        EXPECT_TRUE(shown.contains(info.code)) << code_name(info.code) << " " << info.title;
    }
}

}  // namespace
}  // namespace freehold::test
