// SPDX-License-Identifier: MIT
#include "vm/cli/cli.hpp"

int main(int argc, char** argv) { return freehold::cli::main(argc, argv); }
