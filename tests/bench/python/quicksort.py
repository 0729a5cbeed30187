# SPDX-License-Identifier: MIT
# The twin of programs/kernels/quicksort.fh.
import sys

from wrap import checksum, random


def scattered(n):
    a = [0] * n
    state = 12345
    for i in range(n):
        state = random(state)
        a[i] = state >> 33
    return a


def sort(a, low, high):
    if low >= high:
        return
    pivot = a[low + ((high - low) >> 1)]
    i = low - 1
    j = high + 1
    while True:
        i += 1
        while a[i] < pivot:
            i += 1
        j -= 1
        while a[j] > pivot:
            j -= 1
        if i >= j:
            break
        a[i], a[j] = a[j], a[i]
    sort(a, low, j)
    sort(a, j + 1, high)


def check(a):
    for i in range(1, len(a)):
        if a[i - 1] > a[i]:
            sys.exit(f"element {i} is smaller than the one before it")


def main(n):
    a = scattered(n)
    sort(a, 0, n - 1)
    check(a)
    print("quicksort", checksum(a))


main(int(sys.argv[1]))
