# SPDX-License-Identifier: MIT
# The twin of programs/kernels/matmul.fh. Term by term: sum() and zip() would leave the loop to C.
import sys

from wrap import checksum


def number(cells, first):
    m = [0] * cells
    value = first
    for i in range(cells):
        value %= 100
        m[i] = value
        value += 7
    return m


def dot(a, b, n, row, column):
    total = 0
    down = column
    for along in range(row * n, row * n + n):
        total += a[along] * b[down]
        down += n
    return total


def multiply(a, b, n):
    product = [0] * (n * n)
    cell = 0
    for row in range(n):
        for column in range(n):
            product[cell] = dot(a, b, n, row, column)
            cell += 1
    return product


def main(n):
    a = number(n * n, 1)
    b = number(n * n, 2)
    print("matmul", checksum(multiply(a, b, n)))


main(int(sys.argv[1]))
