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
        Shadow& s = run.space.shadow(object.address + 8 * k);
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

bool tell_borrow(ParkedCore& c, const Instruction& i, Pointer pointer, std::uint32_t size,
                 ValueKind kind, TypeId whole = TypeId::None) {
    if (!c.write(i.a, kind, pointer.word())) return false;
    if (!c.run.wants(EventKind::Borrow) || pointer.is_null()) return true;
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

bool borrow_through_pointer(ParkedCore& c, const Instruction& i, const TypedPlace& at,
                            ValueKind kind) {
    if (at.place.null) return tell_borrow(c, i, Pointer{}, 0, kind);
    const Access access = access_of(at.place, at.size, ValueKind::None, kind == ValueKind::Mut);
    if (!plainly_reaches(c.run.space, at.place.pointer, at.size) && !check_reach(c.run, access)) {
        return false;
    }
    if (kind == ValueKind::Mut && !writes_through(at.place.via)) {
        return explain_shared_write(c.run, access);
    }
    return tell_borrow(c, i, at.place.pointer, at.size, kind, at.type);
}

bool borrow_local(ParkedCore& c, const Instruction& i, TypedPlace at, ValueKind kind) {
    const Address address = at.place.pointer.address;
    if (kind != ValueKind::Raw && !check_value(c, at)) return false;
    if (kind == ValueKind::Mut && (c.run.space.shadow(address) & shadow::ro) != 0) {
        Fault fault{.code = Code::WriteThroughShared};
        fault.place = c.run.where_memory(address);
        fault.place.whole = at.type;
        return c.fault(std::move(fault));
    }
    const ObjectId object = object_of_local(c.run, address);
    return object != ObjectId::None && tell_borrow(c, i, {object, address}, at.size, kind, at.type);
}

bool borrow_static(ParkedCore& c, const Instruction& i, const TypedPlace& at, ValueKind kind) {
    const Address address = at.place.pointer.address;
    const Shadow s = c.run.space.shadow(address);
    if (kind == ValueKind::Mut && (s & shadow::writable) == 0) {
        Fault fault{.code = Code::WriteThroughShared};
        fault.place = c.run.where_memory(address);
        return c.fault(std::move(fault));
    }
    return tell_borrow(c, i, {shadow::object(s), address}, at.size, kind);
}

}  // namespace

bool borrow(ParkedCore& c, const Instruction& i, Way way, ValueKind kind) {
    TypedPlace at;
    if (!locate_typed(c, i, way, at)) return false;
    if (through_pointer(way)) return borrow_through_pointer(c, i, at, kind);
    if (way == Way::F || way == Way::FX) return borrow_local(c, i, at, kind);
    return borrow_static(c, i, at, kind);
}

namespace {

/// Reads the owner or raw pointer that stands at a place.
bool load_pointer(ParkedCore& c, Way way, const Place& at, Pointer& pointer) {
    AddressSpace& space = c.run.space;
    const Address address = at.pointer.address;
    if (through_pointer(way)) {
        if (!space.may_load<8>(at.pointer, ValueKind::Own) &&
            !space.may_load<8>(at.pointer, ValueKind::Raw)) {
            return explain_load(c.run, access_of(at, 8, ValueKind::Own, false));
        }
    } else if (!space.holds<8>(address, ValueKind::Own) &&
               !space.holds<8>(address, ValueKind::Raw)) {
        return explain_direct(c.run, address, 8, ValueKind::Own);
    }
    pointer = Pointer::from_word(space.read<std::uint64_t>(address));
    return true;
}

}  // namespace

bool reach(ParkedCore& c, const Instruction& i, Way way, ValueKind kind) {
    Place at;
    Pointer pointer;
    if (!locate_word(c, i, way, at) || !load_pointer(c, way, at, pointer)) return false;
    if (pointer.is_null()) return tell_borrow(c, i, pointer, 0, kind);
    const Access access{pointer, false, ValueKind::Own, 0, ValueKind::None, false};
    if (!c.run.heap.is_block(pointer) && !check_reach(c.run, access)) return false;
    if (kind == ValueKind::Mut && through_pointer(way) && !writes_through(at.via)) {
        return explain_shared_write(c.run, access_of(at, 8, ValueKind::None, true));
    }
    return tell_borrow(c, i, pointer, 0, kind);
}

}  // namespace freehold
