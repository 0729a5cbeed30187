// SPDX-License-Identifier: MIT
// The twin of programs/kernels/churn.fh. A block there knows its length; here the window notes it.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { window_size = 256, mask = window_size - 1 };

typedef struct {
    uint8_t* bytes;
    int64_t size;
} Block;

static uint64_t next_random(uint64_t state) {
    return state * 6364136223846793005u + 1442695040888963407u;
}

static Block make(int64_t size, int64_t mark) {
    Block block = {calloc((size_t)size, 1), size};
    block.bytes[0] = (uint8_t)mark;
    block.bytes[size - 1] = (uint8_t)mark;
    return block;
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 200000;
    Block* window = calloc(window_size, sizeof *window);
    uint64_t state = 1;
    int64_t sum = 0;
    for (int64_t i = 0; i < n; i++) {
        state = next_random(state);
        int64_t size = (int64_t)(state >> 55) + 1;
        int64_t at = (int64_t)(state >> 40) & mask;
        Block old = window[at];
        window[at] = make(size, i);
        if (old.bytes) {
            sum += old.bytes[0] + old.bytes[old.size - 1];
            free(old.bytes);
        }
    }
    printf("churn %" PRId64 "\n", sum);
    for (int at = 0; at < window_size; at++) {
        free(window[at].bytes);
    }
    free(window);
    return 0;
}
