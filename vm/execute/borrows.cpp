// SPDX-License-Identifier: MIT
// borrow, addr, and borrows of what a pointer in memory points at.
#include <bit>

#include "vm/execute/owners.hpp"
#include "vm/execute/places.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

Address first_uninitialised(const AddressSpace& space, Address address, std::uint32_t bytes) {
    const Address end = address + bytes;
    while (address < end) {
        const std::uint32_t in_word = 8 - (raw(address) & 7);
        const std::uint32_t count = std::min(in_word, end - address);
        const auto missing = static_cast<std::uint8_t>(shadow::bytes(count, address) &
                                                       ~shadow::init(space.shadow(address)));
        if (missing != 0) {
            return Address{raw(address) & ~7u} +
                   static_cast<std::uint32_t>(std::countr_zero(missing));
        }
        address = address + count;
    }
    return end;
}

ObjectId object_of_local(Run& run, Address address) {
    if (const ObjectId known = shadow::object(run.space.shadow(address)); known != ObjectId::None) {
        return known;
    }
    const Slot slot = slot_at(run.fp_address(), address);
    const Local* local = local_at(run.function(), slot);
    const ObjectId id = run.objects.next_local();
    if (id == ObjectId::None) {
        run.fault({.code = Code::IdsExhausted});
        return id;
    }
    LocalObject object{id, Address{raw(address) & ~7u}, 8, run.function_of(run.fp_address()), slot};
    std::uint32_t words = 1;
    if (local != nullptr) {
        object.slot = local->base();
        object.address = run.slot_address(local->base());
        object.size = run.program.type(local->type).size;
        words = local->words;
    }
    for (std::uint32_t k = 0; k < words; ++k) {
        Shadow& s = run.space.edit_shadow(object.address + 8 * k);
        const std::uint32_t inside = std::min(object.size - std::min(object.size, 8 * k), 8u);
        const Shadow in = shadow::bytes(inside, Address{}) << shadow::in_shift;
        s = (s & ~(shadow::id_mask | shadow::in_mask)) | shadow::id_bits(id) | in |
            shadow::writable;
    }
    run.objects.add_local(object);
    if (run.wants(EventKind::Object)) {
        Event event{.kind = EventKind::Object};
        event.object = id;
        event.address = object.address;
        event.size = object.size;
        event.to = run.where_slot(object.slot);
        if (local != nullptr) event.to.whole = local->type;
        run.tell(event);
    }
    return id;
}

