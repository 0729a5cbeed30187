// SPDX-License-Identifier: MIT
#include "tests/bench/compare/setting.hpp"

#include <array>
#include <ctime>
#include <fstream>

namespace freehold::bench {
namespace {

std::string date_now() {
    const std::time_t now = std::time(nullptr);
    std::array<char, 32> text{};
    const std::size_t size =
        std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
    return {text.data(), size};
}

std::string processor_model() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(": ");
        if (line.rfind("model name", 0) == 0 && colon != std::string::npos) {
            return line.substr(colon + 2);
        }
    }
    return {};
}

}  // namespace

Setting setting_of(int rounds, bool trial) {
    return {date_now(), processor_model(), FREEHOLD_C_COMPILER, rounds, trial};
}

}  // namespace freehold::bench
