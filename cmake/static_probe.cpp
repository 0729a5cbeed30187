// SPDX-License-Identifier: MIT
// Compiled and linked when the build is configured, to see whether a binary can hold all its
// libraries here.
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv, argv + argc);
    const std::string text =
        fmt::format("{} {:>5} {:x} {:.3f} {}", argc, "of", argc, 0.5 * argc, fmt::join(words, " "));
    std::puts(text.c_str());
}
