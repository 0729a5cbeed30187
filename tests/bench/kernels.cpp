// SPDX-License-Identifier: MIT
#include "tests/bench/kernels.hpp"

#include <fmt/format.h>

namespace freehold::bench {

const std::vector<Kernel>& kernels_for_twins() {
    static const std::vector<Kernel> all{
        {"fib", 35},          {"loop", 20'000},    {"sieve", 4'000'000},     {"matmul", 192},
        {"churn", 2'000'000}, {"list", 2'000'000}, {"quicksort", 1'000'000}, {"hash", 4'000'000},
    };
    return all;
}

const std::vector<Kernel>& kernels_for_all() {
    static const std::vector<Kernel> all{
        {"fib", 35},          {"loop", 10'000},    {"sieve", 8'000'000},     {"matmul", 256},
        {"churn", 1'000'000}, {"list", 1'000'000}, {"quicksort", 1'000'000}, {"hash", 1'000'000},
    };
    return all;
}

std::string kernel_path(const Kernel& kernel) {
    return fmt::format("{}/programs/kernels/{}.fh", FREEHOLD_SOURCE_DIR, kernel.name);
}

Command freehold_command(const Kernel& kernel, const Way& way) {
    Command command{FREEHOLD_BINARY, "run", "-q", "--heap=256M"};
    command.insert(command.end(), way.options.begin(), way.options.end());
    command.insert(command.end(), {"-D", fmt::format("N={}", kernel.n), kernel_path(kernel)});
    return command;
}

Command twin_command(const Kernel& kernel, const std::string& folder) {
    return {folder + "/" + kernel.name, std::to_string(kernel.n)};
}

}  // namespace freehold::bench
