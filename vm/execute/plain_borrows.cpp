// SPDX-License-Identifier: MIT
// What the quick core borrows: nothing ends, nothing is at fault, and nobody is told.
#include "vm/execute/meaning_borrows.hpp"

namespace freehold {

namespace {

/// A slot to which a borrow may come. The one it holds, if any, is released.
bool may_come(Shadow to) {
    return (to & (shadow::ro | shadow::lent)) == 0 && !owns(shadow::kind(to));
}

void give(Core<Quick>& c, Slot slot, Pointer pointer, ValueKind kind, NodeId node) {
    Shadow& to = c.state(slot);
    const Address address = c.slot_address(slot);
    if ((to & shadow::holds_node) != 0) c.run.borrows.release(address);
    to = (to & ~shadow::replaced) | shadow::whole(kind);
    c.word(slot) = pointer.word();
    c.run.borrows.hold_plainly(address, node);
    (void)c.run.tells(EventKind::Borrow, kind);
}

/// Whether the slot's pointer may be followed without asking. What it was asked before for may be
/// gone.
bool followed_plainly(Core<Quick>& c, Slot slot, Shadow asks) {
    if ((c.state(slot) & asks) == 0) return true;
    return settle(c.run, c.slot_address(slot)) && (c.state(slot) & asks) == 0;
}

/// The bytes of a value, or of a run of values to the end of its block; none when they are not
/// plainly there.
ByteRange plain_bytes(const Run& run, Pointer pointer, const Type& type) {
    const std::uint32_t begin = raw(pointer.address);
    if (type.kind != TypeKind::Run) {
        const bool reaches = plainly_reaches(run.space, pointer, type.size);
        return reaches ? ByteRange{begin, begin + type.size} : ByteRange{};
    }
    if (!run.heap.is_block(pointer)) return {};
    return {begin, begin + run.heap.size_of(pointer.address)};
}

}  // namespace

template <ValueKind kind>
bool lend_plainly(Core<Quick> c, const Instruction& i) {
    constexpr bool exclusive = kind == ValueKind::Mut;
    constexpr Shadow asks = exclusive ? shadow::slow | shadow::lent | shadow::lent_exclusively
                                      : shadow::slow_load | shadow::lent_exclusively;
    Run& run = c.run;
    Place place;
    if (!locate<Way::P>(c, i, 0, no_bound, place) || place.null) return false;
    if (place.via == ValueKind::Raw || (exclusive && !writes_through(place.via))) return false;
    if (!may_come(c.state(i.a)) || i.a == i.b || !borrows_unseen(run)) return false;
    const ByteRange bytes = plain_bytes(run, place.pointer, run.program.type(TypeId{i.high()}));
    if (bytes.begin == bytes.end) return false;
    if (!followed_plainly(c, i.b, asks)) return false;

    // Its pointer may be followed without asking: if it is a borrow, it lives.
    const Address from = c.slot_address(i.b);
    const NodeId node =
        run.borrows.lend(place.pointer.object, bytes, exclusive, run.borrows.held(from), c.step());
    if (owns(place.via)) c.state(i.b) |= exclusive ? shadow::slow : shadow::slow_store;
    give(c, i.a, place.pointer, kind, node);
    return true;
}

template bool lend_plainly<ValueKind::Ref>(Core<Quick>, const Instruction&);
template bool lend_plainly<ValueKind::Mut>(Core<Quick>, const Instruction&);

bool reach_plainly(Core<Quick> c, const Instruction& i) {
    constexpr Shadow asks = shadow::slow_load | shadow::lent_exclusively;
    Run& run = c.run;
    Place at;
    if (!locate<Way::P>(c, i, 8, no_bound, at) || at.via != ValueKind::Ref) return false;
    if (!may_come(c.state(i.a)) || !borrows_unseen(run)) return false;
    if (!run.space.may_load<8>(at.pointer.object, at.sum, ValueKind::Own)) return false;
    const auto pointer = Pointer::from_word(run.space.read<std::uint64_t>(at.pointer.address));
    if (!run.heap.is_block(pointer) || run.borrows.is_lent(pointer.object)) return false;
    if (!followed_plainly(c, i.b, asks)) return false;

    const NodeId by = run.borrows.held(c.slot_address(i.b));
    const std::uint32_t cell = raw(at.pointer.address);
    if (!run.borrows.covers(by, at.pointer.object, {cell, cell + 8}, false)) return false;
    const std::uint32_t begin = raw(pointer.address);
    const ByteRange bytes{begin, begin + run.heap.size_of(pointer.address)};
    if (bytes.begin == bytes.end) return false;
    if (i.a == i.b && run.borrows.move_on(by, pointer.object, bytes, c.step())) {
        c.word(i.a) = pointer.word();
        (void)run.tells(EventKind::Borrow, ValueKind::Ref);
        return true;
    }
    give(c, i.a, pointer, ValueKind::Ref,
         run.borrows.lend(pointer.object, bytes, false, by, c.step()));
    return true;
}

bool share_plainly(Core<Quick> c, const Instruction& i) {
    if (!may_come(c.state(i.a)) || i.a == i.b) return false;
    const NodeId node = c.run.borrows.held(c.slot_address(i.b));
    const Pointer pointer = Pointer::from_word(c.word(i.b));
    c.run.borrows.keep(node);
    Shadow& to = c.state(i.a);
    const Address address = c.slot_address(i.a);
    if ((to & shadow::holds_node) != 0) c.run.borrows.release(address);
    to = (to & ~shadow::replaced) | shadow::whole(ValueKind::Ref);
    c.word(i.a) = pointer.word();
    c.run.borrows.hold(address, node);
    c.run.borrows.settle_pointer(address);
    c.run.borrows.unkeep(node);
    return true;
}

}  // namespace freehold
