// SPDX-License-Identifier: MIT
// One input for several runs: read once, played again.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "freehold/machine.hpp"

namespace freehold {

class InputTape {
public:
    /// Takes what it needs from `source`, which outlives it; nullptr: there is no input.
    explicit InputTape(Input* source) : m_source(source) {}

    /// The same bytes from the beginning, as far as they were taken, and then what follows.
    std::unique_ptr<Input> play();
    /// What was taken so far.
    std::string_view taken() const { return m_bytes; }

private:
    class Player;
    bool take_more();

    Input* m_source;
    std::string m_bytes;
};

}  // namespace freehold