namespace {

/// Of a local named directly: a borrow needs a value there. An array is initialised as a whole, so
/// its first word tells; `addr` asks for nothing.
bool check_value(ParkedCore& c, const TypedPlace& at) {
    const Type& type = c.run.program.type(at.type);
    const Address address = at.place.pointer.address;
    if (at.size == 0) return true;
    if (type.kind == TypeKind::Struct && raw(address) % 8 == 0) {
        return check_complete(c.run, address, at.type);
    }
    const std::uint32_t first = is_scalar(type.kind) ? at.size : 1;
    if (all_initialised(c.run.space, address, first)) return true;
    return explain_direct(c.run, address, first, kind_of(type));
}

/// The slot gets the borrow, with its node.
bool give_borrow(ParkedCore& c, const Instruction& i, Pointer pointer, ValueKind kind,
                 NodeId node) {
    Borrows& borrows = c.run.borrows;
    borrows.keep(node);
    const bool ok = c.write(i.a, kind, pointer.word());
    if (ok) {
        borrows.hold(c.slot_address(i.a), node);
        borrows.settle_pointer(c.slot_address(i.a));
    }
    borrows.unkeep(node);
    return ok;
}

bool tell_borrow(ParkedCore& c, const Instruction& i, Pointer pointer, std::uint32_t size,
                 ValueKind kind, TypeId whole = TypeId::None, NodeId node = NodeId::None) {
    if (!give_borrow(c, i, pointer, kind, node)) return false;
    if (pointer.is_null() || !c.run.tells(EventKind::Borrow, kind)) return true;
    Event event{.kind = EventKind::Borrow};
    event.object = pointer.object;
    event.address = pointer.address;
    event.size = size;
    event.from = c.run.where_memory(pointer.address);
    event.from.whole = whole;
    event.to = c.run.where_slot(i.a);
    event.value = kind;
    c.run.tell(event);
    return true;
}

constexpr Use use_for(ValueKind kind) { return kind == ValueKind::Mut ? Use::Exclude : Use::Share; }

/// The bytes a borrow lends: of an element with a computed index the whole array.
ByteRange lent_bytes(ParkedCore& c, const Instruction& i, Way way, const TypedPlace& at,
                     Pointer pointer) {
    if (!indexed(way)) return bytes_from(c.run, pointer, at.size);
    const Type& array = c.run.program.type(TypeId{i.high()});
    pointer.address = pointer.address - static_cast<std::uint32_t>(c.word(i.c)) * at.size;
    return bytes_from(c.run, pointer, array.kind == TypeKind::Array ? array.size : 0);
}

/// The node of the borrow in a slot, while it lives.
NodeId parent_in(const Run& run, Address slot) {
    const NodeId node = run.borrows.held(slot);
    return node != NodeId::None && run.borrows.is_alive(node) ? node : NodeId::None;
}

/// Whoever owns what was lent through a slot has to ask from now on.
void ask_owner(Run& run, Address slot, ValueKind via, ObjectId object) {
    if (owns(via)) run.borrows.settle_owner(slot, object);
    if (via == ValueKind::Raw) ask_owner_of(run, object);
}

/// A use of the bytes through a pointer, and a node for them.
bool lend_through(ParkedCore& c, const Instruction& i, const Place& place, ByteRange bytes,
                  ValueKind kind, NodeId& node) {
    Run& run = c.run;
    Place lent = place;
    lent.pointer.address = Address{bytes.begin};
    if (!use_through(run, i.b, lent, bytes.end - bytes.begin, use_for(kind))) return false;
    const Address slot = c.slot_address(i.b);
    node = run.borrows.lend(place.pointer.object, bytes, kind == ValueKind::Mut,
                            parent_in(run, slot), run.at.step);
    ask_owner(run, slot, place.via, place.pointer.object);
    return true;
}

bool borrow_through_pointer(ParkedCore& c, const Instruction& i, Way way, const TypedPlace& at,
                            ValueKind kind) {
    if (at.place.null) return tell_borrow(c, i, Pointer{}, 0, kind);
    const bool write = kind == ValueKind::Mut;
    if (!check_live(c.run, i.b, at.place, 0, write)) return false;
    const Access access = access_of(at.place, at.size, ValueKind::None, write);
    if (!plainly_reaches(c.run.space, at.place.pointer, at.size) && !check_reach(c.run, access)) {
        return false;
    }
    if (kind == ValueKind::Mut && !writes_through(at.place.via) &&
        !explain_shared_write(c.run, access)) {
        return false;
    }
    NodeId node{};
    if (kind != ValueKind::Raw && !at.is_empty() && !c.run.proven) {
        const ByteRange bytes = lent_bytes(c, i, way, at, at.place.pointer);
        if (!lend_through(c, i, at.place, bytes, kind, node)) return false;
    }
    return tell_borrow(c, i, at.place.pointer, at.size, kind, at.type, node);
}

/// The node of a borrow of bytes named directly; none of those that can never be written.
NodeId lend_directly(Run& run, Pointer pointer, ByteRange bytes, ValueKind kind, bool may_own) {
    const Address begin{bytes.begin};
    const std::uint32_t size = bytes.end - bytes.begin;
    if (run.proven || kind == ValueKind::Raw || (run.space.shadow(begin) & shadow::writable) == 0) {
        return NodeId::None;
    }
    if (may_own) {
        use_slots(run, begin, size, use_for(kind));
    } else {
        use_directly(run, begin, size, use_for(kind));
    }
    return run.borrows.lend(pointer.object, bytes, kind == ValueKind::Mut, NodeId::None,
                            run.at.step);
}

bool borrow_local(ParkedCore& c, const Instruction& i, Way way, const TypedPlace& at,
                  ValueKind kind) {
    const Address address = at.place.pointer.address;
    if (kind != ValueKind::Raw && !check_value(c, at)) return false;
    if (kind == ValueKind::Mut && (c.run.space.shadow(address) & shadow::ro) != 0) {
        Fault fault{.code = Code::WriteThroughShared};
        fault.place = c.run.where_memory(address);
        fault.place.whole = at.type;
        if (!c.fault(std::move(fault))) return false;
    }
    // By its slot: a field without bytes may lie behind its local.
    const ObjectId object = object_of_local(c.run, c.slot_address(i.b));
    if (object == ObjectId::None) return false;
    const Pointer pointer{object, address};
    NodeId node{};
    if (!at.is_empty()) {
        node = lend_directly(c.run, pointer, lent_bytes(c, i, way, at, pointer), kind,
                             c.run.program.type(at.type).owns);
    }
    return tell_borrow(c, i, pointer, at.size, kind, at.type, node);
}

bool borrow_static(ParkedCore& c, const Instruction& i, Way way, const TypedPlace& at,
                   ValueKind kind) {
    const Address address = at.place.pointer.address;
    const Shadow s = c.run.space.shadow(address);
    if (kind == ValueKind::Mut && (s & shadow::writable) == 0) {
        Fault fault{.code = Code::WriteThroughShared};
        fault.place = c.run.where_memory(address);
        if (!c.fault(std::move(fault))) return false;
    }
    const Pointer pointer{shadow::object(s), address};
    NodeId node{};
    if (!at.is_empty()) {
        node = lend_directly(c.run, pointer, lent_bytes(c, i, way, at, pointer), kind, false);
    }
    return tell_borrow(c, i, pointer, at.size, kind, at.type, node);
}

}  // namespace

