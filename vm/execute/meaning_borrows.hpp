// SPDX-License-Identifier: MIT
// Borrows through a pointer that plainly end no other, into a slot that holds none. All others are
// out of line.
#pragma once

#include "vm/execute/meaning.hpp"
#include "vm/execute/places.hpp"
#include "vm/execute/way.hpp"

namespace freehold {

// These take their core by value: a handler whose core is known to others cannot end in a jump.

/// Lends what the pointer in i.b points at. False, and nothing has happened, where it is not plain.
template <ValueKind kind>
bool lend_plainly(Core<Quick> c, const Instruction& i);
/// The same of the block whose owner lies there, through a shared borrow: the next of a list.
bool reach_plainly(Core<Quick> c, const Instruction& i);
/// The borrow in i.b goes to another slot, too.
bool share_plainly(Core<Quick> c, const Instruction& i);

template <Way way, ValueKind kind, class Rules>
bool borrow_one(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return borrow(c, i, way, kind);
    } else if constexpr (way != Way::P) {
        return c.rare();
    } else {
        return lend_plainly<kind>(c, i);
    }
}

template <Way way, ValueKind kind, class Rules>
bool reach_one(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return reach(c, i, way, kind);
    } else if constexpr (way != Way::P || kind != ValueKind::Ref) {
        return c.rare();
    } else {
        return reach_plainly(c, i);
    }
}

FREEHOLD_MEANING_IN_WAYS(Borrow, borrow_one<way, ValueKind::Ref>(c, i))
FREEHOLD_MEANING_IN_WAYS(Reach, reach_one<way, ValueKind::Ref>(c, i))
FREEHOLD_MEANING_IN_WAYS(BorrowMut, borrow_one<way, ValueKind::Mut>(c, i))

}  // namespace freehold
