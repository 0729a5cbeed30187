// SPDX-License-Identifier: MIT
// Ctrl-C while a program runs.
#pragma once

#include "freehold/machine.hpp"

namespace freehold::debug {
class Session;
}

namespace freehold::cli {

/// While it lives, the first SIGINT pauses the machine; another, if it does not come at once, ends
/// the process. One at a time.
class InterruptGuard {
public:
    explicit InterruptGuard(Machine& machine);
    /// The same for a command of the debugger.
    explicit InterruptGuard(debug::Session& session);
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

    bool interrupted() const;
};

/// While it lives, SIGINT does no more than end a read from the terminal.
class PromptGuard {
public:
    PromptGuard();
    ~PromptGuard();
    PromptGuard(const PromptGuard&) = delete;
    PromptGuard& operator=(const PromptGuard&) = delete;
};

}  // namespace freehold::cli
