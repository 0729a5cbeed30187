// SPDX-License-Identifier: MIT
// Work in processes of its own: however it ends, it is told, and nothing else ends with it.
#include "vm/grade/isolated.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <new>
#include <stdexcept>

#include "tests/support/process.hpp"

namespace freehold::grade {
namespace {

using How = Ended::How;

Work isolation_work(std::size_t count, std::function<std::string(std::size_t)> perform,
                    ProcessLimits limits = {5'000, 0}) {
    return {count, [limits](std::size_t) { return limits; }, std::move(perform)};
}

Ended isolation_end(const std::function<std::string()>& perform,
                    ProcessLimits limits = {5'000, 0}) {
    return perform_isolated(isolation_work(
                                1, [&](std::size_t) { return perform(); }, limits),
                            1)
        .at(0);
}

/// No child is left, neither running nor as a zombie.
bool isolation_is_childless() { return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

/// Allocates as much as it gets, and uses it.
std::string isolation_devour() {
    std::vector<std::string> all;
    while (true) all.emplace_back(16u << 20, 'x');
}

TEST(Isolated, work_gives_its_bytes) {
    const std::string bytes("any\0bytes\xff", 10);
    const Ended end = isolation_end([&] { return bytes; });
    EXPECT_EQ(end.how, How::Done);
    EXPECT_EQ(end.bytes, bytes);
}

TEST(Isolated, work_may_give_more_than_a_pipe_holds) {
    const Ended end = isolation_end([] { return std::string(3'000'000, 'x'); });
    EXPECT_EQ(end.how, How::Done);
    EXPECT_EQ(end.bytes.size(), 3'000'000u);
}

TEST(Isolated, ends_are_in_the_order_of_the_work) {
    const auto ends = perform_isolated(isolation_work(9,
                                                      [](std::size_t i) {
                                                          usleep(i % 3 == 0 ? 30'000 : 1'000);
                                                          return std::to_string(i);
                                                      }),
                                       4);
    std::string all;
    for (const Ended& end : ends) all += end.bytes;
    EXPECT_EQ(all, "012345678");
}

TEST(Isolated, more_jobs_than_work_are_no_trouble) {
    const auto echo = [](std::size_t i) { return std::to_string(i); };
    EXPECT_EQ(perform_isolated(isolation_work(2, echo), 64).size(), 2u);
    EXPECT_TRUE(perform_isolated(isolation_work(0, echo), 64).empty());
}

TEST(Isolated, a_signal_is_told_by_its_number) {
    for (const int number : {SIGSEGV, SIGABRT, SIGKILL, SIGFPE}) {
        const Ended end = isolation_end([number]() -> std::string {
            signal(number, SIG_DFL);
            raise(number);
            return "";
        });
        EXPECT_EQ(end.how, How::Crashed);
        EXPECT_EQ(end.number, number);
    }
}

TEST(Isolated, an_exception_is_told) {
    const Ended end = isolation_end([]() -> std::string { throw std::runtime_error("no"); });
    EXPECT_EQ(end.how, How::Crashed);
    EXPECT_EQ(end.number, 0);
}

TEST(Isolated, work_that_leaves_without_a_word_has_crashed) {
    EXPECT_EQ(isolation_end([]() -> std::string { _exit(3); }).how, How::Crashed);
}

TEST(Isolated, memory_has_an_end) {
#if !defined(FREEHOLD_IS_SANITIZED)
    const Ended end = isolation_end(isolation_devour, {20'000, 1u << 30});
    EXPECT_EQ(end.how, How::NoMemory);
#endif
    EXPECT_EQ(isolation_end([]() -> std::string { throw std::bad_alloc{}; }).how, How::NoMemory);
}

TEST(Isolated, time_has_an_end) {
    const auto start = std::chrono::steady_clock::now();
    const Ended end = isolation_end(
        []() -> std::string {
            sleep(60);
            return "";
        },
        {100, 0});
    EXPECT_EQ(end.how, How::TooLong);
    EXPECT_GE(end.milliseconds, 100u);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Isolated, time_ends_for_work_that_does_not_listen) {
    const Ended end = isolation_end(
        []() -> std::string {
            for (int number = 1; number < 32; ++number) signal(number, SIG_IGN);
            for (std::atomic<int> i{0};; ++i) {
            }
        },
        {100, 0});
    EXPECT_EQ(end.how, How::TooLong);
}

TEST(Isolated, no_file_is_written) {
    const test::ScratchFolder folder;
    const Ended end = isolation_end([&] {
        signal(SIGXFSZ, SIG_IGN);
        std::ofstream(folder.path("x")) << "text" << std::flush;
        return std::string{"went on"};
    });
    EXPECT_EQ(end.bytes, "went on");
    std::ifstream written(folder.path("x"));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(written), {}), "");
}

TEST(Isolated, what_one_piece_does_happens_to_it_alone) {
    int touched = 0;
    const auto ends = perform_isolated(isolation_work(4,
                                                      [&](std::size_t i) -> std::string {
                                                          ++touched;
                                                          if (i == 1) abort();
                                                          if (i == 2) throw i;
                                                          return std::to_string(touched);
                                                      }),
                                       2);
    EXPECT_EQ(ends[0].bytes, "1");
    EXPECT_EQ(ends[1].number, SIGABRT);
    EXPECT_EQ(ends[2].how, How::Crashed);
    EXPECT_EQ(ends[3].bytes, "1") << "each begins as this process was";
    EXPECT_EQ(touched, 0);
}

TEST(Isolated, no_process_is_left_over) {
    perform_isolated(isolation_work(6,
                                    [](std::size_t i) -> std::string {
                                        if (i == 0) raise(SIGKILL);
                                        if (i == 1) sleep(60);
                                        if (i == 2) throw 1;
                                        return "";
                                    },
                                    {200, 0}),
                     3);
    EXPECT_TRUE(isolation_is_childless());
}

TEST(Isolated, the_system_may_have_no_process_to_give) {
    // In a process of its own, which may open two files more than it has: no pipe for the work.
    const Ended end = isolation_end([] {
        rlimit few{4, 4};
        setrlimit(RLIMIT_NOFILE, &few);
        while (dup(0) >= 0) {
        }
        const Ended inner = isolation_end([] { return std::string{}; });
        return std::to_string(static_cast<int>(inner.how)) + " " + std::to_string(inner.number);
    });
    EXPECT_EQ(end.bytes,
              std::to_string(static_cast<int>(How::CannotStart)) + " " + std::to_string(EMFILE));
}

}  // namespace
}  // namespace freehold::grade
