// SPDX-License-Identifier: MIT
// The command line of freehold_compare_bench.
#include "tests/bench/compare/request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace freehold::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(CompareRequest, without_options_is_everything) {
    const Request request = request_of({});
    EXPECT_EQ(request.mistake, "");
    EXPECT_EQ(request.kernels.size(), kernels_for_all().size());
    EXPECT_TRUE(request.peers.empty());
    EXPECT_TRUE(request.costs);
}

TEST(CompareRequest, names_kernels_with_or_without_an_n) {
    const Request request = request_of({"--kernels", "fib=20,loop"});
    ASSERT_EQ(request.kernels.size(), 2u);
    EXPECT_EQ(request.kernels[0].name, "fib");
    EXPECT_EQ(request.kernels[0].n, 20);
    EXPECT_EQ(request.kernels[1].name, "loop");
    EXPECT_FALSE(request.costs);
}

TEST(CompareRequest, names_peers_rounds_and_a_file) {
    const Request request =
        request_of({"--peers", "gcc-O2,python3", "--rounds", "3", "--json", "out.json"});
    EXPECT_THAT(request.peers, ElementsAre("gcc-O2", "python3"));
    EXPECT_EQ(request.rounds, 3);
    EXPECT_EQ(request.json_path, "out.json");
}

TEST(CompareRequest, is_wrong_with_what_nobody_knows) {
    EXPECT_THAT(request_of({"--kernels", "tree"}).mistake, HasSubstr("`tree`"));
    EXPECT_THAT(request_of({"--peers", "perl"}).mistake, HasSubstr("`perl`"));
    EXPECT_THAT(request_of({"--fast"}).mistake, HasSubstr("`--fast`"));
    EXPECT_THAT(request_of({"--rounds"}).mistake, HasSubstr("needs a value"));
}

TEST(CompareRequest, is_wrong_with_a_number_that_is_none) {
    for (const char* number : {"0", "-1", "x", "3x", "1001"}) {
        EXPECT_NE(request_of({"--rounds", number}).mistake, "") << number;
    }
    EXPECT_NE(request_of({"--kernels", "fib=0"}).mistake, "");
}

}  // namespace
}  // namespace freehold::bench
