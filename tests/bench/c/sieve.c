// SPDX-License-Identifier: MIT
// The twin of programs/kernels/sieve.fh. There the size is a constant of the program and the bytes
// lie in BSS; here it comes from the command line and they lie on the heap.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void cross_out(uint8_t* composite, int64_t n) {
    for (int64_t p = 2; p * p <= n; p++) {
        if (composite[p]) {
            continue;
        }
        for (int64_t multiple = p * p; multiple <= n; multiple += p) {
            composite[multiple] = 1;
        }
    }
}

static int64_t count_primes(const uint8_t* composite, int64_t n) {
    int64_t count = 0;
    for (int64_t i = 2; i <= n; i++) {
        if (!composite[i]) {
            count++;
        }
    }
    return count;
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 1000000;
    uint8_t* composite = calloc((size_t)n + 1, 1);
    cross_out(composite, n);
    printf("sieve %" PRId64 "\n", count_primes(composite, n));
    free(composite);
    return 0;
}
