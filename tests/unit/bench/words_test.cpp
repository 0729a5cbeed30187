// SPDX-License-Identifier: MIT
// The command line of freehold_bench, and the words that both benchmarks have for wrong ones.
#include "tests/bench/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bench/asked.hpp"

namespace freehold::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(BenchWords, are_parted_at_commas_and_empty_ones_are_kept) {
    EXPECT_THAT(parts_of("fib,loop"), ElementsAre("fib", "loop"));
    EXPECT_THAT(parts_of(",fib,"), ElementsAre("", "fib", ""));
}

TEST(BenchWords, that_nobody_knows_lead_to_the_nearest_and_to_all) {
    EXPECT_EQ(no_such("kernel", "fibb", {"fib", "loop"}),
              "no kernel is called `fibb`, but `fib` is there; there are fib and loop");
    EXPECT_EQ(no_such("kernel", "tree", {"fib", "loop"}),
              "no kernel is called `tree`; there are fib and loop");
}

TEST(BenchCommandLine, is_rounds_and_then_kernels) {
    const Asked asked = asked_of({"3", "fib", "loop"});
    EXPECT_EQ(asked.mistake, "");
    EXPECT_EQ(asked.rounds, 3);
    EXPECT_THAT(asked.kernels, ElementsAre("fib", "loop"));
}

TEST(BenchCommandLine, may_have_no_rounds) {
    EXPECT_EQ(asked_of({"fib"}).rounds, 7);
    EXPECT_THAT(asked_of({"fib"}).kernels, ElementsAre("fib"));
}

TEST(BenchCommandLine, asks_for_help) {
    EXPECT_TRUE(asked_of({"--help"}).help);
    EXPECT_TRUE(asked_of({"-h"}).help);
}

TEST(BenchCommandLine, is_wrong_with_what_nobody_knows) {
    EXPECT_THAT(asked_of({"sive"}).mistake, HasSubstr("`sieve` is there"));
    EXPECT_THAT(asked_of({"fib", "3"}).mistake, HasSubstr("`3`"));
    for (const char* rounds : {"0", "-1", "1001"}) {
        EXPECT_THAT(asked_of({rounds}).mistake, HasSubstr("from 1 to 1000")) << rounds;
    }
}

}  // namespace
}  // namespace freehold::bench
