# SPDX-License-Identifier: MIT
# The twin of programs/kernels/hash.fh.
import sys

from wrap import MASK, random, signed

BITS = 16
PLACES = 1 << BITS
DIFFERENT_KEYS = PLACES // 2


def find(keys, key):
    at = ((key * 0x1E3779B97F4A7C15) & MASK) >> (64 - BITS)
    while True:
        there = keys[at]
        if there == key or there == 0:
            return at
        at = (at + 1) & (PLACES - 1)


def count_one(keys, counts, key):
    at = find(keys, key)
    keys[at] = key
    counts[at] += 1


def main(n):
    keys = [0] * PLACES
    counts = [0] * PLACES
    state = 1
    for _ in range(n):
        state = random(state)
        count_one(keys, counts, (state >> 40) % DIFFERENT_KEYS + 1)
    total = 0
    for _ in range(n):
        state = random(state)
        key = (state >> 40) % PLACES + 1
        total = (total * 31 + counts[find(keys, key)]) & MASK
    print("hash", signed(total))


main(int(sys.argv[1]))
