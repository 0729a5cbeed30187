// SPDX-License-Identifier: MIT
// new, clone and unbox: values between slots and blocks.
#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "vm/execute/owners.hpp"

namespace freehold {

void shape_block(Run& run, Pointer block, TypeId type, std::uint32_t bytes) {
    run.shapes.for_each_run(type, bytes, [&](const WordRun& words) {
        const WordShape& shape = words.shape;
        const Shadow s = shadow::id_bits(block.object) | shadow::writable |
                         shadow::kind_bits(shape.kind) | Shadow{shape.in} << shadow::in_shift |
                         Shadow{shape.init} << shadow::init_shift;
        run.space.fill_shadow(block.address + 8 * words.first, words.count, s);
    });
}

void fill_with_zeros(Run& run, Pointer block, TypeId type, std::uint32_t bytes) {
    shape_block(run, block, type, bytes);
    std::memset(run.space.edit(block.address, bytes), 0, bytes);
}

// The value's words bring kind and init with them; the slots are empty again.
void fill_from_slots(Run& run, Pointer block, std::uint32_t bytes, Address from) {
    std::memcpy(run.space.edit(block.address, bytes), run.space.host(from), bytes);
    const Shadow own = shadow::id_bits(block.object) | shadow::writable;
    Shadow* const words = &run.space.edit_shadow(block.address, words_of(bytes));
    Shadow* const slots = &run.space.edit_shadow(from, words_of(bytes));
    for (std::uint32_t left = bytes, k = 0; left > 0; ++k) {
        const std::uint32_t width = std::min(left, 8u);
        const Shadow inside = shadow::bytes(width, Address{}) << shadow::in_shift;
        words[k] = own | inside | (slots[k] & shadow::of_value);
        slots[k] = 0;
        left -= width;
    }
}

namespace {

/// A borrow may not leave its slot: F212.
bool no_borrow_stored(ParkedCore& c, Address from, std::uint32_t bytes) {
    for (std::uint32_t k = 0; k < words_of(bytes); ++k) {
        const ValueKind kind = shadow::kind(c.run.space.shadow(from + 8 * k));
        if (kind != ValueKind::Ref && kind != ValueKind::Mut) continue;
        Fault fault{.code = Code::BorrowStored};
        fault.place = c.run.where_memory(from + 8 * k);
        fault.found = kind;
        if (!c.fault(fault)) return false;
    }
    return true;
}

[[gnu::noinline]] bool check_storable(ParkedCore& c, Address from, TypeId type) {
    return no_borrow_stored(c, from, c.run.program.type(type).size) &&
           check_complete(c.run, from, type);
}

/// Whether every word of a value may be stored, and has a value.
bool is_plainly_storable(Run& run, Address from, TypeId type) {
    bool plain = true;
    const Shadow* const at = run.space.shadows(from);
    run.shapes.for_each_word(type, run.program.type(type).size,
                             [&](std::uint32_t k, const WordShape& shape) {
                                 const ValueKind kind = shadow::kind(at[k]);
                                 plain &= kind != ValueKind::Ref && kind != ValueKind::Mut &&
                                          (shadow::init(at[k]) & shape.init) == shape.init;
                             });
    return plain;
}

bool zeroed_run(ParkedCore& c, const Instruction& i, std::int64_t count) {
    const Type& element = c.run.program.type(i.type());
    if (count < 0) return c.fault({.code = Code::DoesNotFit, .size = 8, .x = count});
    // A huge length has no block: it is the heap that cannot hold it.
    std::int64_t size = 0;
    if (__builtin_mul_overflow(count, std::int64_t{element.size}, &size)) {
        size = std::numeric_limits<std::int64_t>::max();
    }
    Pointer block;
    if (!allocate(c.run, static_cast<std::uint64_t>(size), element.owns, c.slot_address(i.a),
                  block)) {
        return false;
    }
    fill_with_zeros(c.run, block, i.type(), static_cast<std::uint32_t>(size));
    return assign_block(c, i.a, block);
}

}  // namespace

bool new_value(ParkedCore& c, const Instruction& i) {
    const Type& type = c.run.program.type(i.type());
    const Address from = c.slot_address(i.b);
    if (!is_plainly_storable(c.run, from, i.type()) && !check_storable(c, from, i.type())) {
        return false;
    }
    Pointer block;
    if (!allocate(c.run, type.size, type.owns, c.slot_address(i.a), block)) return false;
    fill_from_slots(c.run, block, type.size, from);
    return assign_block(c, i.a, block);
}

bool new_run(ParkedCore& c, const Instruction& i) {
    std::int64_t count = 0;
    return c.read_int(i.b, count) && zeroed_run(c, i, count);
}

bool new_run_k(ParkedCore& c, const Instruction& i) { return zeroed_run(c, i, i.high()); }

namespace {

/// Copies the bytes and shadow of one block into a new one; what it owns is still shared.
bool copy_block(Run& run, Pointer original, Address to, Pointer& copy) {
    const std::uint32_t size = run.heap.size_of(original.address);
    run.touch(original.address, size, false);
    if (!allocate(run, size, run.heap.may_own(original.address), to, copy)) return false;
    std::memcpy(run.space.edit(copy.address, size), run.space.host(original.address), size);
    for (std::uint32_t k = 0; k < words_of(size); ++k) {
        const Shadow s = run.space.shadow(original.address + 8 * k);
        run.space.edit_shadow(copy.address + 8 * k) =
            (s & ~shadow::id_mask) | shadow::id_bits(copy.object);
    }
    run.heap.set_owned(copy.address, true);
    return true;
}

/// A block that must be alive to be cloned.
bool check_clonable(Run& run, Pointer block, Address place) {
    if (run.heap.is_block(block)) return true;
    Fault fault{.code = Code::UseAfterFree};
    fault.place = run.where_memory(place);
    fault.pointer = block;
    fault.object = block.object;
    fault.address = block.address;
    // What is cloned all the same is no block: nothing comes of it.
    return run.fault(fault);
}

}  // namespace

// A block's owners get their copies one after another, ascending; then the copy made last is gone
// through. A copy waits until then for what it owns: what it holds so far is the original's.
bool clone(ParkedCore& c, const Instruction& i) {
    Run& run = c.run;
    std::uint64_t value = 0;
    if (!c.read(i.b, ValueKind::Own, value)) return false;
    const Pointer original = Pointer::from_word(value);
    use_block(run, original, Use::Read);
    if (original.is_null()) return assign(c, i.a, ValueKind::Own, 0);
    Pointer result;
    if (!check_clonable(run, original, c.slot_address(i.b))) return false;
    if (!run.heap.is_block(original)) return assign(c, i.a, ValueKind::Own, 0);
    if (!copy_block(run, original, c.slot_address(i.a), result)) {
        return false;
    }
    std::vector<Address> waiting{result.address};
    while (!waiting.empty()) {
        const Address block = waiting.back();
        waiting.pop_back();
        if (!run.heap.may_own(block)) continue;
        for (std::uint32_t k = 0; k < words_of(run.heap.size_of(block)); ++k) {
            const Address place = block + 8 * k;
            const Shadow s = run.space.shadow(place);
            if (!owns(shadow::kind(s)) || shadow::init(s) != 0xff) continue;
            const auto owned = Pointer::from_word(run.space.read<std::uint64_t>(place));
            if (owned.is_null()) continue;
            Pointer copy;
            if (!check_clonable(run, owned, place)) return false;
            if (run.heap.is_block(owned) && !copy_block(run, owned, place, copy)) return false;
            run.space.write(place, copy.word());
            if (!copy.is_null()) waiting.push_back(copy.address);
        }
    }
    return assign_block(c, i.a, result);
}

std::uint64_t widened_at(const AddressSpace& space, Address address, TypeKind kind) {
    const auto wide = [](auto value) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
    };
    switch (kind) {
        case TypeKind::U8: return wide(space.read<std::uint8_t>(address));
        case TypeKind::I8: return wide(space.read<std::int8_t>(address));
        case TypeKind::U16: return wide(space.read<std::uint16_t>(address));
        case TypeKind::I16: return wide(space.read<std::int16_t>(address));
        case TypeKind::U32: return wide(space.read<std::uint32_t>(address));
        case TypeKind::I32: return wide(space.read<std::int32_t>(address));
        default: return space.read<std::uint64_t>(address);
    }
}

bool unbox(ParkedCore& c, const Instruction& i) {
    Run& run = c.run;
    const Type& type = run.program.type(i.type());
    const Address owner = c.slot_address(i.b);
    std::uint64_t value = 0;
    use_slots(run, c.slot_address(i.b), 8, Use::Move);
    if (!c.read(i.b, ValueKind::Own, value)) return false;
    const Pointer block = Pointer::from_word(value);
    const Access access{block, block.is_null(), ValueKind::Own, type.size, ValueKind::None, false};
    if (!check_reach(run, access)) return false;
    if (!check_complete(run, block.address, i.type())) return false;
    c.mark_moved(i.b);
    bool ok = true;
    if (is_scalar(type.kind)) {
        const Shadow s = run.space.shadow(block.address);
        ok = assign(c, i.a, shadow::kind(s), widened_at(run.space, block.address, type.kind));
    } else {
        ok = assign_words(c, i.a, block.address, type.size);
    }
    Pointer shell = block;
    if (!ok || !check_block(run, shell, owner)) return false;
    return shell.is_null() || release(run, shell, Reason::Unboxed, owner, ObjectId::None);
}

}  // namespace freehold
