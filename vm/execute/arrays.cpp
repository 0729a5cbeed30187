// SPDX-License-Identifier: MIT
// Arrays as a whole: len, fill, write, and copies of them in new blocks.
#include <algorithm>
#include <cstring>

#include "vm/execute/array_bytes.hpp"
#include "vm/execute/owners.hpp"
#include "vm/isa/integer_range.hpp"
#include "vm/isa/shape.hpp"

namespace freehold {

namespace {

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

bool check_fill(ParkedCore& c, const Type& element, bool constant, std::int64_t value) {
    if (!constant && element.kind == TypeKind::Code) return true;
    if (!is_integer(element.kind) && value != 0) {
        Fault fault{.code = Code::WrongKind};
        fault.wanted = kind_of(element);
        fault.found = ValueKind::Int;
        return c.fault(std::move(fault));
    }
    const IntegerRange range = range_of(element.kind);
    if (is_integer(element.kind) && !range.has(value)) {
        Fault fault{.code = Code::DoesNotFit};
        fault.size = element.size;
        fault.x = value;
        fault.y = range.least;
        return c.fault(std::move(fault));
    }
    return true;
}

void write_elements(AddressSpace& space, const ArrayBytes& array, std::uint32_t size,
                    std::int64_t value) {
    std::byte* to = space.edit(array.address, array.bytes);
    for (std::uint32_t k = 0; k < array.count; ++k) {
        std::memcpy(to + static_cast<std::size_t>(k) * size, &value, size);
    }
}

/// The words an array covers take the kind of its elements, and its bytes are initialised.
void mark_filled(AddressSpace& space, const ArrayBytes& array, ValueKind kind) {
    const Address end = array.address + array.bytes;
    for (Address at = array.address; at < end;) {
        const std::uint32_t count = std::min(8 - (raw(at) & 7), end - at);
        Shadow& s = space.edit_shadow(at);
        shadow::take_kind(s, kind);
        s |= shadow::bytes(count, at) << shadow::init_shift;
        at = at + count;
    }
}

[[gnu::noinline]] bool count_any(ParkedCore& c, const Instruction& i, Way way,
                                 std::uint32_t& count) {
    ArrayBytes array;
    if (!locate_array(c, i, way, false, array)) return false;
    count = array.count;
    return true;
}

/// The same of a run that is all of a block, through a pointer that may be followed without asking.
bool count_plainly(const ParkedCore& c, const Instruction& i, std::uint32_t& count) {
    constexpr Shadow pointer_bit = Shadow{8} << shadow::kind_shift;
    constexpr Shadow want = shadow::init_mask | pointer_bit;
    const Shadow s = c.state(i.b);
    if ((s & (want | shadow::slow_load | shadow::lent_exclusively)) != want) return false;
    if (shadow::kind(s) == ValueKind::Raw || i.low() != 0) return false;
    const Type& type = c.run.program.type(TypeId{i.high()});
    const Pointer pointer = Pointer::from_word(c.word(i.b));
    if (type.kind != TypeKind::Run || !c.run.heap.is_block(pointer)) return false;
    const std::uint32_t bytes = c.run.heap.size_of(pointer.address);
    const std::uint32_t stride = c.run.program.type(type.element).size;
    count = stride == 1 ? bytes : stride == 0 ? 0 : bytes / stride;
    return true;
}

}  // namespace

bool len(ParkedCore& c, const Instruction& i, Way way) {
    std::uint32_t count = 0;
    const bool found = (way == Way::P && count_plainly(c, i, count)) || count_any(c, i, way, count);
    return found && c.write_int(i.a, count);
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
    std::memcpy(run.space.edit(block.address, array.bytes), run.space.host(array.address),
                array.bytes);
    shape_block(run, block, array.element, array.bytes);
    return assign_block(c, i.a, block);
}

}  // namespace freehold
