// SPDX-License-Identifier: MIT
#include "tests/bench/asked.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/bench/kernels.hpp"
#include "tests/bench/words.hpp"

namespace freehold::bench {
namespace {

bool is_number(const std::string& word) {
    return word.find_first_not_of("-0123456789") == std::string::npos;
}

void take_rounds(Asked& asked, const std::string& word) {
    const std::int64_t rounds = number_in(word);
    if (rounds == 0 || rounds > 1'000) {
        asked.mistake = fmt::format("`{}`: a number of rounds from 1 to 1000 is needed", word);
    } else {
        asked.rounds = static_cast<int>(rounds);
    }
}

void take_kernel(Asked& asked, const std::string& word) {
    std::vector<std::string> known;
    for (const Kernel& kernel : kernels_for_twins()) known.push_back(kernel.name);
    if (std::find(known.begin(), known.end(), word) == known.end()) {
        asked.mistake = no_such("kernel", word, known);
    } else {
        asked.kernels.push_back(word);
    }
}

}  // namespace

Asked asked_of(const std::vector<std::string>& arguments) {
    Asked asked;
    for (std::size_t i = 0; i < arguments.size() && asked.mistake.empty(); ++i) {
        const std::string& word = arguments[i];
        if (word == "--help" || word == "-h") {
            asked.help = true;
        } else if (i == 0 && is_number(word)) {
            take_rounds(asked, word);
        } else {
            take_kernel(asked, word);
        }
    }
    return asked;
}

const char* bench_help() {
    return "freehold_bench [ROUNDS] [KERNEL...]\n"
           "\n"
           "Runs each kernel of programs/kernels, or those named, in turns with its C twin, and\n"
           "compares the processor time they took; with all kernels the start, memory and\n"
           "assembling, too. The median of the rounds (7) counts.\n"
           "\n"
           "Exit status: 0, whatever bars are kept; 1 when a twin prints something else;\n"
           "2 for a wrong command line.\n";
}

}  // namespace freehold::bench
