// SPDX-License-Identifier: MIT
// The twin of programs/kernels/quicksort.fh.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void scatter(int64_t* a, int64_t n) {
    uint64_t state = 12345;
    for (int64_t i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        a[i] = (int64_t)(state >> 33);
    }
}

static void sort(int64_t* a, int64_t low, int64_t high) {
    if (low >= high) {
        return;
    }
    int64_t pivot = a[low + ((high - low) >> 1)];
    int64_t i = low - 1;
    int64_t j = high + 1;
    for (;;) {
        do {
            i++;
        } while (a[i] < pivot);
        do {
            j--;
        } while (a[j] > pivot);
        if (i >= j) {
            break;
        }
        int64_t x = a[i];
        a[i] = a[j];
        a[j] = x;
    }
    sort(a, low, j);
    sort(a, j + 1, high);
}

static int64_t checksum(const int64_t* a, int64_t n) {
    uint64_t sum = 0;
    int64_t previous = 0;
    for (int64_t i = 0; i < n; i++) {
        if (previous > a[i]) {
            fprintf(stderr, "element %" PRId64 " is smaller than the one before it\n", i);
            abort();
        }
        sum = sum * 31 + (uint64_t)a[i];
        previous = a[i];
    }
    return (int64_t)sum;
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 100000;
    int64_t* a = calloc((size_t)n, sizeof *a);
    scatter(a, n);
    sort(a, 0, n - 1);
    printf("quicksort %" PRId64 "\n", checksum(a, n));
    free(a);
    return 0;
}
