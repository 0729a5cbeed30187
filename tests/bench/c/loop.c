// SPDX-License-Identifier: MIT
// The twin of programs/kernels/loop.fh; unsigned, because it wraps.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 1000;
    uint64_t x = 88172645463325252;
    uint64_t sum = 0;
    for (int64_t i = 0; i < n; i++) {
        x ^= (uint64_t)i;
        for (int64_t j = 0; j < 1000; j++) {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            sum += x;
        }
    }
    printf("loop %" PRId64 "\n", (int64_t)sum);
    return 0;
}
