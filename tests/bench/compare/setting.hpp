// SPDX-License-Identifier: MIT
// When and where something was measured, and how.
#pragma once

#include <string>

namespace freehold::bench {

struct Setting {
    std::string date;       ///< in UTC, as 2026-11-26T07:30:00Z
    std::string processor;  ///< its model; empty where the system does not tell
    std::string compiler;   ///< of the C twins, and its version
    int rounds = 0;
    bool trial = false;  ///< see is_trial
};

/// Here and now.
Setting setting_of(int rounds, bool trial);

}  // namespace freehold::bench
