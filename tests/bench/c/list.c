// SPDX-License-Identifier: MIT
// The twin of programs/kernels/list.fh.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
    int64_t value;
    struct Node* next;
} Node;

static Node* build(int64_t n) {
    Node* list = NULL;
    for (int64_t i = 0; i < n; i++) {
        Node* node = malloc(sizeof *node);
        node->value = i;
        node->next = list;
        list = node;
    }
    return list;
}

static uint64_t checksum(const Node* at) {
    uint64_t sum = 0;
    for (; at; at = at->next) {
        sum = sum * 31 + (uint64_t)at->value;
    }
    return sum;
}

static Node* reverse(Node* list) {
    Node* reversed = NULL;
    while (list) {
        Node* rest = list->next;
        list->next = reversed;
        reversed = list;
        list = rest;
    }
    return reversed;
}

static void free_list(Node* list) {
    while (list) {
        Node* rest = list->next;
        free(list);
        list = rest;
    }
}

int main(int argc, char** argv) {
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 50000;
    Node* list = build(n);
    uint64_t total = 0;
    for (int64_t round = 0; round < 8; round++) {
        total = total * 31 + checksum(list);
        list = reverse(list);
    }
    printf("list %" PRId64 "\n", (int64_t)total);
    free_list(list);
    return 0;
}
