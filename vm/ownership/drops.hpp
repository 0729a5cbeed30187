// SPDX-License-Identifier: MIT
// What each drop at the end of a scope does, as far as it is known before the run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/program.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold::ownership {

/// One `drop.end`. The state of its slot is its flag: set by what gives it a value, cleared by what
/// takes the value away.
struct EndDrop {
    enum class Kind : std::uint8_t {
        Static,       ///< it always owns: the drop frees
        Dead,         ///< it never owns: nothing to free
        Conditional,  ///< it owns on some ways: the flag decides while the program runs
        Unreached,    ///< no way leads there
    };
    std::uint32_t at = 0;  ///< index into Program::code
    std::string slot;      ///< "s", "s.next"
    Kind kind = Kind::Unreached;
    bool may_be_null = false;        ///< an `own?` that may be null when it is dropped
    std::vector<std::uint32_t> set;  ///< the instructions whose gift reaches the drop, ascending
    std::vector<std::uint32_t> cleared;  ///< those after which there is nothing left, ascending
};

/// Those of one function, in the order of its code; none where it is too large to verify. The
/// program need not keep the rules.
std::vector<EndDrop> drops_of(const Program& program, const StaticIndex& statics,
                              FunctionId function);

/// "static", "dead", "conditional", "unreached".
const char* drop_kind_word(EndDrop::Kind kind);

}  // namespace freehold::ownership
