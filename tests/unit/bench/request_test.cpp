// SPDX-License-Identifier: MIT
// The command line of freehold_compare_bench.
#include "tests/bench/compare/request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace freehold::bench {
namespace {

using testing::AllOf;
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

TEST(CompareRequest, names_the_nearest_and_all_that_there_are) {
    EXPECT_THAT(request_of({"--kernels", "fibb"}).mistake,
                AllOf(HasSubstr("`fib` is there"), HasSubstr("quicksort and hash")));
    EXPECT_THAT(request_of({"--peers", "lua5.3"}).mistake,
                AllOf(HasSubstr("`lua5.4` is there"), HasSubstr("and python3")));
    EXPECT_THAT(request_of({"--round"}).mistake, HasSubstr("`--rounds` is there"));
}

TEST(CompareRequest, names_a_kernel_once) {
    EXPECT_EQ(request_of({"--kernels", "fib=25,loop,fib=30"}).mistake,
              "the kernel `fib` is named twice");
}

TEST(CompareRequest, has_a_name_on_both_sides_of_a_comma) {
    for (const char* names : {",", "fib,", ",fib", "fib,,loop"}) {
        EXPECT_THAT(request_of({"--kernels", names}).mistake, HasSubstr("both sides"));
    }
    EXPECT_THAT(request_of({"--peers", ","}).mistake, HasSubstr("both sides"));
}

TEST(CompareRequest, may_join_an_option_and_its_value) {
    EXPECT_EQ(request_of({"--rounds=3"}).rounds, 3);
    EXPECT_EQ(request_of({"--kernels=fib=20"}).kernels.at(0).n, 20);
    EXPECT_THAT(request_of({"--rounds="}).mistake, HasSubstr("needs a value"));
}

TEST(CompareRequest, asks_for_help_that_names_the_kernels_and_the_peers) {
    EXPECT_TRUE(request_of({"-h"}).help);
    EXPECT_TRUE(request_of({"--help"}).help);
    EXPECT_THAT(help_text(), AllOf(HasSubstr("fib=35"), HasSubstr("memcheck-O0")));
}

TEST(CompareRequest, is_a_trial_without_all_kernels_in_their_usual_n) {
    EXPECT_FALSE(is_trial(request_of({"--rounds", "1"})));
    EXPECT_TRUE(is_trial(request_of({"--kernels", "fib"})));
    const char* all = "fib=25,loop,sieve,matmul,churn,list,quicksort,hash";
    EXPECT_TRUE(is_trial(request_of({"--kernels", all})));
}

TEST(CompareRequest, is_wrong_with_a_number_that_is_none) {
    for (const char* number : {"0", "-1", "x", "3x", "1001"}) {
        EXPECT_NE(request_of({"--rounds", number}).mistake, "") << number;
    }
    EXPECT_NE(request_of({"--kernels", "fib=0"}).mistake, "");
}

}  // namespace
}  // namespace freehold::bench
