// SPDX-License-Identifier: MIT
// Compiled and linked when the build is configured, to see whether a binary can hold all its
// libraries here.
#include <fmt/format.h>

#include <cstdio>

int main(int argc, char** argv) {
    std::puts(fmt::format("{} {:>5} {:x} {:.3f}", argv[0], "of", argc, 0.5 * argc).c_str());
}
