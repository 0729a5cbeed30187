# SPDX-License-Identifier: MIT
# The twin of programs/kernels/fib.fh.
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print("fib", fib(int(sys.argv[1])))
