// SPDX-License-Identifier: MIT
#include "vm/execute/raw.hpp"

#include <algorithm>
#include <cstring>

#include "vm/execute/leftovers.hpp"
#include "vm/execute/owners.hpp"

namespace freehold {

namespace {

bool moved_on(ParkedCore& c, const Instruction& i, std::int64_t count, std::int64_t stride) {
    std::uint64_t word = 0;
    if (!c.read(i.b, ValueKind::Raw, word)) return false;
    Pointer pointer = Pointer::from_word(word);
    std::int64_t bytes = 0;
    std::int64_t address = 0;
    const bool wraps = __builtin_mul_overflow(count, stride, &bytes) ||
                       __builtin_add_overflow(std::int64_t{raw(pointer.address)}, bytes, &address);
    if (wraps || address < 0 || address > 0xffffffff) {
        Fault fault{.code = Code::Overflow, .x = count, .y = stride};
        fault.pointer = pointer;
        fault.object = pointer.object;
        return c.fault(std::move(fault));
    }
    pointer.address = Address{static_cast<std::uint32_t>(address)};
    return c.write(i.a, ValueKind::Raw, pointer.word());
}

/// A size that `alloc` and `realloc` can be asked for.
bool check_size(ParkedCore& c, std::int64_t size) {
    if (size >= 0) return true;
    return c.fault({.code = Code::DoesNotFit, .size = 8, .x = size});
}

/// A block without an owner and without values.
bool allocate_raw(ParkedCore& c, Slot to, std::int64_t size, Pointer& block) {
    if (!check_size(c, size)) return false;
    Run& run = c.run;
    const auto bytes = static_cast<std::uint64_t>(size);
    if (!allocate(run, bytes, true, run.slot_address(to), block)) return false;
    run.space.set_shadow(block.address, static_cast<std::uint32_t>(bytes),
                         shadow::id_bits(block.object) | shadow::in_mask | shadow::writable);
    return true;
}

/// Of the last word of a block only the bytes inside may hold values; an owner or pointer that lost
/// some of its own is none any more.
void cut_off(Shadow& s) {
    if (shadow::in(s) == 0xff) return;
    s &= ~shadow::init_mask | Shadow{shadow::in(s)} << shadow::init_shift;
    if (shadow::kind(s) != ValueKind::Int) s &= ~shadow::of_value;
}

bool resize(ParkedCore& c, const Instruction& i, std::int64_t size) {
    Run& run = c.run;
    std::uint64_t word = 0;
    if (!c.read(i.b, ValueKind::Raw, word)) return false;
    Pointer old = Pointer::from_word(word);
    const Address place = run.slot_address(i.b);
    if (!old.is_null() && !check_block(run, old, place)) return false;
    Pointer block;
    if (!allocate_raw(c, i.a, size, block)) return false;
    if (!old.is_null()) {
        const std::uint32_t kept =
            std::min(run.heap.size_of(old.address), run.heap.size_of(block.address));
        std::memcpy(run.space.edit(block.address, kept), run.space.host(old.address), kept);
        for (std::uint32_t at = 0; at < kept; at += 8) {
            run.space.take_value(block.address + at, run.space.shadow(old.address + at));
        }
        if (kept % 8 != 0) cut_off(run.space.edit_shadow(block.address + kept));
        if (!release(run, old, Reason::Resized, place, ObjectId::None)) return false;
    }
    return c.write(i.a, ValueKind::Raw, block.word());
}

/// A block that had no owner, or none any more, has one.
void tell_adoption(Run& run, Pointer block, Slot from, Slot to) {
    if (!run.wants(EventKind::Move)) return;
    Event event{.kind = EventKind::Move, .reason = Reason::Adopted};
    event.object = block.object;
    event.address = block.address;
    event.from = run.where_slot(from);
    event.to = run.where_slot(to);
    event.value = ValueKind::Own;
    run.tell(event);
}

}  // namespace

bool offset(ParkedCore& c, const Instruction& i) {
    std::int64_t count = 0;
    return c.read_int(i.c, count) && moved_on(c, i, count, c.run.program.type(i.type()).size);
}

bool offset_constant(ParkedCore& c, const Instruction& i) { return moved_on(c, i, i.number(), 1); }

bool cast(ParkedCore& c, const Instruction& i) {
    const auto wanted = static_cast<ValueKind>(i.c);
    std::uint64_t word = 0;
    ValueKind kind{};
    if (!c.read_any(i.b, word, kind)) return false;
    if (kind != ValueKind::Int && kind != ValueKind::Raw && !c.bad_slot(i.b, ValueKind::Raw)) {
        return false;
    }
    if (wanted == kind) return c.write(i.a, kind, word);
    if (wanted == ValueKind::Int) return c.write_int(i.a, raw(Pointer::from_word(word).address));
    // A number becomes an address without provenance: usable for nothing but looking at it.
    if (word > 0xffffffff) {
        return c.fault({.code = Code::DoesNotFit, .size = 4, .x = static_cast<std::int64_t>(word)});
    }
    return c.write(i.a, ValueKind::Raw, word);
}

bool alloc(ParkedCore& c, const Instruction& i) {
    std::int64_t size = 0;
    Pointer block;
    return c.read_int(i.b, size) && allocate_raw(c, i.a, size, block) &&
           c.write(i.a, ValueKind::Raw, block.word());
}

bool alloc_constant(ParkedCore& c, const Instruction& i) {
    Pointer block;
    return allocate_raw(c, i.a, i.number(), block) && c.write(i.a, ValueKind::Raw, block.word());
}

bool realloc_slot(ParkedCore& c, const Instruction& i) {
    std::int64_t size = 0;
    return c.read_int(i.c, size) && resize(c, i, size);
}

bool realloc_constant(ParkedCore& c, const Instruction& i) { return resize(c, i, i.number()); }

// As in C: the block goes, what its content owns does not.
bool free_raw(ParkedCore& c, const Instruction& i) {
    std::uint64_t word = 0;
    if (!c.read(i.a, ValueKind::Raw, word)) return false;
    Pointer block = Pointer::from_word(word);
    if (block.is_null()) return true;
    const Address place = c.slot_address(i.a);
    if (!check_block(c.run, block, place)) return false;
    return block.is_null() || release(c.run, block, Reason::Explicit, place, ObjectId::None);
}

bool adopt(ParkedCore& c, const Instruction& i) {
    Run& run = c.run;
    std::uint64_t word = 0;
    if (!c.read(i.b, ValueKind::Raw, word)) return false;
    const Pointer block = Pointer::from_word(word);
    if (block.is_null()) return assign(c, i.a, ValueKind::Own, 0);
    if (!run.heap.is_block(block)) {
        const Access access{block, false, ValueKind::Raw, 0, ValueKind::Own, false};
        return check_reach(run, access) && explain_free(run, block, run.slot_address(i.b)) &&
               assign(c, i.a, ValueKind::Own, word);
    }
    // The mark may be out of date: raw stores and frees of other blocks destroy owners silently.
    if (run.heap.owned(block.address)) {
        run.charge(run.heap.top() - run.space.layout().heap_begin);
        if (const Where owner = find_owner(run, block.object); owner.in != Where::In::Nowhere) {
            Fault fault{.code = Code::SecondOwner};
            fault.place = owner;
            fault.pointer = block;
            fault.object = block.object;
            fault.address = block.address;
            if (!c.fault(std::move(fault))) return false;
        }
    }
    tell_adoption(run, block, i.b, i.a);
    return assign_block(c, i.a, block);
}

}  // namespace freehold
