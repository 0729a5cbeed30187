# SPDX-License-Identifier: MIT
# The twin of programs/kernels/sieve.fh. Number by number: assigning a slice would leave the loop
# to C.
import sys


def cross_out(composite, n):
    p = 2
    while p * p <= n:
        if not composite[p]:
            for multiple in range(p * p, n + 1, p):
                composite[multiple] = 1
        p += 1


def count_primes(composite, n):
    count = 0
    for i in range(2, n + 1):
        if not composite[i]:
            count += 1
    return count


def main(n):
    composite = bytearray(n + 1)
    cross_out(composite, n)
    print("sieve", count_primes(composite, n))


main(int(sys.argv[1]))
