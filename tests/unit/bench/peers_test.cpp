// SPDX-License-Identifier: MIT
// A ratio of times says something only when both did the same work: every peer that runs here
// prints what the C twin prints.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/bench/compare/peer.hpp"
#include "tests/bench/measure.hpp"

namespace freehold::bench {
namespace {

/// Each kernel, done at once.
const std::vector<Kernel>& tiny_kernels() {
    static const std::vector<Kernel> all{{"fib", 12},        {"loop", 3},    {"sieve", 1000},
                                         {"matmul", 9},      {"churn", 700}, {"list", 60},
                                         {"quicksort", 500}, {"hash", 300}};
    return all;
}

void expect_the_output_of_the_twins(const Peer& peer) {
    for (const Kernel& kernel : tiny_kernels()) {
        if (!why_not(peer, kernel).empty()) continue;
        EXPECT_EQ(output_of(peer.command(kernel)), output_of(twin_command(kernel)))
            << peer.name << ", " << kernel.name;
    }
}

/// By name: what is installed is asked for only when a test runs.
class Scripts : public testing::TestWithParam<const char*> {};

TEST_P(Scripts, print_what_the_twins_print) {
    const Peer& peer = peer_named(GetParam());
    if (!peer.missing.empty()) GTEST_SKIP() << "not tried here: " << peer.missing;
    expect_the_output_of_the_twins(peer);
}

TEST_P(Scripts, are_there_or_are_left_out_with_a_reason) {
    const Peer& peer = peer_named(GetParam());
    for (const Kernel& kernel : tiny_kernels()) {
        const Command command = peer.command(kernel);
        const bool is_there = std::filesystem::exists(command.at(command.size() - 2));
        const bool is_left_out = peer.left_out.contains(kernel.name);
        EXPECT_TRUE(is_there || is_left_out) << peer.name << ", " << kernel.name;
    }
}

INSTANTIATE_TEST_SUITE_P(Bench, Scripts,
                         testing::Values("lua5.4", "luajit-joff", "luajit", "python3"),
                         [](const auto& of) {
                             std::string name;
                             for (const char* c = of.param; *c != 0; ++c) {
                                 name += *c == '.' || *c == '-' ? '_' : *c;
                             }
                             return name;
                         });

TEST(Peers, in_each_way_freehold_prints_what_the_twins_print) {
    for (const Peer& peer : freehold_peers()) expect_the_output_of_the_twins(peer);
}

TEST(Peers, that_are_missing_say_why_and_the_others_which_they_are) {
    for (const Peer& peer : all_peers()) {
        EXPECT_NE(peer.missing.empty(), peer.version.empty()) << peer.name;
    }
}

TEST(Peers, have_every_kernel_in_a_size_for_all) {
    ASSERT_EQ(kernels_for_all().size(), tiny_kernels().size());
    for (std::size_t k = 0; k < tiny_kernels().size(); ++k) {
        EXPECT_EQ(kernels_for_all()[k].name, tiny_kernels()[k].name);
    }
}

}  // namespace
}  // namespace freehold::bench
