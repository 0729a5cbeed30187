// SPDX-License-Identifier: MIT
// Ratios, their means, and what is made of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/bench/compare/bars.hpp"
#include "tests/bench/compare/results_json.hpp"
#include "tests/bench/compare/tables.hpp"

namespace freehold::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Run run_of(const std::string& peer, std::vector<double> times, double start = 0) {
    return {peer, {}, false, std::move(times), start};
}

Run failed(const std::string& peer, const std::string& problem) {
    return {peer, problem, true, {1, 1}, 0};
}

KernelRuns kernel_of(const std::string& name, std::vector<Run> runs) {
    return {{name, 1}, std::move(runs)};
}

Peer peer_of(const std::string& name, const std::string& missing = {}) {
    return {name, "nothing", missing.empty() ? "1.0" : "", missing, {}, {}};
}

const KernelRuns fib = kernel_of("fib", {run_of("fast", {2, 4}), run_of("gcc-O2", {1, 1})});
const KernelRuns churn = kernel_of("churn", {run_of("fast", {8, 4}), run_of("gcc-O2", {1, 1})});

TEST(Ratios, are_those_of_each_round) {
    EXPECT_THAT(ratios(fib, "fast", "gcc-O2").value(), ElementsAre(2, 4));
}

TEST(Ratios, leave_the_start_out) {
    const auto kernel = kernel_of("fib", {run_of("fast", {3}, 1), run_of("memcheck", {5}, 1)});
    EXPECT_THAT(ratios(kernel, "fast", "memcheck").value(), ElementsAre(0.5));
}

TEST(Ratios, say_nothing_where_the_start_is_most_of_the_time) {
    const auto kernel = kernel_of("fib", {run_of("fast", {3}), run_of("memcheck", {1.4}, 1)});
    EXPECT_FALSE(ratios(kernel, "fast", "memcheck"));
}

TEST(Ratios, say_nothing_about_a_wrong_result) {
    const auto kernel = kernel_of("fib", {run_of("fast", {3, 3}), failed("gcc-O2", "is wrong")});
    EXPECT_FALSE(ratios(kernel, "fast", "gcc-O2"));
}

TEST(Means, are_geometric_round_by_round) {
    const Mean mean = mean_ratio({fib, churn}, "fast", "gcc-O2").value();
    EXPECT_DOUBLE_EQ(mean.spread.least, 4);
    EXPECT_DOUBLE_EQ(mean.spread.most, 4);
    EXPECT_THAT(mean.kernels, ElementsAre("fib", "churn"));
}

TEST(Means, are_over_the_kernels_that_are_named) {
    const Mean mean = mean_ratio({fib, churn}, "fast", "gcc-O2", {"churn"}).value();
    EXPECT_THAT(mean.kernels, ElementsAre("churn"));
}

TEST(Means, over_no_kernel_are_none) {
    EXPECT_FALSE(mean_ratio({fib}, "fast", "gcc-O2", {"churn"}));
}

std::string verdict_on(double value) {
    return verdict({{"fast / lua5.4", 0.45, 0.35}, Spread{value, value, value}, ""});
}

TEST(Bars, are_kept_up_to_their_value) {
    EXPECT_EQ(verdict_on(0.35), "kept, with the stretch");
    EXPECT_EQ(verdict_on(0.45), "kept");
    EXPECT_EQ(verdict_on(0.46), "NOT KEPT");
}

TEST(Bars, without_a_stretch_are_just_kept) {
    EXPECT_EQ(verdict({{"fast / wasm3", 0.85}, Spread{0.5, 0.5, 0.5}, ""}), "kept");
}

TEST(Bars, of_a_missing_peer_say_what_is_missing) {
    const auto bars = judge_ratios({fib}, {peer_of("fast"), peer_of("lua5.4", "it is not there")});
    EXPECT_EQ(verdict(bars.at(0)), "not measured");
    EXPECT_EQ(bars.at(0).note, "lua5.4 is missing");
    EXPECT_EQ(bars.at(1).note, "luajit-joff was not asked for");
}

TEST(Bars, say_over_which_kernels) {
    const auto bars = judge_ratios({fib, churn}, {peer_of("fast"), peer_of("gcc-O2")});
    EXPECT_EQ(bars.at(2).note, "fib churn");
    EXPECT_EQ(bars.at(5).bar.what, "churn: fast / gcc-O2");
    EXPECT_EQ(bars.at(5).note, "churn");
}

TEST(Bars, name_the_kernel_in_which_wasm3_does_best) {
    const auto quick = kernel_of("loop", {run_of("fast", {1}), run_of("wasm3", {2})});
    const auto slow = kernel_of("hash", {run_of("fast", {4}), run_of("wasm3", {2})});
    const Judged worst = judge_ratios({quick, slow}, {peer_of("fast"), peer_of("wasm3")}).back();
    EXPECT_EQ(worst.note, "hash");
    EXPECT_DOUBLE_EQ(worst.value.value().median, 2);
    EXPECT_EQ(verdict(worst), "NOT KEPT");
}

TEST(Tables, name_who_is_missing) {
    EXPECT_THAT(peers_table({peer_of("wasm3", "it is not there")}),
                HasSubstr("wasm3        missing: it is not there"));
}

