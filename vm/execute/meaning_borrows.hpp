// SPDX-License-Identifier: MIT
// Borrows through a pointer that plainly end no other, into a slot that holds none. All others are
// out of line.
#pragma once

#include "vm/execute/meaning.hpp"
#include "vm/execute/places.hpp"
#include "vm/execute/way.hpp"

namespace freehold {

/// The bytes of a value, or of a run of values to the end of its block; none when they are not
/// plainly there.
inline ByteRange plain_bytes(const Run& run, Pointer pointer, const Type& type) {
    const std::uint32_t begin = raw(pointer.address);
    if (type.kind != TypeKind::Run) {
        const bool reaches = plainly_reaches(run.space, pointer, type.size);
        return reaches ? ByteRange{begin, begin + type.size} : ByteRange{};
    }
    if (!run.heap.is_block(pointer)) return {};
    return {begin, begin + run.heap.size_of(pointer.address)};
}

/// Lends what the pointer in i.b points at. False, and nothing has happened, where it is not plain.
/// `exclusive`: not through a shared borrow.
bool lend_plainly(Core<Quick>& c, const Instruction& i, const Place& place, bool exclusive);

template <Way way, ValueKind kind, class Rules>
bool borrow_one(Core<Rules>& c, const Instruction& i) {
    if constexpr (Rules::careful) {
        return borrow(c, i, way, kind);
    } else if constexpr (way != Way::P) {
        return c.rare();
    } else {
        Place place;
        constexpr bool exclusive = kind == ValueKind::Mut;
        constexpr Shadow asks = exclusive ? shadow::slow | shadow::lent | shadow::lent_exclusively
                                          : shadow::slow_load | shadow::lent_exclusively;
        if (!locate<Way::P, asks>(c, i, 0, no_bound, place)) return false;
        if (place.null || (exclusive && !writes_through(place.via))) return c.rare();
        return lend_plainly(c, i, place, exclusive);
    }
}

FREEHOLD_MEANING_IN_WAYS(Borrow, borrow_one<way, ValueKind::Ref>(c, i))
FREEHOLD_MEANING_IN_WAYS(BorrowMut, borrow_one<way, ValueKind::Mut>(c, i))

}  // namespace freehold
