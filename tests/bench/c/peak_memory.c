// SPDX-License-Identifier: MIT
// peak_memory PROGRAM ARGUMENT…: runs the program, its output thrown away, and prints how many bytes
// it had resident at most. No twin, but in C so that it is small itself: what a process counts as its
// peak includes the process that started it.
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
    if (argc < 2) {
        return 2;
    }
    pid_t child = fork();
    if (child < 0) {
        return 2;
    }
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        execv(argv[1], argv + 1);
        _exit(127);
    }
    struct rusage usage;
    int status = 0;
    if (wait4(child, &status, 0, &usage) < 0) {
        return 2;
    }
    printf("%ld\n", usage.ru_maxrss * 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
