// SPDX-License-Identifier: MIT
// What it costs to visit any step of a run: recording, seeking, one step back, searching back, and
// asking who wrote a place. freehold_time_bench [STEPS [KERNEL...]]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <vector>

#include "freehold/assemble.hpp"
#include "tests/bench/kernels.hpp"
#include "tests/bench/words.hpp"
#include "vm/debug/place.hpp"
#include "vm/debug/why.hpp"
#include "vm/observe/timeline.hpp"

namespace freehold::bench {
namespace {

using Clock = std::chrono::steady_clock;

template <class Work>
double seconds_of(Work work) {
    const Clock::time_point begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double quantile(std::vector<double> all, double which) {
    std::sort(all.begin(), all.end());
    return all[static_cast<std::size_t>(which * static_cast<double>(all.size() - 1))];
}

freehold::Program program_of(Source source, std::int64_t n) {
    AssembleOptions how;
    how.library = {FREEHOLD_SOURCE_DIR "/programs/lib"};
    if (n != 0) how.defines = {{"N", n}};
    return *assemble(std::move(source), how).program;
}

Options options_for(Step steps) {
    Options options;
    options.heap_bytes = 64u << 20;
    options.max_steps = steps;
    return options;
}

/// Large enough for 10^9 steps where that does not take more than the heap.
std::int64_t size_of(const Kernel& kernel) {
    if (kernel.name == "fib") return 60;
    if (kernel.name == "loop") return 2'000'000;
    if (kernel.name == "matmul") return 640;
    if (kernel.name == "sieve") return 20'000'000;
    if (kernel.name == "churn") return 200'000'000;
    if (kernel.name == "list") return 1'000'000;
    if (kernel.name == "quicksort") return 4'000'000;
    return kernel.n * 20;
}

/// Recording over not recording: the median of interleaved pairs.
double recording_ratio(const freehold::Program& program, Step steps, double& least, double& most) {
    std::vector<double> ratios;
    for (int round = 0; round < 5; ++round) {
        Machine plain{program, options_for(steps)};
        const double without = seconds_of([&] { plain.run(); });
        Timeline timeline{program, options_for(steps)};
        const double with = seconds_of([&] { timeline.go_to(~Step{0}); });
        ratios.push_back(with / without);
    }
    least = quantile(ratios, 0);
    most = quantile(ratios, 1);
    return quantile(ratios, 0.5);
}

void measure(const Kernel& kernel, Step steps) {
    const freehold::Program program =
        program_of(Source::read(kernel_path(kernel)), size_of(kernel));
    double least = 0;
    double most = 0;
    const double ratio = recording_ratio(program, std::min<Step>(steps, 200'000'000), least, most);
    Timeline timeline{program, options_for(steps)};
    timeline.go_to(~Step{0});
    const Step end = timeline.furthest();
    std::mt19937_64 random{1};
    std::vector<double> seeks;
    std::vector<double> backs;
    for (int k = 0; k < 60; ++k) {
        const Step target = random() % end;
        seeks.push_back(seconds_of([&] { timeline.go_to(target); }));
        // The first step back makes the window; the others are in it.
        timeline.go_to(timeline.position() - std::min<Step>(timeline.position(), 1));
        for (int back = 0; back < 200 && timeline.position() > 0; ++back) {
            backs.push_back(seconds_of([&] { timeline.go_to(timeline.position() - 1); }));
        }
    }
    fmt::print("{:<10} {:>13} {:>5.2f} ({:.2f}-{:.2f}) {:>7.1f} {:>7.1f} {:>6.1f} {:>6.1f} {:>6}\n",
               kernel.name, end, ratio, least, most, 1e3 * quantile(seeks, 0.5),
               1e3 * quantile(seeks, 0.95), 1e6 * quantile(backs, 0.5), 1e6 * quantile(backs, 0.95),
               timeline.bytes() >> 20);
}

/// A place that is written once, a hundred million steps before the end.
constexpr const char* long_ago = R"(bss TOTAL: int
fn main() {
    local i: int
    const i, 0
    store TOTAL, 7
again:
    add i, i, 1
    blt i, N, again
    ret
}
const N = 1
)";

void measure_questions() {
    const freehold::Program program = program_of(Source{"long ago", long_ago}, 50'000'000);
    std::vector<double> searches;
    std::vector<double> questions;
    for (int round = 0; round < 5; ++round) {
        Timeline timeline{program, {}};
        timeline.go_to(~Step{0});
        const Step end = timeline.position();
        Search search;
        search.pauses.watched = {{program.statics[0].address, 8, false, true}};
        searches.push_back(seconds_of([&] { timeline.search_back(search); }));
        timeline.go_to(end);
        const auto place = debug::find_place(debug::Scene{timeline.machine()}, "TOTAL").place;
        questions.push_back(seconds_of([&] { debug::why_view(timeline, {}, *place); }));
    }
    const auto row = [](const char* what, const std::vector<double>& all) {
        fmt::print("{:<44} {:.2f} s ({:.2f}-{:.2f})\n", what, quantile(all, 0.5), quantile(all, 0),
                   quantile(all, 1));
    };
    row("back to a watched write, 10^8 steps ago", searches);
    row("`why` over 10^8 steps", questions);
}

int run(const std::vector<std::string>& arguments) {
    const std::int64_t steps = arguments.empty() ? 1'000'000'000 : number_in(arguments.front());
    if (steps == 0) {
        fmt::print(stderr, "freehold_time_bench [STEPS [KERNEL...]]\n");
        return 104;
    }
    fmt::print("{:<10} {:>13} {:<17} {:>15} {:>13} {:>6}\n", "kernel", "steps", "recording",
               "seek 50/95 % ms", "back us", "MiB");
    for (const Kernel& kernel : kernels_for_twins()) {
        const bool asked = arguments.size() < 2 || std::find(arguments.begin() + 1, arguments.end(),
                                                             kernel.name) != arguments.end();
        if (asked) measure(kernel, static_cast<Step>(steps));
    }
    if (arguments.size() < 2) measure_questions();
    return 0;
}

}  // namespace
}  // namespace freehold::bench

int main(int count, char** words) { return freehold::bench::run({words + 1, words + count}); }
