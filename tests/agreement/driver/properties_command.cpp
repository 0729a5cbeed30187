// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/agreement/driver/commands.hpp"
#include "tests/agreement/library/trial.hpp"

namespace freehold::agreement {
namespace {

constexpr int most_failures = 20;  // shown; then a run stops
constexpr std::uint64_t portion = 256;

using Printed = unsigned long long;

using Try = std::function<std::optional<Failure>(std::uint64_t seed, PropertyChecker&)>;

struct LongRun {
    Try try_one;
    std::uint64_t end = 0;
    std::atomic<std::uint64_t> next{0};
    std::atomic<int> failures{0};
    std::mutex mutex;  // of what follows, and of standard output
    PropertyCounts counts;

    void work() {
        PropertyChecker checker;
        while (failures < most_failures) {
            const std::uint64_t begin = next.fetch_add(portion);
            if (begin >= end) break;
            for (std::uint64_t seed = begin; seed < std::min(begin + portion, end); ++seed) {
                if (const auto failure = try_one(seed, checker)) {
                    ++failures;
                    const std::lock_guard lock(mutex);
                    std::printf("%s\n", failure->text().c_str());
                    std::fflush(stdout);
                }
            }
        }
        const std::lock_guard lock(mutex);
        counts.add(checker.counts());
    }
};

int run_long(Try try_one, std::uint64_t first, std::uint64_t count, unsigned threads) {
    LongRun run;
    run.try_one = std::move(try_one);
    run.next = first;
    run.end = first + count;
    const auto begin = std::chrono::steady_clock::now();
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back([&run] { run.work(); });
    run.work();
    for (std::thread& thread : others) thread.join();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    const PropertyCounts& c = run.counts;
    std::printf(
        "%llu programs in %.1f s (%.0f a second): %llu accepted; %llu runs, %llu finished, "
        "%llu steps\n",
        Printed{c.programs}, seconds.count(), static_cast<double>(c.programs) / seconds.count(),
        Printed{c.accepted}, Printed{c.runs}, Printed{c.finished}, Printed{c.steps});
    std::printf("%llu runs of rejected programs, %llu met a fault of ownership or memory\n",
                Printed{c.rejected_runs}, Printed{c.rejected_faulted});
    std::printf("%d failures\n", run.failures.load());
    return run.failures == 0 ? 0 : 1;
}

}  // namespace

int run_properties(std::uint64_t first, std::uint64_t count, unsigned threads) {
    return run_long(try_seed, first, count, threads);
}

int run_damaged(const std::string& folder, std::uint64_t first, std::uint64_t count,
                unsigned threads) {
    const std::vector<std::string> texts = programs_below(folder);
    std::printf("%zu programs to damage\n", texts.size());
    if (texts.empty()) return 1;
    const auto try_one = [&](std::uint64_t seed, PropertyChecker& checker) {
        auto failure = try_damaged(texts[seed % texts.size()], seed, checker);
        if (failure) failure->command = "damaged " + folder;
        return failure;
    };
    return run_long(try_one, first, count, threads);
}

}  // namespace freehold::agreement
