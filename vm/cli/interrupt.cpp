// SPDX-License-Identifier: MIT
#include "vm/cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace freehold::cli {

namespace {

// A signal handler reaches nothing else.
std::atomic<Machine*> running = nullptr;
volatile std::sig_atomic_t was_interrupted = 0;

void on_signal(int) {
    was_interrupted = 1;
    if (Machine* machine = running) machine->interrupt();
}

/// Without SA_RESTART a machine that waits for input wakes up.
void handle(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = handler == SIG_DFL ? 0 : static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard(Machine& machine) {
    was_interrupted = 0;
    running = &machine;
    handle(on_signal);
}

InterruptGuard::~InterruptGuard() {
    handle(SIG_DFL);
    running = nullptr;
}

bool InterruptGuard::interrupted() const { return was_interrupted != 0; }

}  // namespace freehold::cli
