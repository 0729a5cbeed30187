// SPDX-License-Identifier: MIT
// What stopped a machine: the facts. explain() (machine.hpp) makes the report of them.
#pragma once

#include <cstdint>
#include <string>

#include "freehold/diagnostic.hpp"
#include "freehold/event.hpp"

namespace freehold {

struct Fault {
    Code code{};
    Step step = 0;            ///< the instruction that faulted
    std::uint32_t index = 0;  ///< the same, in Program::code

    Where place{};                     ///< the slot or word concerned
    Pointer pointer{};                 ///< the pointer that was followed, freed, …
    ObjectId object = ObjectId::None;  ///< what it names
    Address address{};                 ///< the first byte touched
    std::uint32_t size = 0;            ///< bytes touched, or asked for
    bool write = false;                ///< the access wrote
    ValueKind wanted = ValueKind::None;
    ValueKind found = ValueKind::None;
    Step made = 0;          ///< of a borrow that has ended: the instruction that made it,
    Step ended = 0;         ///< and the one that ended it
    std::int64_t x = 0;     ///< the numbers involved: operands, an index, a status
    std::int64_t y = 0;     ///< the second: a bound, a limit
    std::string text = {};  ///< what panic or assert said, or what the input held
};

}  // namespace freehold
