// SPDX-License-Identifier: MIT
// The meaning of an opcode: a struct with `run`, defined once in one of the meaning_*.hpp. The
// engine asks for Meaning<op> of every row of opcodes.def, so the compiler names what is missing.
#pragma once

#include "vm/execute/core.hpp"

namespace freehold {

template <Opcode op>
struct Meaning;

/// Gives an opcode its meaning: an expression over the core `c` and the instruction `i` that is
/// true to go on at c.next, false when the run has stopped.
#define FREEHOLD_MEANING(name, ...)                                                                \
    template <>                                                                                    \
    struct Meaning<Opcode::name> {                                                                 \
        template <class Rules>                                                                     \
        static bool run([[maybe_unused]] Core<Rules>& c, [[maybe_unused]] const Coded<Rules>& i) { \
            return __VA_ARGS__;                                                                    \
        }                                                                                          \
    };

}  // namespace freehold
