// SPDX-License-Identifier: MIT
// What the verifier knows after each line of a function: which slots hold a value, what is lent to
// whom, and what may be done with each slot from there on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/program.hpp"
#include "vm/isa/static_index.hpp"

namespace freehold::ownership {

/// A loan of a slot, or of what it owns, that somebody still looks at.
struct LentTo {
    std::string holder;    ///< the slot with the borrow; empty: an argument of the call to come
    std::uint32_t at = 0;  ///< the instruction that lent it, as an index into Program::code
    bool exclusive = false;
    friend bool operator==(const LentTo&, const LentTo&) = default;
};

struct SlotState {
    enum class Holds : std::uint8_t {
        Nothing,  ///< the slot is in no scope: there is nothing to say
        Uninit,
        Init,
        Moved,
        Maybe,  ///< a value on some ways, none on others
    };
    Holds holds = Holds::Nothing;
    bool may_be_null = false;  ///< of a pointer that may be null by its type
    bool read = false;         ///< it may be read
    bool write = false;        ///< it may be given a (new) value
    bool own = false;          ///< its value may be moved away or dropped: owners and `mut` only
    std::vector<LentTo> lent;
    friend bool operator==(const SlotState&, const SlotState&) = default;
};

/// Instructions that follow each other and stand for the same line of the source, and what holds
/// after them. Without source each instruction is a line of its own.
struct LineStates {
    std::uint32_t begin = 0;  ///< instructions [begin, end) of Program::code
    std::uint32_t end = 0;
    bool reached = false;          ///< some way leads there
    bool goes_on = false;          ///< it does not leave the function: otherwise there are no slots
    std::vector<SlotState> slots;  ///< one for each name
};

struct FunctionStates {
    /// Parameters and locals in order of declaration; of a struct each field on its own.
    std::vector<std::string> names;
    std::vector<std::string> types;
    std::vector<SlotState> entry;   ///< before the first line
    std::vector<LineStates> lines;  ///< in the order of the code
    bool too_large = false;         ///< to verify: then there are no lines
};

/// The program need not keep the rules.
FunctionStates states_of(const Program& program, const StaticIndex& statics, FunctionId function);

/// "uninit", "init", "moved", "maybe"; empty for Nothing.
const char* holds_word(SlotState::Holds holds);

}  // namespace freehold::ownership
