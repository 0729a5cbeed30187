// SPDX-License-Identifier: MIT
#include "tests/bench/costs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "freehold/assemble.hpp"
#include "freehold/verify.hpp"
#include "tests/bench/kernels.hpp"

namespace freehold::bench {
namespace {

const Command& seed_example() {
    static const Command command{
        FREEHOLD_BINARY, "run", "-q",
        fmt::format("{}/programs/seed/04_ownership.fh", FREEHOLD_SOURCE_DIR)};
    return command;
}

const Command& idle_program() {
    static const Command command = twin_command({"loop", 0});
    return command;
}

double megabytes_of(const Command& command) {
    return static_cast<double>(peak_memory_of(command)) / (1 << 20);
}

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string long_function(std::size_t number) {
    std::string text = fmt::format(
        "fn f{}(n: int) -> int {{\n    local x, y: int\n    const x, {}\n", number, number);
    for (int line = 0; line < 7; ++line) {
        text += fmt::format("    add   y, x, n\n    mul.wrap x, y, {}\n", line + 2);
    }
    return text + "    blt   x, 0, done\n    add.wrap x, x, 1\ndone:\n    ret   x\n}\n";
}

std::string long_program(std::size_t least_lines) {
    const std::size_t functions = least_lines / lines_in(long_function(0)) + 1;
    std::string text;
    for (std::size_t f = 0; f < functions; ++f) text += long_function(f);
    return text + "fn main() {\n    ret\n}\n";
}

}  // namespace

StartTimes start_times(double Sample::*clock, int pairs) {
    std::vector<double> ours;
    std::vector<double> c;
    std::vector<double> differences;
    for (int pair = 0; pair < pairs; ++pair) {
        ours.push_back(run_once(seed_example()).*clock * 1e3);
        c.push_back(run_once(idle_program()).*clock * 1e3);
        differences.push_back(ours.back() - c.back());
    }
    return {spread_of(ours), spread_of(c), spread_of(differences)};
}

PeakMemory peak_memory() { return {megabytes_of(seed_example()), megabytes_of(idle_program())}; }

BuildTimes build_times(std::size_t least_lines, int rounds) {
    const std::string text = long_program(least_lines);
    std::vector<double> assembling;
    std::vector<double> both;
    for (int round = 0; round < rounds; ++round) {
        const double begin = processor_now();
        const Assembly built = assemble(Source("long.fh", text));
        assembling.push_back(processor_now() - begin);
        if (!built.program || !verify(*built.program).program) {
            throw std::runtime_error("the long program is refused");
        }
        both.push_back(processor_now() - begin);
    }
    return {lines_in(text), spread_of(assembling), spread_of(both)};
}

}  // namespace freehold::bench
