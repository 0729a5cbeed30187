// SPDX-License-Identifier: MIT
// How much work the verifier puts into one function before it gives up.
#pragma once

#include <cstdint>

namespace freehold::ownership {

/// Counted in small steps, not in time: the verdict is the same on every machine. Programs written
/// by people or by reasonable generators stay far below.
class Budget {
public:
    /// For a function of so many instructions.
    explicit Budget(std::uint32_t instructions)
        : m_left(20'000'000 + std::uint64_t{5'000} * instructions) {
        if (m_left > most) m_left = most;
    }

    /// False once there is nothing left.
    bool spend(std::uint64_t steps) {
        if (steps > m_left) m_left = 0;
        if (m_left == 0) return false;
        m_left -= steps;
        return true;
    }
    bool is_spent() const { return m_left == 0; }

    /// Bytes for the states at the beginnings of all blocks.
    static constexpr std::uint64_t state_bytes = 256u << 20;

private:
    static constexpr std::uint64_t most = 500'000'000;
    std::uint64_t m_left;
};

}  // namespace freehold::ownership