bool borrow(ParkedCore& c, const Instruction& i, Way way, ValueKind kind) {
    TypedPlace at;
    if (!locate_typed(c, i, way, at)) return false;
    if (through_pointer(way)) return borrow_through_pointer(c, i, way, at, kind);
    if (way == Way::F || way == Way::FX) return borrow_local(c, i, way, at, kind);
    return borrow_static(c, i, way, at, kind);
}

namespace {

/// Reads the owner or raw pointer that stands at a place.
bool load_pointer(ParkedCore& c, const Instruction& i, Way way, const Place& at, Pointer& pointer) {
    AddressSpace& space = c.run.space;
    const Address address = at.pointer.address;
    if (through_pointer(way)) {
        if (!check_live(c.run, i.b, at, 8, false)) return false;
        if (!space.may_load<8>(at.pointer, ValueKind::Own) &&
            !space.may_load<8>(at.pointer, ValueKind::Raw)) {
            if (!explain_load(c.run, access_of(at, 8, ValueKind::Own, false))) return false;
        }
    } else if (!space.holds<8>(address, ValueKind::Own) &&
               !space.holds<8>(address, ValueKind::Raw)) {
        if (!explain_direct(c.run, address, 8, ValueKind::Own)) return false;
    }
    pointer = Pointer::from_word(space.read<std::uint64_t>(address));
    return true;
}

/// The cell with an owner that a borrow passes is used as the block is.
bool use_cell(ParkedCore& c, const Instruction& i, Way way, const Place& at, ValueKind kind) {
    if (through_pointer(way)) return use_through(c.run, i.b, at, 8, use_for(kind));
    use_directly(c.run, at.pointer.address, 8, use_for(kind));
    return true;
}

/// It stays lent with the block: who changes the owner ends the borrow. Of an owner in a slot that
/// is named it is the block that knows of its borrows. Gives what the block is reached through.
bool lend_cell(ParkedCore& c, const Instruction& i, Way way, const Place& at, ValueKind kind,
               NodeId& cell) {
    Run& run = c.run;
    const Address address = at.pointer.address;
    const bool through = through_pointer(way);
    const bool exclusive = kind == ValueKind::Mut;
    if (!use_cell(c, i, way, at, kind)) return false;
    const Shadow s = run.space.shadow(address);
    const ByteRange bytes{raw(address), raw(address) + 8};
    const NodeId by = through ? parent_in(run, c.slot_address(i.b)) : NodeId::None;
    cell = by;
    if (!owns(shadow::kind(s))) cell = NodeId::None;
    const bool slot = !through && run.space.layout().segment_of(address) == Segment::Stack;
    if (!owns(shadow::kind(s)) || slot ||
        run.borrows.covers(by, shadow::object(s), bytes, exclusive)) {
        return true;
    }
    cell = run.borrows.lend(shadow::object(s), bytes, exclusive, by, run.at.step);
    if (through) ask_owner(run, c.slot_address(i.b), at.via, shadow::object(s));
    return true;
}

/// The node of what an owner or raw pointer in memory points at.
bool lend_reached(ParkedCore& c, const Instruction& i, Way way, const Place& at, Pointer pointer,
                  ValueKind kind, NodeId& node) {
    Run& run = c.run;
    NodeId cell{};
    if (!lend_cell(c, i, way, at, kind, cell)) return false;
    run.borrows.keep(cell);
    use_block(run, pointer, use_for(kind));
    node = run.borrows.lend(pointer.object, bytes_from(run, pointer, 0), kind == ValueKind::Mut,
                            cell, run.at.step);
    run.borrows.keep(node);
    run.borrows.unkeep(cell);
    const Address address = at.pointer.address;
    const ValueKind via = shadow::kind(run.space.shadow(address));
    if (run.space.layout().segment_of(address) == Segment::Stack || !owns(via)) {
        ask_owner(run, address, via, pointer.object);
    }
    return true;
}

}  // namespace

bool reach(ParkedCore& c, const Instruction& i, Way way, ValueKind kind) {
    Place at;
    Pointer pointer;
    if (!locate_word(c, i, way, at) || !load_pointer(c, i, way, at, pointer)) return false;
    const bool lends = kind != ValueKind::Raw && !c.run.proven;
    if (pointer.is_null()) {
        return (!lends || use_cell(c, i, way, at, kind)) && tell_borrow(c, i, pointer, 0, kind);
    }
    const Access access{pointer, false, ValueKind::Own, 0, ValueKind::None, false};
    if (!c.run.heap.is_block(pointer) && !check_reach(c.run, access)) return false;
    if (kind == ValueKind::Mut && through_pointer(way) && !writes_through(at.via) &&
        !explain_shared_write(c.run, access_of(at, 8, ValueKind::None, true))) {
        return false;
    }
    if (!lends) return tell_borrow(c, i, pointer, 0, kind);
    NodeId node{};
    if (!lend_reached(c, i, way, at, pointer, kind, node)) return false;
    const bool ok = tell_borrow(c, i, pointer, 0, kind, TypeId::None, node);
    c.run.borrows.unkeep(node);
    return ok;
}

}  // namespace freehold
