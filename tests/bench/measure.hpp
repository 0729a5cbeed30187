// SPDX-License-Identifier: MIT
// Timing of whole processes, and of pieces of this one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freehold::bench {

struct Sample {
    double seconds = 0;    ///< from start to end, by the wall clock
    double processor = 0;  ///< seconds it had a processor: what a busy machine changes little
    int status = 0;
};

/// Runs a program to its end, its output thrown away. On Linux the program dies when this process
/// does, here and below.
Sample run_once(const std::vector<std::string>& argv);

/// How many bytes a program has resident at most while it runs to its end.
std::uint64_t peak_memory_of(const std::vector<std::string>& argv);

/// What a program prints.
std::string output_of(const std::vector<std::string>& argv);

struct Spread {
    double median = 0;
    double least = 0;
    double most = 0;
};
Spread spread_of(std::vector<double> values);

/// Of positive numbers, at least one.
double geometric_mean(const std::vector<double>& numbers);

double now();            ///< seconds, of a clock that only goes forward
double processor_now();  ///< seconds that this process has had a processor

}  // namespace freehold::bench