TEST(Tables, name_what_is_left_out_and_why) {
    Peer peer = peer_of("lua5.4");
    peer.left_out = {{"churn", "it has no bytes"}};
    EXPECT_THAT(peers_table({peer}), HasSubstr("leaves out churn: it has no bytes"));
}

TEST(Tables, say_that_a_result_is_wrong) {
    const auto kernel = kernel_of("fib", {run_of("fast", {3}), failed("gcc-O2", "is wrong")});
    EXPECT_THAT(kernel_table(kernel), HasSubstr("gcc-O2       is wrong\n"));
}

TEST(Tables, leave_the_reason_for_what_is_left_out_to_the_first) {
    const bench::Run left_out{"lua5.4", "it has no bytes", false, {}, 0};
    const auto kernel = kernel_of("churn", {run_of("fast", {3}), left_out});
    EXPECT_THAT(kernel_table(kernel), HasSubstr("lua5.4       -\n"));
}

TEST(Tables, have_no_least_and_most_of_a_single_round) {
    const auto kernel = kernel_of("fib", {run_of("fast", {3})});
    EXPECT_THAT(kernel_table(kernel), HasSubstr(" 3.000  "));
    EXPECT_THAT(kernel_table(fib), HasSubstr("(2.000-4.000)"));
}

TEST(Tables, have_the_mean_before_the_kernels) {
    const std::string table = ratios_table({fib, churn}, {peer_of("fast"), peer_of("gcc-O2")});
    EXPECT_LT(table.find("geometric mean"), table.find("fib"));
    EXPECT_THAT(table, HasSubstr("below 1: the first is faster"));
}

std::vector<KernelRuns> each_kernel() {
    std::vector<KernelRuns> all;
    for (const Kernel& kernel : kernels_for_all()) {
        all.push_back(kernel_of(kernel.name, {run_of("no-verify", {11.1, 22.2, 33.3}),
                                              run_of("memcheck-O0", {1, 1, 1})}));
    }
    return all;
}

TEST(Tables, of_ratios_fit_in_80_columns) {
    const std::string table = ratios_table(each_kernel(), {});
    EXPECT_THAT(table, HasSubstr("no-verify / memcheck-O0 22.20 (11.10-33.30)"));
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
}

TEST(Tables, of_ratios_have_each_mean_once) {
    const std::string table = ratios_table(each_kernel(), {});
    const std::size_t first = table.find("22.20 (11.10-33.30)");
    EXPECT_EQ(table.find("22.20 (11.10-33.30)", first + 1), std::string::npos);
}

TEST(Tables, of_a_trial_judge_nothing) {
    const auto bars = judge_ratios({fib, churn}, {peer_of("fast"), peer_of("gcc-O2")});
    EXPECT_THAT(bars_table(bars, false), HasSubstr("kept, with the stretch; fib churn"));
    const std::string trial = bars_table(bars, true);
    EXPECT_EQ(trial.rfind("figures of a trial", 0), 0u);
    EXPECT_EQ(trial.find("kept"), std::string::npos);
}

const Setting here{"2026-11-26T07:30:00Z", "a processor", "GNU 12", 3, false};

TEST(Document, says_when_where_and_how_it_was_measured) {
    const auto json = nlohmann::json::parse(to_json(here, {}, {}, {}));
    EXPECT_EQ(json.at("schema"), "freehold/bench");
    EXPECT_EQ(json.at("version"), 1);
    EXPECT_EQ(json.at("date"), "2026-11-26T07:30:00Z");
    EXPECT_EQ(json.at("machine").at("processor"), "a processor");
    EXPECT_EQ(json.at("machine").at("compiler"), "GNU 12");
    EXPECT_EQ(json.at("rounds"), 3);
}

TEST(Document, of_a_trial_judges_nothing) {
    Setting trial = here;
    trial.trial = true;
    const auto bars = judge_ratios({fib}, {peer_of("fast")});
    const auto json = nlohmann::json::parse(to_json(trial, {}, {fib}, bars));
    EXPECT_EQ(json.at("trial"), true);
    EXPECT_TRUE(json.at("bars").at(0).at("verdict").is_null());
}

TEST(Setting, is_of_here_and_now) {
    const Setting setting = setting_of(5, true);
    EXPECT_EQ(setting.date.size(), here.date.size());
    EXPECT_FALSE(setting.compiler.empty());
    EXPECT_EQ(setting.rounds, 5);
}

TEST(Document, has_the_peers_the_times_and_the_bars) {
    const std::vector<Peer> peers{peer_of("fast"), peer_of("gcc-O2")};
    const auto bars = judge_ratios({fib}, peers);
    const auto json = nlohmann::json::parse(to_json(here, peers, {fib}, bars));
    EXPECT_EQ(json.at("peers").at(1).at("name"), "gcc-O2");
    EXPECT_EQ(json.at("kernels").at(0).at("runs").at(0).at("seconds"), (std::vector<double>{2, 4}));
    EXPECT_EQ(json.at("bars").at(0).at("verdict"), "not measured");
    EXPECT_TRUE(json.at("bars").at(0).at("value").is_null());
}

}  // namespace
}  // namespace freehold::bench
