// SPDX-License-Identifier: MIT
// How far it is from one instruction of a program to another, in steps, over the control flow and
// through calls.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// Where control can go from an instruction, as indices into Program::code.
struct Ways {
    static constexpr std::uint32_t none = 0xffffffff;
    std::uint32_t next = none;    ///< the instruction behind it
    std::uint32_t target = none;  ///< its label
    std::uint32_t entry = none;   ///< the first instruction of the function it calls
    bool calls_value = false;     ///< calls whatever function a slot holds

    /// A branch, or a read of the input with a label for its end: what can be forced.
    bool decides() const { return next != none && target != none; }
};

/// Steps to some place, from each instruction of the program.
using Distances = std::vector<std::uint32_t>;
inline constexpr std::uint32_t unreachable = 0xffffffff;

/// `unreachable` if one of them is, or if it is too large.
inline std::uint32_t sum_of_steps(std::uint32_t a, std::uint32_t b) {
    return a == unreachable || b >= unreachable - a ? unreachable : a + b;
}

class Routes {
public:
    explicit Routes(const Program& program);

    const Ways& ways(std::uint32_t index) const { return m_ways[index]; }
    /// To the end of the function's activation.
    std::uint32_t to_return(std::uint32_t index) const { return m_to_return[index]; }
    /// To `goal` within the same activation of its function; calls on the way return. Nothing goes
    /// through an instruction of `around`.
    Distances within(std::uint32_t goal, const std::vector<std::uint32_t>& around) const;
    /// To `goal` in any activation, from where the function is or further out.
    Distances into(std::uint32_t goal, const std::vector<std::uint32_t>& around) const;

private:
    void find_ways(const Program& program);
    void find_returns(const Program& program);
    Distances search(std::uint32_t goal, const std::vector<std::uint32_t>& around,
                     bool enter_calls) const;
    /// Steps over an instruction to the next one; over a call, until it has returned.
    std::uint32_t over(std::uint32_t index) const;
    std::vector<std::uint32_t> callers_of(std::uint32_t entry) const;

    std::vector<Ways> m_ways;
    std::vector<std::vector<std::uint32_t>> m_before;  // whose next or target it is
    std::vector<std::vector<std::uint32_t>> m_calls;   // by entry: the calls to it
    std::vector<std::uint32_t> m_value_calls;
    std::vector<bool> m_is_value;  // by entry: its function is used as a value
    Distances m_to_return;
};

}  // namespace freehold
