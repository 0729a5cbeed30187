// SPDX-License-Identifier: MIT
// Programs that the benchmarks run.
#include "tests/bench/measure.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace freehold::bench {
namespace {

TEST(BenchPrograms, tell_how_they_ended) {
    EXPECT_EQ(run_once({"/bin/sh", "-c", "exit 3"}).status, 3);
    EXPECT_EQ(run_once({"/no/such/program"}).status, 127);
}

TEST(BenchPrograms, tell_what_they_print) {
    EXPECT_EQ(output_of({"/bin/sh", "-c", "echo 42"}), "42\n");
}

#ifdef __linux__
/// The next byte, or that nobody holds the other end any more; not within a time: -1.
ssize_t read_byte(int file) {
    pollfd waited{file, POLLIN, 0};
    char byte = 0;
    return poll(&waited, 1, 10'000) == 1 ? read(file, &byte, 1) : -1;
}

/// A process that measures a program which says that it has begun, and then sleeps.
pid_t measure_a_sleeper(int output) {
    const pid_t child = fork();
    if (child != 0) return child;
    run_once({"/bin/sh", "-c", "echo >&" + std::to_string(output) + "; exec sleep 60"});
    _exit(0);
}

TEST(BenchPrograms, die_with_the_benchmark) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t benchmark = measure_a_sleeper(ends[1]);
    close(ends[1]);
    EXPECT_EQ(read_byte(ends[0]), 1) << "it has begun";
    kill(benchmark, SIGKILL);
    waitpid(benchmark, nullptr, 0);
    EXPECT_EQ(read_byte(ends[0]), 0) << "nobody holds the other end";
    close(ends[0]);
}
#endif

}  // namespace
}  // namespace freehold::bench
