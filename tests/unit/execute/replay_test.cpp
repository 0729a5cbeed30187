// SPDX-License-Identifier: MIT
#include "freehold/replay.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace freehold::test {
namespace {

using Decisions = std::vector<bool>;

TEST(Replay, a_few_decisions_are_a_digit_each) {
    EXPECT_EQ(replay_text({}), "");
    EXPECT_EQ(replay_text({true, true, false, true}), "1101");
}

TEST(Replay, rounds_of_a_loop_are_folded) {
    Decisions branches(500, false);
    branches.push_back(true);
    EXPECT_EQ(replay_text(branches), "500x0,1");
    Decisions pairs{true};
    for (int round = 0; round < 20; ++round) pairs.insert(pairs.end(), {false, true, true});
    EXPECT_EQ(replay_text(pairs), "20x101,1");
}

TEST(Replay, is_read_back) {
    EXPECT_EQ(parse_replay("1101"), (Decisions{true, true, false, true}));
    EXPECT_EQ(parse_replay("3x01,1"), (Decisions{0, 1, 0, 1, 0, 1, 1}));
}

TEST(Replay, anything_else_is_none) {
    for (const char* text : {"", "2", "1,", ",1", "x1", "3x", "0x1", "-1x0", "3x2", "1 0", "3x1x0",
                             "2000000x0", "99999999999999999999x0", "600000x0,600000x0"}) {
        EXPECT_FALSE(parse_replay(text)) << text;
    }
}

RC_GTEST_PROP(Replay, says_what_it_was_given, (const Decisions& branches)) {
    RC_PRE(!branches.empty());
    RC_ASSERT(parse_replay(replay_text(branches)) == branches);
}

}  // namespace
}  // namespace freehold::test
