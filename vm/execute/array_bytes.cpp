// SPDX-License-Identifier: MIT
#include "vm/execute/array_bytes.hpp"

#include <algorithm>

#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

/// What a program would find that follows a pointer to a dead block: the block that is there now,
/// or what the old header still says.
std::uint32_t bytes_where_it_was(const Run& run, Address address) {
    if (run.space.layout().segment_of(address) != Segment::Heap) return 0;
    if (const auto block = run.heap.containing(address)) {
        const std::uint32_t end = raw(*block) + run.heap.size_of(*block);
        return end - std::min(end, raw(address));
    }
    const auto size = run.space.read<std::uint32_t>(Address{(raw(address) & ~3u) - 4});
    return std::min(size, run.space.layout().heap_end - address);
}

}  // namespace

std::uint32_t bytes_left(const Run& run, Pointer pointer) {
    if (run.heap.is_block(pointer)) return run.heap.size_of(pointer.address);
    const Object object = run.objects.find(pointer.object, run.heap);
    if (object.alive && pointer.address <= object.address + object.size) {
        return object.address + object.size - pointer.address;
    }
    return bytes_where_it_was(run, pointer.address);
}

bool locate_array(ParkedCore& c, const Instruction& i, Way way, bool write, ArrayBytes& array) {
    TypedPlace at;
    if (!locate_typed(c, i, way, at)) return false;
    Run& run = c.run;
    const Type& type = run.program.type(at.type);
    array.element = type.element;
    array.address = at.place.pointer.address;
    array.bytes = at.size;
    array.way = way;
    array.via = at.place.via;
    array.object = at.place.pointer.object;
    if (through_pointer(way)) {
        const Access access = access_of(at.place, at.size, ValueKind::None, write);
        if (!check_live(run, i.b, at.place, at.size, write) || !check_reach(run, access)) {
            return false;
        }
        if (write && !writes_through(at.place.via) && !explain_shared_write(run, access)) {
            return false;
        }
        const Use how = write ? Use::Write : Use::Read;
        if (!at.is_empty() && !use_through(run, i.b, at.place, at.size, how)) return false;
    } else if (way == Way::G) {
        at.place.pointer.object = shadow::object(run.space.shadow(array.address));
    }
    if (type.kind == TypeKind::Run) array.bytes = bytes_left(run, at.place.pointer);
    const std::uint32_t stride = run.program.type(array.element).size;
    array.count = type.kind == TypeKind::Array ? type.count
                  : stride == 0                ? 0
                                               : array.bytes / stride;
    array.bytes = array.count * stride;
    if (!through_pointer(way)) {
        use_directly(run, array.address, array.bytes, write ? Use::Write : Use::Read);
    }
    return true;
}

namespace {

/// Always false, unless nothing is enforced.
bool unreadable(ParkedCore& c, const ArrayBytes& array, Address bad, ValueKind wanted) {
    if (!through_pointer(array.way)) return explain_direct(c.run, bad, 1, wanted);
    // Bytes of no object, all the same: that was told of the pointer already.
    if (array.object == ObjectId::None) return true;
    return explain_load(c.run, array.at(bad, 1, wanted, false));
}

/// The first byte, from an address on, that is no value of the kind though the shape of a word asks
/// for one; the address of the next word when there is none. The word may lie across two.
Address first_wrong(const AddressSpace& space, Address address, const WordShape& shape) {
    for (std::uint32_t k = 0; k < 8; ++k) {
        if ((shape.init >> k & 1) == 0) continue;
        const Shadow s = space.shadow(address + k);
        const bool there = (shadow::init(s) & shadow::bytes(1, address + k)) != 0;
        if (!there || shadow::kind(s) != shape.kind) return address + k;
    }
    return address + 8;
}

/// Whether a word of it may be written as `store` may: not one of an `ro` local that has its value,
/// nor of an immutable static, nor one of another kind, unless through a raw pointer.
bool check_word(ParkedCore& c, const ArrayBytes& array, Address at, ValueKind kind) {
    const Shadow s = c.run.space.shadow(at);
    if (!through_pointer(array.way)) {
        // The owners of an array of owners are freed first.
        return (owns(kind) && !is_frozen(array.way, s)) || check_overwrite(c.run, at, 1, kind);
    }
    if ((s & shadow::writable) != 0 && shadow::kind(s) == kind) return true;
    return check_store(c.run, array.at(at, 1, kind, true));
}

}  // namespace

bool check_bytes(ParkedCore& c, const ArrayBytes& array, std::uint32_t bytes) {
    const Address bad = first_uninitialised(c.run.space, array.address, bytes);
    return bad == array.address + bytes || unreadable(c, array, bad, ValueKind::Int);
}

bool check_elements(ParkedCore& c, const ArrayBytes& array) {
    const AddressSpace& space = c.run.space;
    const bool aligned = raw(array.address) % 8 == 0;
    bool sound = true;
    for_each_word(c.run.program, array.element, array.bytes,
                  [&](std::uint32_t k, const WordShape& shape) {
                      const Address word = array.address + 8 * k;
                      const Shadow whole = shadow::whole(shape.kind);
                      const Shadow care = shadow::kind_mask | shadow::init_mask;
                      if (!sound || (aligned && (space.shadow(word) & care) == whole)) return;
                      const Address bad = first_wrong(space, word, shape);
                      if (bad != word + 8) sound = unreadable(c, array, bad, shape.kind);
                  });
    return sound;
}

bool check_aligned(ParkedCore& c, const ArrayBytes& array, ValueKind kind, bool write) {
    const Type& element = c.run.program.type(array.element);
    if (raw(array.address) % element.align == 0) return true;
    const Access access = array.at(array.address, element.align, kind, write);
    return write ? check_store(c.run, access) : explain_load(c.run, access);
}

bool check_writable(ParkedCore& c, const ArrayBytes& array, ValueKind kind) {
    if (!check_aligned(c, array, kind, true)) return false;
    const Address end = array.address + array.bytes;
    for (Address at = array.address; at < end; at = Address{raw(at) & ~7u} + 8) {
        if (!check_word(c, array, at, kind)) return false;
    }
    return true;
}

}  // namespace freehold
