# SPDX-License-Identifier: MIT
# The twin of programs/kernels/churn.fh. A block is freed when the last name for it goes, so here,
# too, each goes when it is replaced.
import sys

from wrap import random

WINDOW = 256


def make(size, mark):
    block = bytearray(size)
    block[0] = mark & 255
    block[size - 1] = mark & 255
    return block


def churn(n):
    window = [None] * WINDOW
    state = 1
    total = 0
    for i in range(n):
        state = random(state)
        size = (state >> 55) + 1
        at = (state >> 40) & (WINDOW - 1)
        old = window[at]
        window[at] = make(size, i)
        if old is not None:
            total += old[0] + old[len(old) - 1]
            del old
    return total


print("churn", churn(int(sys.argv[1])))
