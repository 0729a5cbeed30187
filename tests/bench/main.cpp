// SPDX-License-Identifier: MIT
// How fast is it? Each kernel of programs/kernels beside its C twin at -O2, both as whole processes
// and in turns; medians of the rounds, and how far they spread. What counts is the time a process
// had a processor: by the clock on the wall a busy machine keeps longer processes waiting longer.
//
//     freehold_bench [ROUNDS] [KERNEL…]
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "freehold/assemble.hpp"
#include "freehold/machine.hpp"
#include "tests/bench/asked.hpp"
#include "tests/bench/costs.hpp"
#include "tests/bench/kernels.hpp"
#include "tests/bench/measure.hpp"

namespace freehold::bench {
namespace {

/// What the design asks for.
constexpr double most_start_ms = 3;
constexpr double most_memory_mb = 8;
constexpr double most_ratio = 15;

const char* verdict(double value, double most) { return value <= most ? "kept" : "NOT KEPT"; }

const std::vector<Way>& ways() {
    static const std::vector<Way> all{fast, checked, not_verified};
    return all;
}
constexpr std::size_t judged = 1;  // the bar is for the checked way

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
            times[w].push_back(run_once(freehold_command(kernel, ways()[w])).processor);
        }
        times.back().push_back(run_once(twin_command(kernel)).processor);
    }
    std::vector<Spread> spreads;
    for (const auto& some : times) spreads.push_back(spread_of(some));
    return spreads;
}

/// Prints a row; the ratios to C, way by way.
std::vector<double> measure(const Kernel& kernel, int rounds) {
    for (const Way& way : ways()) {
        if (output_of(freehold_command(kernel, way)) == output_of(twin_command(kernel))) continue;
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

bool is_chosen(const Kernel& kernel, const std::vector<std::string>& chosen) {
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), kernel.name) != chosen.end();
}

void measure_kernels(int rounds, const std::vector<std::string>& chosen) {
    fmt::print("{:<10}{:>8} {:>10}", "kernel", "n", "steps");
    for (const Way& way : ways()) fmt::print(" {:>20} {:>6}", way.name, "x C");
    fmt::print(" {:>20}\n", "C -O2");
    std::vector<std::vector<double>> ratios(ways().size());
    for (const Kernel& kernel : kernels_for_twins()) {
        if (!is_chosen(kernel, chosen)) continue;
        const std::vector<double> row = measure(kernel, rounds);
        for (std::size_t w = 0; w < row.size(); ++w) ratios[w].push_back(row[w]);
    }
    if (ratios[0].empty()) return;
    fmt::print("seconds of processor time (least-most); x C: times as long as the twin\n");
    for (std::size_t w = 0; w < ways().size(); ++w) {
        const double mean = geometric_mean(ratios[w]);
        fmt::print("geometric mean, {}: {:.2f}", ways()[w].name, mean);
        if (w == judged) fmt::print("; bar {:.0f}: {}", most_ratio, verdict(mean, most_ratio));
        fmt::print("\n");
    }
}

void measure_start(const char* clock, double Sample::*field, int rounds) {
    const StartTimes start = start_times(field, rounds * 20);
    fmt::print(
        "start to end, {}: a seed example {:.2f} ms ({:.2f}-{:.2f}), an idle C program {:.2f} ms "
        "({:.2f}-{:.2f})\n",
        clock, start.ours.median, start.ours.least, start.ours.most, start.c.median, start.c.least,
        start.c.most);
    const Spread& difference = start.difference;
    fmt::print("    difference of each pair {:.2f} ms ({:.2f}-{:.2f}); bar {:.0f} ms: {}\n",
               difference.median, difference.least, difference.most, most_start_ms,
               verdict(difference.median, most_start_ms));
}

void measure_memory() {
    const PeakMemory peak = peak_memory();
    fmt::print("peak memory: a seed example {:.1f} MB, an idle C program {:.1f} MB, ratio {:.1f}\n",
               peak.ours, peak.c, peak.ours / peak.c);
    fmt::print("    bar {:.0f} MB: {}\n", most_memory_mb, verdict(peak.ours, most_memory_mb));
}

void measure_assembler(int rounds) {
    const BuildTimes times = build_times(200'000, rounds);
    const double lines = static_cast<double>(times.lines) / 1e6;
    const Spread& time = times.assembling;
    fmt::print("assembler: {:.2f} million lines per second of processor time ({:.2f}-{:.2f})\n",
               lines / time.median, lines / time.most, lines / time.least);
}

void measure_costs(int rounds) {
    measure_start("on the wall", &Sample::seconds, rounds);
    measure_start("on the processor", &Sample::processor, rounds);
    measure_memory();
    measure_assembler(rounds);
}

}  // namespace
}  // namespace freehold::bench

int main(int argc, char** argv) {
    using namespace freehold::bench;
    const Asked asked = asked_of({argv + 1, argv + argc});
    if (!asked.mistake.empty()) {
        fmt::print(stderr, "{}\nsee `freehold_bench --help`\n", asked.mistake);
        return 2;
    }
    if (asked.help) {
        fmt::print("{}", bench_help());
        return 0;
    }
    measure_kernels(asked.rounds, asked.kernels);
    if (asked.kernels.empty()) measure_costs(asked.rounds);
    return 0;
}
