// SPDX-License-Identifier: MIT
// How a core runs: what it asks, and in which form it has its instructions.
#pragma once

#include "vm/execute/at_hand.hpp"
#include "vm/execute/prepared.hpp"

namespace freehold {

/// How an engine runs. Careful: it finds out what is wrong, asks the book of borrows, and tells
/// every copy, write, borrow, call …, not only what concerns blocks. Its Run is parked at all
/// times.
struct Quick {
    static constexpr bool careful = false;
    static constexpr bool proven = false;
    using Code = Instruction;
    using SlotName = Slot;
};
struct Careful {
    static constexpr bool careful = true;
    static constexpr bool proven = false;
    using Code = Instruction;
    using SlotName = Slot;
};
/// As Quick, of a program whose slots have been proven to hold what each instruction reads, and
/// which has been prepared: they are not asked. `kept`: whether a slot that is written has a shadow
/// (PlainSlots). Memory is checked as ever.
template <bool kept, AtHand operand = AtHand::None>
struct FastRules {
    static constexpr bool careful = false;
    static constexpr bool proven = true;
    static constexpr bool keeps_shadow = kept;
    static constexpr AtHand at_hand = operand;
    using Code = Prepared;
    using SlotName = SlotOffset;
};

/// An instruction, and a slot in it, as a core has them.
template <class Rules>
using Coded = typename Rules::Code;
template <class Rules>
using SlotOf = typename Rules::SlotName;

}  // namespace freehold
