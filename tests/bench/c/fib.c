// SPDX-License-Identifier: MIT
// The twin of programs/kernels/fib.fh.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static int64_t fib(int64_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 27;
    printf("fib %" PRId64 "\n", fib(n));
    return 0;
}
