// SPDX-License-Identifier: MIT
// The twin of programs/kernels/hash.fh.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { bits = 16, places = 1 << bits, mask = places - 1, different_keys = places / 2 };

static uint64_t next_random(uint64_t state) {
    return state * 6364136223846793005u + 1442695040888963407u;
}

static int64_t find(const int64_t* keys, int64_t key) {
    int64_t at = (int64_t)((uint64_t)key * 0x1E3779B97F4A7C15u >> (64 - bits));
    while (keys[at] != key && keys[at] != 0) {
        at = (at + 1) & mask;
    }
    return at;
}

static void count_one(int64_t* keys, int64_t* counts, int64_t key) {
    int64_t at = find(keys, key);
    keys[at] = key;
    counts[at]++;
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 200000;
    int64_t* keys = calloc(places, sizeof *keys);
    int64_t* counts = calloc(places, sizeof *counts);
    uint64_t state = 1;
    for (int64_t i = 0; i < n; i++) {
        state = next_random(state);
        count_one(keys, counts, (int64_t)(state >> 40) % different_keys + 1);
    }
    uint64_t sum = 0;
    for (int64_t i = 0; i < n; i++) {
        state = next_random(state);
        int64_t key = (int64_t)(state >> 40) % places + 1;
        sum = sum * 31 + (uint64_t)counts[find(keys, key)];
    }
    printf("hash %" PRId64 "\n", (int64_t)sum);
    free(counts);
    free(keys);
    return 0;
}
