# SPDX-License-Identifier: MIT
# What wraps at 64 bits: Python's integers grow, so each result is masked.
MASK = (1 << 64) - 1


def random(state):
    """The next state of a linear congruential generator."""
    return (state * 6364136223846793005 + 1442695040888963407) & MASK


def signed(word):
    return word - (1 << 64) if word >> 63 else word


def checksum(values):
    """31 sum + value, value by value, signed."""
    total = 0
    for value in values:
        total = (total * 31 + value) & MASK
    return signed(total)
