// SPDX-License-Identifier: MIT
// freehold_long: long runs over generated programs, and a closer look at single ones.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "tests/agreement/driver/commands.hpp"

namespace {

constexpr const char* usage =
    "usage: freehold_long COMMAND\n"
    "  properties FIRST COUNT [THREADS]   P1, P2, P5 and P7 on the programs of COUNT seeds and "
    "about\n"
    "                                     ten mutants of each\n"
    "  damaged FOLDER FIRST COUNT [THREADS]\n"
    "                                     the same on the programs below a folder, each damaged as "
    "a\n"
    "                                     seed says\n"
    "  rustc FIRST COUNT                  verify() against rustc on the programs of COUNT seeds\n"
    "  record FIRST COUNT                 what rustc says, one line a seed, for `compare`\n"
    "  compare FILE                       verify() against what `record` wrote\n"
    "  corpus FIRST COUNT FOLDER          a corpus of that many verdicts, from seed FIRST on\n"
    "  show SEED                          the program, in both languages, and both verdicts\n"
    "  shrink SEED                        the smallest program with the same pair of verdicts\n";

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        const int status = freehold::agreement::run_command(arguments);
        if (status >= 0) return status;
        std::fputs(usage, stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
    }
    return 2;
}
