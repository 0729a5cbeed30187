// SPDX-License-Identifier: MIT
// Arrays as a whole: len, fill, write, and copies of them in new blocks.
#include <algorithm>
#include <cstring>

#include "vm/execute/owners.hpp"
#include "vm/execute/places.hpp"
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

namespace {

/// An array that is there: its bytes lie inside one living object.
struct ArrayBytes {
    Address address{};
    TypeId element = TypeId::None;
    std::uint32_t count = 0;
    std::uint32_t bytes = 0;
    Way way = Way::P;
    ValueKind via = ValueKind::None;   ///< the kind of the pointer
    ObjectId object = ObjectId::None;  ///< what it names

    /// A byte of it, as an access through that pointer, or through one that could have been.
    Access at(Address byte, std::uint32_t size, ValueKind kind, bool write) const {
        return {{object, byte}, false, via, size, kind, write};
    }
};

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

/// The number operand: a slot, or a constant of the pool.
bool read_number(ParkedCore& c, const Instruction& i, bool constant, std::int64_t& value) {
    if (!constant) return c.read_int(i.a, value);
    value = c.run.program.constants[i.a];
    return true;
}

/// What every element is to be: a constant, a number, or of an array of `code` a function.
bool read_element(ParkedCore& c, const Instruction& i, bool constant, std::int64_t& value) {
    const Type& array = c.run.program.type(TypeId{i.high()});
    const bool functions = c.run.program.type(array.element).kind == TypeKind::Code;
    if (constant || !functions) return read_number(c, i, constant, value);
    std::uint64_t word = 0;
    if (!c.read(i.a, ValueKind::Code, word)) return false;
    value = static_cast<std::int64_t>(word);
    return true;
}

/// Always false, unless nothing is enforced.
bool unreadable(ParkedCore& c, const ArrayBytes& array, Address bad, ValueKind wanted) {
    if (!through_pointer(array.way)) return explain_direct(c.run, bad, 1, wanted);
    // Bytes of no object, all the same: that was told of the pointer already.
    if (array.object == ObjectId::None) return true;
    return explain_load(c.run, array.at(bad, 1, wanted, false));
}

bool check_bytes(ParkedCore& c, const ArrayBytes& array, std::uint32_t bytes) {
    const Address bad = first_uninitialised(c.run.space, array.address, bytes);
    return bad == array.address + bytes || unreadable(c, array, bad, ValueKind::Int);
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

/// Whether every element is there, whole, and of the kinds its type says. Padding does not count.
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

bool fits(const Type& type, std::int64_t value) {
    if (type.size == 8) return true;
    const unsigned bits = 8 * type.size;
    const bool is_signed =
        type.kind == TypeKind::I8 || type.kind == TypeKind::I16 || type.kind == TypeKind::I32;
    const std::int64_t low = is_signed ? -(std::int64_t{1} << (bits - 1)) : 0;
    const std::int64_t high = (std::int64_t{1} << (is_signed ? bits - 1 : bits)) - 1;
    return value >= low && value <= high;
}

bool check_fill(ParkedCore& c, const Type& element, bool constant, std::int64_t value) {
    if (!constant && element.kind == TypeKind::Code) return true;
    if (!is_integer(element.kind) && value != 0) {
        Fault fault{.code = Code::WrongKind};
        fault.wanted = kind_of(element);
        fault.found = ValueKind::Int;
        return c.fault(std::move(fault));
    }
    if (is_integer(element.kind) && !fits(element, value)) {
        Fault fault{.code = Code::DoesNotFit};
        fault.size = element.size;
        fault.x = value;
        const bool is_signed = !fits(element, (std::int64_t{1} << (8 * element.size - 1)));
        fault.y = is_signed ? -1 : 0;
        return c.fault(std::move(fault));
    }
    return true;
}

void write_elements(AddressSpace& space, const ArrayBytes& array, std::uint32_t size,
                    std::int64_t value) {
    std::byte* to = space.host(array.address);
    for (std::uint32_t k = 0; k < array.count; ++k) {
        std::memcpy(to + static_cast<std::size_t>(k) * size, &value, size);
    }
}

/// The words an array covers take the kind of its elements, and its bytes are initialised.
void mark_filled(AddressSpace& space, const ArrayBytes& array, ValueKind kind) {
    const Address end = array.address + array.bytes;
    for (Address at = array.address; at < end;) {
        const std::uint32_t count = std::min(8 - (raw(at) & 7), end - at);
        Shadow& s = space.shadow(at);
        shadow::take_kind(s, kind);
        s |= shadow::bytes(count, at) << shadow::init_shift;
        at = at + count;
    }
}

/// Whether a word of it may be written as `store` may: not one of an `ro` local that has its value,
/// nor of an immutable static, nor one of another kind, unless through a raw pointer.
bool check_word(ParkedCore& c, const ArrayBytes& array, Address at, ValueKind kind) {
    const Shadow s = c.run.space.shadow(at);
    if (!through_pointer(array.way)) {
        const bool frozen =
            array.way == Way::G ? (s & shadow::writable) == 0 : (s & shadow::ro) != 0;
        // The owners of an array of owners are freed first.
        return (owns(kind) && !frozen) || check_overwrite(c.run, at, 1, kind);
    }
    if ((s & shadow::writable) != 0 && shadow::kind(s) == kind) return true;
    return check_store(c.run, array.at(at, 1, kind, true));
}

bool check_writable(ParkedCore& c, const ArrayBytes& array, ValueKind kind) {
    if (!check_aligned(c, array, kind, true)) return false;
    const Address end = array.address + array.bytes;
    for (Address at = array.address; at < end; at = Address{raw(at) & ~7u} + 8) {
        if (!check_word(c, array, at, kind)) return false;
    }
    return true;
}

}  // namespace

bool len(ParkedCore& c, const Instruction& i, Way way) {
    ArrayBytes array;
    return locate_array(c, i, way, false, array) && c.write_int(i.a, array.count);
}

bool fill(ParkedCore& c, const Instruction& i, Way way, bool constant) {
    ArrayBytes array;
    std::int64_t value = 0;
    if (!read_element(c, i, constant, value) || !locate_array(c, i, way, true, array)) return false;
    if (array.bytes == 0) return true;
    c.run.charge(array.bytes);
    const Type& element = c.run.program.type(array.element);
    if (!check_fill(c, element, constant, value)) return false;
    if (!check_writable(c, array, kind_of(element))) return false;
    if (element.owns && !free_words(c.run, array.address, array.bytes, Reason::Reassigned)) {
        return false;
    }
    write_elements(c.run.space, array, element.size, value);
    mark_filled(c.run.space, array, kind_of(element));
    c.tell_write(array.address, kind_of(element), static_cast<std::uint64_t>(value), array.bytes);
    return true;
}

bool write_bytes(ParkedCore& c, const Instruction& i, Way way, bool constant) {
    ArrayBytes array;
    std::int64_t count = 0;
    if (!read_number(c, i, constant, count) || !locate_array(c, i, way, false, array)) return false;
    if (count < 0 || count > array.bytes) {
        if (!explain_index(c.run, count, array.bytes, {ObjectId::None, array.address})) {
            return false;
        }
        count = std::clamp<std::int64_t>(count, 0, c.run.space.extent() - raw(array.address));
    }
    const auto bytes = static_cast<std::uint32_t>(count);
    if (!check_bytes(c, array, bytes)) return false;
    const auto* text = reinterpret_cast<const char*>(c.run.space.host(array.address));
    return c.run.print({text, bytes});
}

bool new_copy(ParkedCore& c, const Instruction& i, Way way) {
    ArrayBytes array;
    if (!locate_array(c, i, way, false, array)) return false;
    Run& run = c.run;
    const Type& element = run.program.type(array.element);
    if (!check_aligned(c, array, kind_of(element), false) || !check_elements(c, array))
        return false;
    if (element.owns) {
        Fault fault{.code = Code::CopyOfOwner};
        fault.place = run.where_memory(array.address);
        fault.found = ValueKind::Own;
        if (!c.fault(std::move(fault))) return false;
    }
    Pointer block;
    if (!allocate(run, array.bytes, false, c.slot_address(i.a), block)) return false;
    std::memcpy(run.space.host(block.address), run.space.host(array.address), array.bytes);
    shape_block(run, block, array.element, array.bytes, true);
    run.heap.set_owned(block.address, true);
    return assign(c, i.a, ValueKind::Own, block.word());
}

}  // namespace freehold
