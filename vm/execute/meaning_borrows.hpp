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

inline bool borrows_unseen(const Run& run) {
    return !run.told_details || !run.wants(EventKind::Borrow);
}

// ---- of a proven program: what is alive, and free to be lent, is known; how long a run is, not -

template <ValueKind kind, class Rules>
bool give_proven(Core<Rules>& c, SlotOf<Rules> slot, Pointer pointer) {
    if (c.run.wants(EventKind::Borrow)) [[unlikely]] {
        if (c.run.told_details) return c.rare();
        (void)c.run.tells(EventKind::Borrow, kind);
    }
    return c.write(slot, kind, pointer.word());
}

/// Whether the place that a pointer leads to, not through null, is all there.
inline bool is_there(const Run& run, const Instruction& i, Pointer pointer) {
    const Type& type = run.program.type(TypeId{i.high()});
    return type.kind == TypeKind::Run ? i.low() == 0
                                      : plainly_reaches(run.space, pointer, type.size);
}
inline bool is_there(const Run&, const Prepared& i, Pointer) { return i.is_there(); }

template <ValueKind kind, class Rules>
bool lend_proven(Core<Rules>& c, const Coded<Rules>& i) {
    Place place;
    if (!locate<Way::P>(c, i, 0, no_bound, place) || place.null) {
        return c.rare();
    }
    if (!is_there(c.run, i, place.pointer)) return c.rare();
    return give_proven<kind>(c, i.a, place.pointer);
}

template <ValueKind kind, class Rules>
bool reach_proven(Core<Rules>& c, const Coded<Rules>& i) {
    Place at;
    if (!locate<Way::P>(c, i, 8, no_bound, at)) return c.rare();
    const AddressSpace& space = c.run.space;
    if (!space.template may_load<8>(at.pointer.object, at.sum, ValueKind::Own)) return c.rare();
    const auto pointer = Pointer::from_word(space.template read<std::uint64_t>(at.pointer.address));
    return pointer.is_null() ? c.rare() : give_proven<kind>(c, i.a, pointer);
}

template <Way way, ValueKind kind, class Rules>
bool borrow_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return borrow(c, i, way, kind);
    } else if constexpr (way != Way::P) {
        return c.rare();
    } else if constexpr (Rules::proven) {
        return lend_proven<kind>(c, i);
    } else {
        return c.run.proven ? lend_proven<kind>(c, i) : lend_plainly<kind>(c, i);
    }
}

template <Way way, ValueKind kind, class Rules>
bool reach_one(Core<Rules>& c, const Coded<Rules>& i) {
    if constexpr (Rules::careful) {
        return reach(c, i, way, kind);
    } else if constexpr (way != Way::P) {
        return c.rare();
    } else if constexpr (Rules::proven) {
        return reach_proven<kind>(c, i);
    } else {
        if (c.run.proven) return reach_proven<kind>(c, i);
        return kind == ValueKind::Ref ? reach_plainly(c, i) : c.rare();
    }
}

FREEHOLD_MEANING_IN_WAYS(Borrow, borrow_one<way, ValueKind::Ref>(c, i))
FREEHOLD_MEANING_IN_WAYS(Reach, reach_one<way, ValueKind::Ref>(c, i))
FREEHOLD_MEANING_IN_WAYS(BorrowMut, borrow_one<way, ValueKind::Mut>(c, i))

}  // namespace freehold
