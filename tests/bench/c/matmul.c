// SPDX-License-Identifier: MIT
// The twin of programs/kernels/matmul.fh.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void number(int64_t* m, int64_t cells, int64_t first) {
    int64_t value = first;
    for (int64_t i = 0; i < cells; i++) {
        value %= 100;
        m[i] = value;
        value += 7;
    }
}

static int64_t dot(const int64_t* a, const int64_t* b, int64_t n, int64_t row, int64_t column) {
    int64_t sum = 0;
    for (int64_t k = 0; k < n; k++) {
        sum += a[row * n + k] * b[k * n + column];
    }
    return sum;
}

static void multiply(int64_t* product, const int64_t* a, const int64_t* b, int64_t n) {
    for (int64_t row = 0; row < n; row++) {
        for (int64_t column = 0; column < n; column++) {
            product[row * n + column] = dot(a, b, n, row, column);
        }
    }
}

static int64_t checksum(const int64_t* m, int64_t cells) {
    uint64_t sum = 0;
    for (int64_t i = 0; i < cells; i++) {
        sum = sum * 31 + (uint64_t)m[i];
    }
    return (int64_t)sum;
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 112;
    int64_t cells = n * n;
    int64_t* a = calloc((size_t)cells, sizeof *a);
    int64_t* b = calloc((size_t)cells, sizeof *b);
    int64_t* product = calloc((size_t)cells, sizeof *product);
    number(a, cells, 1);
    number(b, cells, 2);
    multiply(product, a, b, n);
    printf("matmul %" PRId64 "\n", checksum(product, cells));
    free(product);
    free(b);
    free(a);
    return 0;
}
