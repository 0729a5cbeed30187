// SPDX-License-Identifier: MIT
// What is said of a name that is not declared: once for each cause, however often it is used.
#pragma once

#include <cstdint>

#include "assembler/unit.hpp"

namespace freehold::assembler {

/// Where one declaration would have been enough: in a function, or outside of all.
inline constexpr std::uint32_t outside_functions = 0xffffffff;

/// Reports that a name is not declared (F009, F011). Where a file of the library declares it, the
/// `include` is missing, and that is what is said, once. Where an `include` failed, nothing is said
/// of what the file may have declared.
void report_undeclared(Unit& unit, Mistake mistake, NameId name, Span use,
                       std::uint32_t function = outside_functions);

}  // namespace freehold::assembler
