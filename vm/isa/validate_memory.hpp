// SPDX-License-Identifier: MIT
// Whether what a memory form names lies inside what holds it.
#pragma once

#include <optional>
#include <string>

#include "vm/isa/form.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold {

/// Checks the places of instructions. Their operands are in range one by one.
///
/// - P, PX: the machine checks the pointer; only the place's type can be wrong.
/// - F, FX: the place, for every index below the bound, lies in the area that holds the base slot:
/// its
///   local, the result, or the outgoing area; [base, base + offset + bytes) towards slot 0.
/// - G, GX: it lies in one static.
///
/// F and G places are aligned. A place of an unknown length ([T]) is all of a static.
class MemoryCheck {
public:
    MemoryCheck(const Program& program, const StaticIndex& statics)
        : m_program(program), m_statics(statics) {}

    /// What is wrong; empty when nothing is, also for an instruction without a memory form.
    std::string check(const Function& function, const Instruction& instruction) const;

private:
    struct Place;
    std::string measure(const Instruction& instruction, Place& place) const;
    std::string measure_place(const Instruction& instruction, bool indexed, Place& place) const;
    std::string check_frame(const Function& function, const Instruction& instruction,
                            const Place& place) const;
    std::string check_static(const Instruction& instruction, const Place& place) const;

    const Program& m_program;
    const StaticIndex& m_statics;
};

}  // namespace freehold
