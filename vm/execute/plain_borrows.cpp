// SPDX-License-Identifier: MIT
// What the quick core borrows. It may not tell anything, and so nothing may be to tell.
#include "vm/execute/meaning_borrows.hpp"

namespace freehold {

bool lend_plainly(Core<Quick>& c, const Instruction& i, const Place& place, bool exclusive) {
    Run& run = c.run;
    constexpr Shadow odd = shadow::ro | shadow::lent | shadow::holds_node;
    Shadow& to = c.state(i.a);
    if ((to & odd) != 0 || owns(shadow::kind(to))) return false;
    const Type& type = run.program.type(TypeId{i.high()});
    const ByteRange bytes = plain_bytes(run, place.pointer, type);
    if (bytes.begin == bytes.end || (run.wants(EventKind::Borrow) && run.told_details)) return false;

    const Address from = c.slot_address(i.b);
    const ValueKind kind = exclusive ? ValueKind::Mut : ValueKind::Ref;
    to = (to & ~shadow::replaced) | shadow::whole(kind);
    c.word(i.a) = place.pointer.word();
    // Its pointer may be followed without asking: if it is a borrow, it lives.
    run.borrows.lend_to(c.slot_address(i.a), place.pointer.object, bytes, exclusive,
                        run.borrows.held(from), c.step());
    if (owns(place.via)) run.borrows.settle_owner(from, place.pointer.object);
    (void)run.tells(EventKind::Borrow, kind);
    return true;
}

}  // namespace freehold
