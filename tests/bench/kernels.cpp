// SPDX-License-Identifier: MIT
// How fast is it? Each kernel of programs/kernels beside its C twin at -O2, both as whole processes
// and in turns; medians of the rounds, and how far they spread. What counts is the time a process
// had a processor: by the clock on the wall a busy machine keeps longer processes waiting longer.
//
//     freehold_bench [ROUNDS] [KERNEL…]
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "tests/bench/measure.hpp"

namespace freehold::bench {
namespace {

/// What the design asks for.
constexpr double most_start_ms = 3;
constexpr double most_memory_mb = 8;
constexpr double most_ratio = 15;

const char* verdict(double value, double most) { return value <= most ? "kept" : "NOT KEPT"; }

struct Kernel {
    const char* name;
    std::int64_t n;  ///< so large that starting a process does not count
};

constexpr Kernel kernels[] = {
    {"fib", 35},          {"loop", 20'000},    {"sieve", 4'000'000},     {"matmul", 192},
    {"churn", 2'000'000}, {"list", 2'000'000}, {"quicksort", 1'000'000}, {"hash", 4'000'000},
};

std::string kernel_path(const Kernel& kernel) {
    return fmt::format("{}/programs/kernels/{}.fh", FREEHOLD_SOURCE_DIR, kernel.name);
}

/// The ways in which a kernel runs, and what each looks at.
struct Way {
    const char* name;
    std::vector<std::string> options;
};
const std::vector<Way>& ways() {
    static const std::vector<Way> all{
        {"fast", {}},                       // memory
        {"checked", {"--engine=checked"}},  // and each slot
        {"not verified", {"--no-verify"}},  // and each borrow
    };
    return all;
}
constexpr std::size_t checked = 1;  // the bar is for this one

std::vector<std::string> ours(const Kernel& kernel, const Way& way) {
    std::vector<std::string> line{FREEHOLD_BINARY, "run", "-q", "--heap=256M"};
    line.insert(line.end(), way.options.begin(), way.options.end());
    line.insert(line.end(), {"-D", fmt::format("N={}", kernel.n), kernel_path(kernel)});
    return line;
}

std::vector<std::string> twin(const Kernel& kernel) {
    return {fmt::format("{}/{}", FREEHOLD_TWINS_DIR, kernel.name), std::to_string(kernel.n)};
}

Step instructions_of(const Kernel& kernel) {
    const Assembly built =
        assemble(Source::read(kernel_path(kernel)), {.defines = {{"N", kernel.n}}});
    Machine machine(built.program.value(), {.heap_bytes = 256u << 20});
    machine.run();
    return machine.step();
}

/// One kernel: the times of each way, and last of the twin.
std::vector<Spread> time_all(const Kernel& kernel, int rounds) {
    std::vector<std::vector<double>> times(ways().size() + 1);
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t w = 0; w < ways().size(); ++w) {
            times[w].push_back(run_once(ours(kernel, ways()[w])).processor);
        }
        times.back().push_back(run_once(twin(kernel)).processor);
    }
    std::vector<Spread> spreads;
    for (const auto& some : times) spreads.push_back(spread_of(some));
    return spreads;
}

/// Prints a row; the ratios to C, way by way.
std::vector<double> measure(const Kernel& kernel, int rounds) {
    for (const Way& way : ways()) {
        if (output_of(ours(kernel, way)) == output_of(twin(kernel))) continue;
        fmt::print("{:<10}  gives another result than its twin\n", kernel.name);
        std::exit(1);
    }
    const std::vector<Spread> times = time_all(kernel, rounds);
    const Spread& c = times.back();
    const Step steps = instructions_of(kernel);
    fmt::print("{:<10}{:>8} {:>10}", kernel.name, kernel.n, steps);
    std::vector<double> ratios;
    for (std::size_t w = 0; w < ways().size(); ++w) {
        ratios.push_back(times[w].median / c.median);
        fmt::print(" {:>6.3f} ({:.3f}-{:.3f}) {:>6.2f}", times[w].median, times[w].least,
                   times[w].most, ratios.back());
    }
    fmt::print(" {:>6.3f} ({:.3f}-{:.3f})\n", c.median, c.least, c.most);
    std::fflush(stdout);
    return ratios;
}

double geometric_mean(const std::vector<double>& numbers) {
    double sum = 0;
    for (const double number : numbers) sum += std::log(number);
    return std::exp(sum / static_cast<double>(numbers.size()));
}

bool is_chosen(const Kernel& kernel, const std::vector<std::string>& chosen) {
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), kernel.name) != chosen.end();
}

