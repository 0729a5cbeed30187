# SPDX-License-Identifier: MIT
# The twin of programs/kernels/list.fh.
import sys

from wrap import MASK, signed


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next):
        self.value = value
        self.next = next


def build(n):
    nodes = None
    for i in range(n):
        nodes = Node(i, nodes)
    return nodes


def checksum(at):
    total = 0
    while at is not None:
        total = (total * 31 + at.value) & MASK
        at = at.next
    return total


def reverse(nodes):
    reversed = None
    while nodes is not None:
        rest = nodes.next
        nodes.next = reversed
        reversed = nodes
        nodes = rest
    return reversed


def free(nodes):
    while nodes is not None:
        nodes = nodes.next


def main(n):
    nodes = build(n)
    total = 0
    for _ in range(8):
        total = (total * 31 + checksum(nodes)) & MASK
        nodes = reverse(nodes)
    print("list", signed(total))
    free(nodes)


main(int(sys.argv[1]))
