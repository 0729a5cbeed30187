# SPDX-License-Identifier: MIT
# The twin of programs/kernels/loop.fh; masked where a word would lose bits.
import sys

from wrap import MASK, signed


def run(n):
    x = 88172645463325252
    total = 0
    for i in range(n):
        x ^= i
        for _ in range(1000):
            x ^= (x << 13) & MASK
            x ^= x >> 7
            x ^= (x << 17) & MASK
            total = (total + x) & MASK
    return signed(total)


print("loop", run(int(sys.argv[1])))
