// SPDX-License-Identifier: MIT
// Where places are, and owners in and out of them.
#include "vm/execute/places.hpp"

#include "vm/execute/owners.hpp"

namespace freehold {

namespace {

bool locate_any(ParkedCore& c, const Instruction& i, Way way, std::uint32_t stride,
                std::uint32_t bound, Place& place) {
    switch (way) {
        case Way::P: return locate<Way::P>(c, i, stride, bound, place);
        case Way::F: return locate<Way::F>(c, i, stride, bound, place);
        case Way::G: return locate<Way::G>(c, i, stride, bound, place);
        case Way::PX: return locate<Way::PX>(c, i, stride, bound, place);
        case Way::FX: return locate<Way::FX>(c, i, stride, bound, place);
        case Way::GX: return locate<Way::GX>(c, i, stride, bound, place);
    }
    return false;
}

/// Of a static run, whose length is that of its object (ensured by validation: all of it is named).
std::uint32_t elements_of_static(const Run& run, const Instruction& i, std::uint32_t stride) {
    const ObjectId object = shadow::object(run.space.shadow(Address{i.low()}));
    return stride == 0 ? 0 : run.objects.find(object, run.heap).size / stride;
}

}  // namespace

bool locate_word(ParkedCore& c, const Instruction& i, Way way, Place& place) {
    if (!locate_any(c, i, way, 8, indexed(way) ? i.high() : no_bound, place)) return false;
    const Access access{place.pointer, false, ValueKind::Raw, 8, ValueKind::None, false};
    return through_pointer(way) || !c.run.unchecked() || check_mapped(c.run, access);
}

bool locate_typed(ParkedCore& c, const Instruction& i, Way way, TypedPlace& at) {
    const Type& named = c.run.program.type(TypeId{i.high()});
    at.type = indexed(way) ? named.element : TypeId{i.high()};
    at.size = c.run.program.type(at.type).size;
    at.is_run = c.run.program.type(at.type).kind == TypeKind::Run;
    std::uint32_t bound = named.kind == TypeKind::Array ? named.count : no_bound;
    if (way == Way::GX && named.kind == TypeKind::Run)
        bound = elements_of_static(c.run, i, at.size);
    if (!locate_any(c, i, way, at.size, bound, at.place)) return false;
    // Of a place that is none there can be no address, whatever is enforced.
    const bool direct = way == Way::FX || way == Way::GX;
    if (!direct || static_cast<std::uint64_t>(c.word(i.c)) < bound) return true;
    Fault fault{.code = Code::OutOfBounds};
    fault.address = at.place.pointer.address;
    fault.x = static_cast<std::int64_t>(c.word(i.c));
    fault.y = bound;
    return c.run.stop_at(std::move(fault));
}

namespace {

/// An owner is taken through a shared borrow: F104.
bool may_not_take(ParkedCore& c, const Place& at) {
    Fault fault{.code = Code::MoveOutOfPlace};
    fault.pointer = at.pointer;
    fault.object = at.pointer.object;
    fault.address = at.pointer.address;
    fault.found = at.via;
    return c.fault(std::move(fault));
}

/// Whether the owner at a place may be read and replaced. `taking`: it is taken out.
bool may_change_owner(ParkedCore& c, const Instruction& i, Way way, const Place& at, bool taking) {
    AddressSpace& space = c.run.space;
    const Address address = at.pointer.address;
    if (through_pointer(way)) {
        const Access access = access_of(at, 8, ValueKind::Own, true);
        if (!check_live(c.run, i.b, at, 8, true)) return false;
        if (!at.null && !writes_through(at.via)) {
            if (taking ? !may_not_take(c, at) : !explain_shared_write(c.run, access)) return false;
        }
        // What is no owner cannot be taken; `put` may write over it, through a raw pointer.
        if (taking && !space.may_load<8>(at.pointer, ValueKind::Own)) {
            return explain_load(c.run, access_of(at, 8, ValueKind::Own, false));
        }
        return space.may_store<8>(at.pointer, ValueKind::Own) || check_store(c.run, access);
    }
    const Shadow s = space.shadow(address);
    if (is_frozen(way, s) && !check_overwrite(c.run, address, 8, ValueKind::Own)) return false;
    return !taking || space.holds<8>(address, ValueKind::Own) ||
           explain_direct(c.run, address, 8, ValueKind::Own);
}

/// What a place owns: null when nothing does stand there.
Pointer owner_at(const AddressSpace& space, Address address) {
    return space.holds<8>(address, ValueKind::Own)
               ? Pointer::from_word(space.read<std::uint64_t>(address))
               : Pointer{};
}

/// The place is about to have another owner, and what stands there to be moved or freed.
bool use_owner_at(ParkedCore& c, const Instruction& i, Way way, const Place& at, Use how) {
    if (!c.run.borrows.any()) return true;
    if (through_pointer(way)) {
        if (!use_through(c.run, i.b, at, 8, how)) return false;
    } else {
        use_directly(c.run, at.pointer.address, 8, how);
    }
    use_block(c.run, owner_at(c.run.space, at.pointer.address), how);
    return true;
}

void write_owner(ParkedCore& c, Address address, Pointer owner) {
    Shadow& s = c.run.space.edit_shadow(address);
    shadow::take_kind(s, ValueKind::Own);
    s = (s & ~shadow::moved) | shadow::init_mask;
    c.run.space.write(address, owner.word());
    c.tell_write(address, ValueKind::Own, owner.word(), 8);
}

}  // namespace

bool take(ParkedCore& c, const Instruction& i, Way way) {
    Place at;
    if (!locate_word(c, i, way, at) || !may_change_owner(c, i, way, at, true)) return false;
    // The place gets another value: null.
    if (!use_owner_at(c, i, way, at, Use::Write)) return false;
    const Address address = at.pointer.address;
    c.run.touch(address, 8, false);
    const Pointer owned = owner_at(c.run.space, address);
    write_owner(c, address, Pointer{});
    tell_move(c.run, owned, address, c.slot_address(i.a), ValueKind::Own);
    return assign(c, i.a, ValueKind::Own, owned.word());
}

bool put(ParkedCore& c, const Instruction& i, Way way) {
    Place at;
    std::uint64_t value = 0;
    use_slots(c.run, c.slot_address(i.a), 8, Use::Move);
    if (!read_stored(c, i.a, ValueKind::Own, value)) return false;
    // It has left its slot before another pointer is followed: no owner gets into its own block.
    if (through_pointer(way)) c.mark_moved(i.a);
    if (!locate_word(c, i, way, at) || !may_change_owner(c, i, way, at, false)) return false;
    if (!use_owner_at(c, i, way, at, Use::Write)) return false;
    const Address address = at.pointer.address;
    const Pointer old = owner_at(c.run.space, address);
    c.mark_moved(i.a);
    tell_move(c.run, Pointer::from_word(value), c.slot_address(i.a), address, ValueKind::Own);
    write_owner(c, address, Pointer::from_word(value));
    return free_owned(c.run, old, Reason::Reassigned, address);
}

namespace {

/// The place lies in the block that the slot owns, so each is reached through the other: F201.
bool swap_with_itself(ParkedCore& c, const Instruction& i, const Place& at) {
    Fault fault{.code = Code::TwoExclusiveBorrows};
    fault.place = c.run.where_slot(i.a);
    fault.pointer = at.pointer;
    fault.object = at.pointer.object;
    fault.address = at.pointer.address;
    fault.found = ValueKind::Own;
    fault.write = true;
    return c.fault(std::move(fault));
}

}  // namespace

bool swap(ParkedCore& c, const Instruction& i, Way way) {
    Place at;
    std::uint64_t value = 0;
    use_slots(c.run, c.slot_address(i.a), 8, Use::Move);
    if (!read_stored(c, i.a, ValueKind::Own, value)) return false;
    if (!locate_word(c, i, way, at) || !may_change_owner(c, i, way, at, true)) return false;
    if (through_pointer(way) && i.a == i.b && !swap_with_itself(c, i, at)) return false;
    if (!use_owner_at(c, i, way, at, Use::Write)) return false;
    if (!may_assign(c, i.a)) return false;
    const Address address = at.pointer.address;
    const Pointer old = owner_at(c.run.space, address);
    const Address slot = c.slot_address(i.a);
    tell_move(c.run, Pointer::from_word(value), slot, address, ValueKind::Own);
    tell_move(c.run, old, address, slot, ValueKind::Own);
    write_owner(c, address, Pointer::from_word(value));
    write_owner(c, slot, old);
    return true;
}

bool move_out(ParkedCore& c, const Instruction& i, Way way) {
    Place at;
    if (!locate_word(c, i, way, at)) return false;
    const Address address = at.pointer.address;
    if (through_pointer(way) && !c.run.space.may_load<8>(at.pointer, ValueKind::Own)) {
        if (!explain_load(c.run, access_of(at, 8, ValueKind::Own, false))) return false;
    }
    Fault fault{.code = Code::MoveOutOfPlace};
    fault.place = c.run.where_memory(address);
    fault.pointer = at.pointer;
    fault.object = at.pointer.object;
    fault.address = address;
    fault.found = at.via;
    // All the same: both places own it now.
    return c.fault(std::move(fault)) &&
           assign(c, i.a, ValueKind::Own, c.run.space.read<std::uint64_t>(address));
}

}  // namespace freehold
