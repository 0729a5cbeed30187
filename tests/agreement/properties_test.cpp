// SPDX-License-Identifier: MIT
// P1, P2, P5 and P7 on generated programs and mutants of them. FREEHOLD_PROGRAMS says on how many
// seeds (about ten programs each); freehold_long does the same on all cores.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "freehold/assemble.hpp"
#include "tests/agreement/library/mutate.hpp"
#include "tests/agreement/library/trial.hpp"

namespace freehold::agreement {
namespace {

std::uint64_t seeds() {
    const char* asked = std::getenv("FREEHOLD_PROGRAMS");
    return asked == nullptr ? 1500 : std::strtoull(asked, nullptr, 0);
}

freehold::Program program_of(const std::string& text) {
    return *assemble(Source("program", text)).program;
}

TEST(Properties, HoldForGeneratedProgramsAndTheirMutants) {
    PropertyChecker checker;
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
        const auto failure = try_seed(seed, checker);
        ASSERT_FALSE(failure) << failure->text();
    }
    // Otherwise they would hold of nothing.
    EXPECT_GT(checker.counts().accepted, checker.counts().programs / 5);
    EXPECT_GT(checker.counts().finished, checker.counts().runs / 4);
    EXPECT_GT(checker.counts().rejected_faulted, 0u);
}

// One of its mutants loads an owner from where no type says what lies: the help for that looked the
// type up all the same.
TEST(Properties, HoldForASeedWhoseMutantEndedTheVerifier) {
    PropertyChecker checker;
    const auto failure = try_seed(1604, checker);
    EXPECT_FALSE(failure) << failure->text();
}

TEST(Properties, HoldForDamagedCases) {
    PropertyChecker checker;
    const auto programs = programs_below(FREEHOLD_SOURCE_DIR "/tests/cases");
    ASSERT_GT(programs.size(), 500u);
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
        const auto failure = try_damaged(programs[seed % programs.size()], seed, checker);
        ASSERT_FALSE(failure) << failure->text();
    }
    EXPECT_GT(checker.counts().accepted, checker.counts().programs / 10);
}

TEST(Properties, AFaultOfMemoryIsForbiddenUnlessItsIndexWasComputed) {
    const freehold::Program program = program_of(
        "fn main() {\n local a: [3 x int]\n local i: int\n fill a, 0\n const i, 3\n load i, a[i]\n "
        "ret\n}\n");
    Fault fault;
    fault.code = Code::OutOfBounds;
    fault.index = 2;
    EXPECT_FALSE(is_forbidden(program, fault));
    fault.index = 1;
    EXPECT_TRUE(is_forbidden(program, fault));
    fault.code = Code::UseAfterFree;
    EXPECT_TRUE(is_forbidden(program, fault));
    fault.code = Code::StepLimit;
    EXPECT_FALSE(is_forbidden(program, fault));
}

TEST(Properties, AnIndexIntoARunIsLookedAtWhileItRuns) {
    const freehold::Program program = program_of(
        "fn f(r: ref [int], a: ref [3 x int]) {\n local x: int\n load x, [r][7]\n "
        "load x, [a][2]\n ret\n}\nfn main() {\n ret\n}\n");
    Fault fault;
    fault.code = Code::OutOfBounds;
    fault.index = 0;
    EXPECT_FALSE(is_forbidden(program, fault));
    fault.index = 1;
    EXPECT_TRUE(is_forbidden(program, fault));
}

TEST(Mutation, PutsOneWordInThePlaceOfAnother) {
    const std::string text = "add x0, x1, 2\n";
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        Random random(seed);
        seen.insert(exchange_word(text, random));
    }
    EXPECT_TRUE(seen.count("add x1, x1, 2\n"));
    EXPECT_TRUE(seen.count("2 x0, x1, 2\n"));
    EXPECT_EQ(seen.size(), 4u * 3u + 1u);  // each of four by each of the others, or by itself
}

TEST(Mutation, ChangesOneLineAndIsTheSameForTheSameSeed) {
    const std::string text = "fn main() {\nlocal x0: int\nconst x0, 1\nprint \"{}\", x0\nret\n}\n";
    std::size_t changed = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Random a(seed), b(seed);
        const std::string mutant = mutate_text(text, a);
        EXPECT_EQ(mutant, mutate_text(text, b));
        changed += mutant != text ? 1 : 0;
    }
    EXPECT_GT(changed, 25u);
}

}  // namespace
}  // namespace freehold::agreement