void measure_kernels(int rounds, const std::vector<std::string>& chosen) {
    fmt::print("{:<10}{:>8} {:>10}", "kernel", "n", "steps");
    for (const Way& way : ways()) fmt::print(" {:>20} {:>6}", way.name, "x C");
    fmt::print(" {:>20}\n", "C -O2");
    std::vector<std::vector<double>> ratios(ways().size());
    for (const Kernel& kernel : kernels) {
        if (!is_chosen(kernel, chosen)) continue;
        const std::vector<double> row = measure(kernel, rounds);
        for (std::size_t w = 0; w < row.size(); ++w) ratios[w].push_back(row[w]);
    }
    if (ratios[0].empty()) return;
    fmt::print("seconds of processor time (least-most); x C: times as long as the twin\n");
    for (std::size_t w = 0; w < ways().size(); ++w) {
        const double mean = geometric_mean(ratios[w]);
        fmt::print("geometric mean, {}: {:.2f}", ways()[w].name, mean);
        if (w == checked) fmt::print("; bar {:.0f}: {}", most_ratio, verdict(mean, most_ratio));
        fmt::print("\n");
    }
}

const std::vector<std::string>& seed_example() {
    static const std::vector<std::string> command{
        FREEHOLD_BINARY, "run", "-q",
        fmt::format("{}/programs/seed/04_ownership.fh", FREEHOLD_SOURCE_DIR)};
    return command;
}

const std::vector<std::string>& idle_program() {
    static const std::vector<std::string> command{fmt::format("{}/loop", FREEHOLD_TWINS_DIR), "0"};
    return command;
}

/// One way to time a process: a field of Sample.
void measure_start(const char* clock, double Sample::*field, int rounds) {
    std::vector<double> times;
    std::vector<double> c_times;
    std::vector<double> differences;
    for (int round = 0; round < rounds * 20; ++round) {
        times.push_back(run_once(seed_example()).*field * 1e3);
        c_times.push_back(run_once(idle_program()).*field * 1e3);
        differences.push_back(times.back() - c_times.back());
    }
    const Spread time = spread_of(times);
    const Spread c_time = spread_of(c_times);
    const Spread difference = spread_of(differences);
    fmt::print(
        "start to end, {}: a seed example {:.2f} ms ({:.2f}-{:.2f}), an idle C program {:.2f} ms "
        "({:.2f}-{:.2f})\n",
        clock, time.median, time.least, time.most, c_time.median, c_time.least, c_time.most);
    fmt::print("    difference of each pair {:.2f} ms ({:.2f}-{:.2f}); bar {:.0f} ms: {}\n",
               difference.median, difference.least, difference.most, most_start_ms,
               verdict(difference.median, most_start_ms));
}

/// From nothing to the end of a program that does next to nothing, beside a C program likewise.
void measure_start(int rounds) {
    measure_start("on the wall", &Sample::seconds, rounds);
    measure_start("on the processor", &Sample::processor, rounds);
}

void measure_memory() {
    const auto megabytes = [](const std::vector<std::string>& argv) {
        return static_cast<double>(peak_memory_of(argv)) / (1 << 20);
    };
    const double ours_mb = megabytes(seed_example());
    const double c_mb = megabytes(idle_program());
    fmt::print("peak memory: a seed example {:.1f} MB, an idle C program {:.1f} MB, ratio {:.1f}\n",
               ours_mb, c_mb, ours_mb / c_mb);
    fmt::print("    bar {:.0f} MB: {}\n", most_memory_mb, verdict(ours_mb, most_memory_mb));
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
        const double begin = processor_now();
        const Assembly built = assemble(Source("long.fh", text));
        times.push_back(processor_now() - begin);
        if (!built.program) std::abort();
    }
    const Spread time = spread_of(times);
    fmt::print("assembler: {:.2f} million lines per second of processor time ({:.2f}-{:.2f})\n",
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
        freehold::bench::measure_memory();
        freehold::bench::measure_assembler(rounds);
    }
    return 0;
}
