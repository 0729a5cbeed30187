// SPDX-License-Identifier: MIT
#include "vm/execute/explain_access.hpp"

#include <algorithm>
#include <optional>

#include "vm/execute/run.hpp"

namespace freehold {

namespace {

Fault fault_at(Run& run, Code code, Address address, std::uint32_t size) {
    Fault fault{.code = code};
    fault.place = run.where_memory(address);
    fault.address = address;
    fault.size = size;
    return fault;
}

bool touches_uninitialised(Shadow s, Shadow bytes) { return (shadow::init(s) & bytes) != bytes; }

Fault pointer_fault(Code code, const Access& access) {
    Fault fault{.code = code};
    fault.pointer = access.pointer;
    fault.object = access.pointer.object;
    fault.address = access.pointer.address;
    fault.size = access.size;
    fault.write = access.write;
    fault.wanted = access.kind;
    return fault;
}

Code dead_code(const Object& object) {
    if (object.kind == Object::Kind::Local) return Code::DanglingStack;
    if (object.kind == Object::Kind::Block) return Code::UseAfterFree;
    return Code::NoProvenance;
}

bool inside(const Object& object, Address address, std::uint32_t size) {
    const std::uint64_t begin = raw(address);
    return begin >= raw(object.address) &&
           begin + size <= std::uint64_t{raw(object.address)} + object.size;
}

bool aligned(Address address, std::uint32_t size) { return size == 0 || raw(address) % size == 0; }

/// What every access through a pointer needs: an object that lives, and bytes inside it.
std::optional<Fault> fault_of_object(const Run& run, const Access& access, Object& object) {
    const Pointer pointer = access.pointer;
    if (access.null) return pointer_fault(Code::NullDereference, access);
    object = find_object(run, pointer);
    if (!object.alive) return pointer_fault(dead_code(object), access);
    if (!inside(object, pointer.address, access.size)) {
        return pointer_fault(Code::OutOfBounds, access);
    }
    return std::nullopt;
}

}  // namespace

// Most pointers to blocks point at their beginning; only for the others the heap is searched.
Object find_object(const Run& run, Pointer pointer) {
    if (!run.heap.is_block(pointer)) return run.objects.find(pointer.object, run.heap);
    return {Object::Kind::Block, true, pointer.address, run.heap.size_of(pointer.address), 0};
}

bool plainly_reaches(const AddressSpace& space, Pointer pointer, std::uint32_t size) {
    const std::uint64_t end = std::uint64_t{raw(pointer.address)} + size;
    if (pointer.object == ObjectId::None || size == 0 || end > space.extent()) return false;
    const auto belongs = [&](Address address) {
        const Shadow s = space.shadow(address);
        return shadow::object(s) == pointer.object &&
               (shadow::in(s)&shadow::bytes(1, address)) != 0;
    };
    return belongs(pointer.address) && belongs(pointer.address + (size - 1));
}

bool explain_direct(Run& run, Address address, std::uint32_t size, ValueKind wanted) {
    const Shadow s = run.space.shadow(address);
    const Shadow bytes = shadow::bytes(size, address);
    const bool on_stack = run.space.layout().segment_of(address) == Segment::Stack;
    Code code = Code::WrongKind;
    if ((s & shadow::moved) != 0) {
        code = Code::UseAfterMove;
    } else if (touches_uninitialised(s, bytes)) {
        code = on_stack ? Code::ReadUninitialised : Code::UninitialisedMemory;
    }
    Fault fault = fault_at(run, code, address, size);
    fault.wanted = wanted;
    fault.found = shadow::kind(s);
    return run.fault(fault);
}

bool explain_slot(Run& run, Slot slot, ValueKind wanted) {
    return explain_direct(run, run.slot_address(slot), 8, wanted);
}

bool check_overwrite(Run& run, Address address, std::uint32_t size, ValueKind kind) {
    const Shadow s = run.space.shadow(address);
    const bool on_stack = run.space.layout().segment_of(address) == Segment::Stack;
    const Shadow bytes = shadow::bytes(size, address);
    if ((s & shadow::ro) != 0 && (shadow::init(s) & bytes) != 0) {
        return run.fault(fault_at(run, Code::SecondWrite, address, size));
    }
    if (!on_stack && (s & shadow::writable) == 0) {
        Fault fault = fault_at(run, Code::WriteProtected, address, size);
        fault.write = true;
        return run.fault(fault);
    }
    const auto old = run.space.read<std::uint64_t>(Address{raw(address) & ~7u});
    if (!owns(shadow::kind(s)) || old == 0) return true;
    Fault fault = fault_at(run, Code::WrongKind, address, size);
    fault.write = true;
    fault.wanted = ValueKind::Own;
    fault.found = kind;
    fault.object = Pointer::from_word(old).object;
    return run.fault(fault);
}

// What the pages of a process do: unmapped and read-only ones stop it. Nothing else does when
// nothing is enforced.
bool check_mapped(Run& run, const Access& access) {
    const Layout& layout = run.space.layout();
    const std::uint64_t first = raw(access.pointer.address);
    const std::uint64_t last = first + std::max(access.size, 1u) - 1;
    const auto mapped = [&](std::uint64_t byte) {
        if (byte >= run.space.extent()) return false;
        const Segment segment = layout.segment_of(Address{static_cast<std::uint32_t>(byte)});
        return segment != Segment::None && segment != Segment::Gap;
    };
    const bool allowed = !access.write || first >= raw(layout.data_writable);
    if (mapped(first) && mapped(last) && allowed) return true;
    return run.stop_at(pointer_fault(Code::WriteProtected, access));
}

namespace {

bool judge_load(Run& run, const Access& access) {
    Object object;
    if (const auto fault = fault_of_object(run, access, object)) return run.fault(*fault);
    const Address address = access.pointer.address;
    if (!aligned(address, access.size)) return run.fault(pointer_fault(Code::Misaligned, access));
    if (object.kind == Object::Kind::Function) {
        Fault fault = pointer_fault(Code::WrongKind, access);
        fault.found = ValueKind::Code;
        return run.fault(fault);
    }
    const Shadow s = run.space.shadow(address);
    const bool uninitialised = touches_uninitialised(s, shadow::bytes(access.size, address));
    Fault fault =
        pointer_fault(uninitialised ? Code::UninitialisedMemory : Code::WrongKind, access);
    fault.place = run.where_memory(address);
    fault.found = shadow::kind(s);
    return run.fault(fault);
}

bool judge_store(Run& run, const Access& access) {
    Object object;
    if (!plainly_reaches(run.space, access.pointer, access.size)) {
        if (const auto fault = fault_of_object(run, access, object)) return run.fault(*fault);
    }
    const Address address = access.pointer.address;
    if (!aligned(address, access.size)) return run.fault(pointer_fault(Code::Misaligned, access));
    const Shadow s = run.space.shadow(address);
    const bool protected_static =
        object.kind == Object::Kind::Function || (s & shadow::writable) == 0;
    if (protected_static) return run.fault(pointer_fault(Code::WriteProtected, access));
    if (access.via != ValueKind::Raw && shadow::kind(s) != ValueKind::None) {
        Fault fault = pointer_fault(Code::WrongKind, access);
        fault.place = run.where_memory(address);
        fault.found = shadow::kind(s);
        return run.fault(fault);
    }
    return true;
}

}  // namespace

bool explain_load(Run& run, const Access& access) {
    return judge_load(run, access) && check_mapped(run, access);
}

bool check_store(Run& run, const Access& access) {
    return judge_store(run, access) && check_mapped(run, access);
}

// C's freedom: the word takes the kind of what is stored. What stood there as another kind is no
// value any more, unless its bytes still read as numbers.
bool explain_store(Run& run, const Access& access) {
    if (!check_store(run, access)) return false;
    Shadow& s = run.space.edit_shadow(access.pointer.address);
    if (run.unchecked()) {
        shadow::take_kind(s, access.kind);
    } else {
        s = (s & ~shadow::kind_mask & ~shadow::moved) | shadow::kind_bits(access.kind);
    }
    return true;
}

bool check_reach(Run& run, const Access& access) {
    Object object;
    if (plainly_reaches(run.space, access.pointer, access.size)) return true;
    const auto fault = fault_of_object(run, access, object);
    return !fault || (run.fault(*fault) && check_mapped(run, access));
}

bool explain_index(Run& run, std::int64_t index, std::uint64_t bound, Pointer pointer) {
    Fault fault{.code = Code::OutOfBounds};
    fault.pointer = pointer;
    fault.object = pointer.object;
    fault.address = pointer.address;
    fault.x = index;
    fault.y = static_cast<std::int64_t>(bound);
    return run.fault(fault);
}

bool explain_shared_write(Run& run, const Access& access) {
    Fault fault =
        pointer_fault(access.null ? Code::NullDereference : Code::WriteThroughShared, access);
    fault.found = access.via;
    return run.fault(fault);
}

bool explain_free(Run& run, Pointer pointer, Address owner) {
    const Object object = run.objects.find(pointer.object, run.heap);
    const bool dead = object.kind == Object::Kind::Block && !object.alive;
    Fault fault{.code = dead ? Code::DoubleFree : Code::InvalidFree};
    fault.place = run.where_memory(owner);
    fault.pointer = pointer;
    fault.object = pointer.object;
    fault.address = pointer.address;
    return run.fault(fault);
}

}  // namespace freehold
