// SPDX-License-Identifier: MIT
// How fast is it? Each kernel of programs/kernels beside its C twin at -O2, both as whole processes
// and in turns, so that a busy machine slows both alike; medians of the rounds, and how far they
// spread.
//
//     freehold_bench [ROUNDS] [KERNEL…]
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "tests/bench/measure.hpp"

namespace freehold::bench {
namespace {

struct Kernel {
    const char* name;
    std::int64_t n;  ///< so large that starting a process does not count
};

constexpr Kernel kernels[] = {
    {"fib", 32},          {"loop", 20'000},    {"sieve", 4'000'000},     {"matmul", 192},
    {"churn", 2'000'000}, {"list", 2'000'000}, {"quicksort", 1'000'000}, {"hash", 4'000'000},
};

std::string kernel_path(const Kernel& kernel) {
    return fmt::format("{}/programs/kernels/{}.fh", FREEHOLD_SOURCE_DIR, kernel.name);
}

std::vector<std::string> ours(const Kernel& kernel) {
    return {FREEHOLD_BINARY,    "run", "-q", "--heap=256M", "-D", fmt::format("N={}", kernel.n),
            kernel_path(kernel)};
}

std::vector<std::string> twin(const Kernel& kernel) {
    return {fmt::format("{}/{}", FREEHOLD_TWINS_DIR, kernel.name), std::to_string(kernel.n)};
}

/// How many instructions a kernel takes, and the seconds of running them in this process.
struct Counted {
    Step steps = 0;
    double seconds = 0;
};

Counted count(const Kernel& kernel) {
    const Assembly built =
        assemble(Source::read(kernel_path(kernel)), {.defines = {{"N", kernel.n}}});
    Machine machine(built.program.value(), {.heap_bytes = 256u << 20});
    const double begin = now();
    machine.run();
    return {machine.step(), now() - begin};
}

/// Prints a row; the ratio to C.
double measure(const Kernel& kernel, int rounds) {
    if (output_of(ours(kernel)) != output_of(twin(kernel))) {
        fmt::print("{:<10}  gives another result than its twin\n", kernel.name);
        return 1;
    }
    std::vector<double> times;
    std::vector<double> c_times;
    for (int round = 0; round < rounds; ++round) {
        times.push_back(run_once(ours(kernel)).seconds);
        c_times.push_back(run_once(twin(kernel)).seconds);
    }
    const Spread time = spread_of(times);
    const Spread c_time = spread_of(c_times);
    const Counted counted = count(kernel);
    const double ratio = time.median / c_time.median;
    fmt::print(
        "{:<10} {:>9} {:>12} {:>8.1f} {:>8.3f} ({:.3f}-{:.3f}) {:>8.3f} ({:.3f}-{:.3f}) {:>6.2f}\n",
        kernel.name, kernel.n, counted.steps,
        static_cast<double>(counted.steps) / counted.seconds / 1e6, time.median, time.least,
        time.most, c_time.median, c_time.least, c_time.most, ratio);
    std::fflush(stdout);
    return ratio;
}

void measure_kernels(int rounds, const std::vector<std::string>& chosen) {
    fmt::print("{:<10} {:>9} {:>12} {:>8} {:>22} {:>22} {:>6}\n", "kernel", "n", "instructions",
               "M/s", "seconds (least-most)", "C -O2 (least-most)", "ratio");
    double product = 1;
    int measured = 0;
    for (const Kernel& kernel : kernels) {
        if (!chosen.empty() &&
            std::find(chosen.begin(), chosen.end(), kernel.name) == chosen.end()) {
            continue;
        }
        product *= measure(kernel, rounds);
        ++measured;
    }
    if (measured > 0)
        fmt::print("geometric mean of the ratios: {:.2f}\n", std::pow(product, 1.0 / measured));
}

/// From nothing to the end of a program that does next to nothing, beside a C program likewise.
void measure_start(int rounds) {
    const std::string seed = fmt::format("{}/programs/seed/04_ownership.fh", FREEHOLD_SOURCE_DIR);
    const std::vector<std::string> ours_now{FREEHOLD_BINARY, "run", "-q", seed};
    const std::vector<std::string> c_now{fmt::format("{}/loop", FREEHOLD_TWINS_DIR), "0"};
    std::vector<double> times;
    std::vector<double> c_times;
    std::uint64_t memory = 0;
    for (int round = 0; round < rounds * 20; ++round) {
        const Sample sample = run_once(ours_now);
        times.push_back(sample.seconds * 1e3);
        memory = std::max(memory, sample.peak_memory);
        c_times.push_back(run_once(c_now).seconds * 1e3);
    }
    const Spread time = spread_of(times);
    const Spread c_time = spread_of(c_times);
    fmt::print(
        "start to end of a seed example: {:.2f} ms ({:.2f}-{:.2f}); of an idle C program: {:.2f} "
        "ms "
        "({:.2f}-{:.2f}); difference {:.2f} ms\n",
        time.median, time.least, time.most, c_time.median, c_time.least, c_time.most,
        time.median - c_time.median);
    fmt::print("peak memory of a seed example: {:.1f} MB\n",
               static_cast<double>(memory) / (1 << 20));
}

/// Functions of 20 lines each, as many as give 200,000 lines.
std::string long_program(int functions) {
    std::string text;
    for (int f = 0; f < functions; ++f) {
        text +=
            fmt::format("fn f{}(n: int) -> int {{\n    local x, y: int\n    const x, {}\n", f, f);
        for (int line = 0; line < 7; ++line) {
            text += fmt::format("    add   y, x, n\n    mul.wrap x, y, {}\n", line + 2);
        }
        text += "    blt   x, 0, done\n    add.wrap x, x, 1\ndone:\n    ret   x\n}\n";
    }
    return text + "fn main() {\n    ret\n}\n";
}

void measure_assembler(int rounds) {
    const std::string text = long_program(9'000);
    const auto lines = static_cast<double>(std::count(text.begin(), text.end(), '\n'));
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double begin = now();
        const Assembly built = assemble(Source("long.fh", text));
        times.push_back(now() - begin);
        if (!built.program) std::abort();
    }
    const Spread time = spread_of(times);
    fmt::print("assembler: {:.2f} million lines per second ({:.2f}-{:.2f})\n",
               lines / time.median / 1e6, lines / time.most / 1e6, lines / time.least / 1e6);
}

}  // namespace
}  // namespace freehold::bench

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 7;
    const std::vector<std::string> chosen(argv + std::min(argc, 2), argv + argc);
    freehold::bench::measure_kernels(rounds, chosen);
    if (chosen.empty()) {
        freehold::bench::measure_start(rounds);
        freehold::bench::measure_assembler(rounds);
    }
    return 0;
}
