// SPDX-License-Identifier: MIT
#include "vm/cli/interrupt.hpp"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>

#include "vm/debug/session.hpp"

namespace freehold::cli {

namespace {

// A signal handler reaches nothing else.
std::atomic<void*> running = nullptr;
std::atomic<void (*)(void*)> interrupt = nullptr;
std::atomic<std::int64_t> first_at = 0;  // in milliseconds
volatile std::sig_atomic_t was_interrupted = 0;

std::int64_t milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

/// Without SA_RESTART a machine that waits for input wakes up.
void handle(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
}

void on_signal(int) {
    // Who signals a process and its group, as `timeout` does, means one interruption.
    constexpr std::int64_t at_once = 300;
    if (was_interrupted == 0) {
        was_interrupted = 1;
        first_at = milliseconds();
        if (void* const what = running) interrupt.load()(what);
    } else if (milliseconds() - first_at >= at_once) {
        handle(SIG_DFL);
        raise(SIGINT);
    }
}

template <class Runs>
void begin(Runs& runs) {
    was_interrupted = 0;
    interrupt = [](void* what) { static_cast<Runs*>(what)->interrupt(); };
    running = &runs;
    handle(on_signal);
}

}  // namespace

InterruptGuard::InterruptGuard(Machine& machine) { begin(machine); }

InterruptGuard::InterruptGuard(debug::Session& session) { begin(session); }

// What is said about an interruption is still to be said: the second signal must not end that.
InterruptGuard::~InterruptGuard() {
    running = nullptr;
    if (was_interrupted == 0) handle(SIG_DFL);
}

bool InterruptGuard::interrupted() const { return was_interrupted != 0; }

PromptGuard::PromptGuard() {
    handle([](int) {});
}

PromptGuard::~PromptGuard() { handle(SIG_DFL); }

}  // namespace freehold::cli
