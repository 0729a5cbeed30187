// SPDX-License-Identifier: MIT
// What the drops at the ends of scopes will do, as far as it is known before the program runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/program.hpp"

namespace freehold::ownership {

/// One `drop.end`. The slot's own state is its drop flag.
struct DropFact {
    enum class Fate : std::uint8_t {
        Frees,    ///< the slot owns on every way here (or is null, see below)
        Nothing,  ///< it owns on none
        Depends,  ///< on the way: the flag decides while the program runs
        Unknown,  ///< control never comes here, or the function is too large to verify
    };

    std::uint32_t at = 0;  ///< index into Program::code
    std::string name;      ///< what is dropped: "s", "s.a"
    Fate fate = Fate::Unknown;
    bool may_be_null = false;  ///< an owner that may be null: then there is nothing to free
    std::vector<std::uint32_t> set_by;      ///< the instructions that give the slot an owner
    std::vector<std::uint32_t> cleared_by;  ///< those that take it away
};

/// "frees", "nothing to free", "depends on the way", "unknown".
const char* fate_name(DropFact::Fate fate);

/// Every `drop.end` of a function, in order.
std::vector<DropFact> drops_of(const Program& program, FunctionId function);

}  // namespace freehold::ownership
