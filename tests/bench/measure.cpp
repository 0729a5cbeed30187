// SPDX-License-Identifier: MIT
#include "tests/bench/measure.hpp"

#include <fcntl.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace freehold::bench {
namespace {

/// In a new process: it shall not measure on when this program was killed.
void die_with(pid_t parent) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) _exit(127);  // it was killed before
}

pid_t start(const std::vector<std::string>& argv, int output) {
    std::vector<char*> arguments;
    for (const std::string& argument : argv)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = getpid();
    const pid_t child = vfork();
    if (child < 0) throw std::runtime_error("cannot start a process");
    if (child == 0) {
        die_with(parent);
        dup2(output, STDOUT_FILENO);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    return child;
}

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}  // namespace

double now() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(since).count();
}

double processor_now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Sample run_once(const std::vector<std::string>& argv) {
    const int nowhere = open("/dev/null", O_WRONLY);
    const double begin = now();
    const pid_t child = start(argv, nowhere);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const double end = now();
    close(nowhere);
    return {end - begin, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

std::uint64_t peak_memory_of(const std::vector<std::string>& argv) {
    std::vector<std::string> measured{FREEHOLD_TWINS_DIR "/peak_memory"};
    measured.insert(measured.end(), argv.begin(), argv.end());
    return std::strtoull(output_of(measured).c_str(), nullptr, 10);
}

std::string output_of(const std::vector<std::string>& argv) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("cannot make a pipe");
    const pid_t child = start(argv, ends[1]);
    close(ends[1]);
    std::string output;
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = read(ends[0], buffer.data(), buffer.size())) > 0;) {
        output.append(buffer.data(), static_cast<std::size_t>(size));
    }
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return output;
}

Spread spread_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {values[values.size() / 2], values.front(), values.back()};
}

double geometric_mean(const std::vector<double>& numbers) {
    double sum = 0;
    for (const double number : numbers) sum += std::log(number);
    return std::exp(sum / static_cast<double>(numbers.size()));
}

}  // namespace freehold::bench
