// SPDX-License-Identifier: MIT
#include "vm/execute/owners.hpp"

#include <cstring>
#include <vector>

#include "vm/execute/explain_access.hpp"
#include "vm/execute/meaning_values.hpp"

namespace freehold {

/// A slot is to get another value, whatever it has: F107. Its borrow, and those of it, end.
bool may_assign(ParkedCore& c, Slot slot) {
    const Shadow s = c.state(slot);
    if ((s & (shadow::ro | shadow::lent | shadow::holds_node)) == 0) return true;
    const Address address = c.slot_address(slot);
    if ((s & shadow::ro) != 0 && shadow::init(s) != 0 &&
        !check_overwrite(c.run, address, 8, ValueKind::None)) {
        return false;
    }
    if ((s & shadow::lent) != 0) use_directly(c.run, address, 8, Use::Write);
    if ((s & shadow::holds_node) != 0) c.run.borrows.release(address);
    return true;
}

void tell_move(Run& run, Pointer block, Address from, Address to, ValueKind kind) {
    if (block.is_null() || !run.tells(EventKind::Move, kind)) return;
    Event event{.kind = EventKind::Move};
    event.object = block.object;
    event.address = block.address;
    event.from = run.where_memory(from);
    event.to = run.where_memory(to);
    event.value = kind;
    run.tell(event);
}

namespace {

/// Whether a slot has an owner, be it null.
constexpr bool is_owner(Shadow s) {
    return (s & (shadow::kind_mask | shadow::init_mask)) == shadow::whole(ValueKind::Own);
}

Pointer owned_by(Shadow s, std::uint64_t word) {
    return is_owner(s) ? Pointer::from_word(word) : Pointer{};
}

void tell_copy(Run& run, Address from, Address to, std::uint32_t size) {
    if (!run.wants(EventKind::Copy)) return;
    Event event{.kind = EventKind::Copy};
    event.from = run.where_memory(from);
    event.to = run.where_memory(to);
    event.size = size;
    event.value = shadow::kind(run.space.shadow(from));
    run.tell(event);
}

}  // namespace

bool assign(ParkedCore& c, Slot slot, ValueKind kind, std::uint64_t value) {
    if (!may_assign(c, slot)) return false;
    Shadow& s = c.state(slot);
    const Pointer old = owned_by(s, c.word(slot));
    s = (s & shadow::kept_by_write) | shadow::whole(kind);
    c.word(slot) = value;
    // Whatever way the owner came, borrows of its block may have come before it.
    if (owns(kind) && c.run.borrows.any()) {
        c.run.borrows.settle_owner(c.slot_address(slot), Pointer::from_word(value).object);
    }
    c.tell_write(c.slot_address(slot), kind, value, 8);
    return old.is_null() || free_owned(c.run, old, Reason::Reassigned, c.slot_address(slot));
}

bool assign_block(ParkedCore& c, Slot slot, Pointer block) {
    c.run.heap.set_owned(block.address, true);
    Shadow& s = c.state(slot);
    const bool watched = c.run.wants(EventKind::Write) || c.run.pauses != nullptr;
    if (c.is_plainly_writable(s) && !c.run.borrows.any() && !watched) {
        s = (s & shadow::kept_by_write) | shadow::whole(ValueKind::Own);
        c.word(slot) = block.word();
        return true;
    }
    return assign(c, slot, ValueKind::Own, block.word());
}

bool assign_words(ParkedCore& c, Slot slot, Address from, std::uint32_t bytes) {
    AddressSpace& space = c.run.space;
    const Address to = c.slot_address(slot);
    std::vector<std::pair<Pointer, Address>> old;
    for (std::uint32_t k = 0; k < words_of(bytes); ++k) {
        const auto here = static_cast<Slot>(slot - k);
        if (!may_assign(c, here)) return false;
        const Pointer owned = owned_by(c.state(here), c.word(here));
        if (!owned.is_null()) old.emplace_back(owned, to + 8 * k);
        space.take_value(to + 8 * k, space.shadow(from + 8 * k));
        c.run.borrows.hold(c.slot_address(here), c.run.borrows.held(from + 8 * k));
    }
    std::memmove(space.edit(to, bytes), space.host(from), bytes);
    for (std::uint32_t k = 0; k < words_of(bytes); ++k) {
        const Address word = to + 8 * k;
        c.tell_write(word, shadow::kind(space.shadow(word)), space.read<std::uint64_t>(word), 8);
    }
    for (const auto& [block, place] : old) {
        if (!free_owned(c.run, block, Reason::Reassigned, place)) return false;
    }
    return true;
}

bool check_complete(Run& run, Address from, TypeId type) {
    bool complete = true;
    const std::uint32_t size = run.program.type(type).size;
    run.charge(size);
    run.shapes.for_each_word(type, size, [&](std::uint32_t k, const WordShape& shape) {
        if (!complete) return;
        const Address word = from + 8 * k;
        if ((shadow::init(run.space.shadow(word)) & shape.init) == shape.init) return;
        complete = explain_direct(run, word, 8, shape.kind);
    });
    return complete;
}

namespace {

bool not_copyable(Run& run, Slot slot) {
    const Address address = run.slot_address(slot);
    Fault fault{.code = Code::CopyOfOwner};
    fault.place = run.where_slot(slot);
    fault.found = shadow::kind(run.space.shadow(address));
    fault.object = Pointer::from_word(run.space.read<std::uint64_t>(address)).object;
    return run.fault(std::move(fault));
}

/// A word that may be copied, and the borrow that it may be has another holder.
bool copy_word(ParkedCore& c, const Instruction& i, ValueKind kind, std::uint64_t value) {
    Borrows& borrows = c.run.borrows;
    const NodeId node = borrows.held(c.slot_address(i.b));
    borrows.keep(node);
    const bool ok = c.write(i.a, kind, value);
    if (ok) {
        borrows.hold(c.slot_address(i.a), node);
        borrows.settle_pointer(c.slot_address(i.a));
    }
    borrows.unkeep(node);
    return ok;
}

}  // namespace

bool copy_carefully(ParkedCore& c, const Instruction& i) {
    std::uint64_t value = 0;
    ValueKind kind{};
    if (!c.read_any(i.b, value, kind)) return false;
    if (!is_copyable(kind) && !not_copyable(c.run, i.b)) return false;
    tell_copy(c.run, c.slot_address(i.b), c.slot_address(i.a), 8);
    return copy_word(c, i, kind, value);
}

bool const_null(ParkedCore& c, const Instruction& i) {
    return assign(c, i.a, static_cast<ValueKind>(i.c), 0);
}

bool const_code(ParkedCore& c, const Instruction& i) {
    const Pointer function = function_pointer(c.run.program, FunctionId{i.low()});
    return assign(c, i.a, ValueKind::Code, function.word());
}

bool copy_words(ParkedCore& c, const Instruction& i) {
    const Address from = c.slot_address(i.b);
    const std::uint32_t size = c.run.program.type(i.type()).size;
    if (!check_complete(c.run, from, i.type())) return false;
    use_slots(c.run, from, size, Use::Read);
    for (std::uint32_t k = 0; k < words_of(size); ++k) {
        const Shadow s = c.run.space.shadow(from + 8 * k);
        if (is_copyable(shadow::kind(s))) continue;
        Fault fault{.code = Code::CopyOfOwner};
        fault.place = c.run.where_memory(from + 8 * k);
        fault.found = shadow::kind(s);
        fault.object = Pointer::from_word(c.run.space.read<std::uint64_t>(from + 8 * k)).object;
        if (!c.fault(fault)) return false;
    }
    if (!assign_words(c, i.a, from, size)) return false;
    tell_copy(c.run, from, c.slot_address(i.a), size);
    return true;
}

bool move_word(ParkedCore& c, const Instruction& i) {
    std::uint64_t value = 0;
    ValueKind kind{};
    Run& run = c.run;
    const Address from = c.slot_address(i.b);
    if (owns(shadow::kind(c.state(i.b))) && i.a != i.b) use_slots(run, from, 8, Use::Move);
    if (!c.read_any(i.b, value, kind)) return false;
    if (i.a == i.b) return true;
    if (is_copyable(kind)) return copy_word(c, i, kind, value);
    if (!may_assign(c, i.a)) return false;
    const NodeId node = run.borrows.held(from);
    run.borrows.keep(node);
    c.mark_moved(i.b);
    tell_move(run, Pointer::from_word(value), from, c.slot_address(i.a), kind);
    const bool ok = assign(c, i.a, kind, value);
    if (ok) run.borrows.hold(c.slot_address(i.a), node);
    run.borrows.unkeep(node);
    return ok;
}

namespace {

/// What it is to move, drop or forget slots: what may be copied is only read.
Use use_of(const ParkedCore& c, Slot slot, std::uint32_t words) {
    for (std::uint32_t k = 0; k < words; ++k) {
        if (!is_copyable(shadow::kind(c.state(static_cast<Slot>(slot - k))))) return Use::Move;
    }
    return Use::Read;
}

}  // namespace

bool move_words(ParkedCore& c, const Instruction& i) {
    const Address from = c.slot_address(i.b);
    const std::uint32_t size = c.run.program.type(i.type()).size;
    if (!check_complete(c.run, from, i.type())) return false;
    if (i.a == i.b) return true;
    use_slots(c.run, from, size, use_of(c, i.b, words_of(size)));
    if (!assign_words(c, i.a, from, size)) return false;
    for (std::uint32_t k = 0; k < words_of(size); ++k) {
        const auto source = static_cast<Slot>(i.b - k);
        const ValueKind kind = shadow::kind(c.state(source));
        if (is_copyable(kind)) continue;
        c.mark_moved(source);
        tell_move(c.run, Pointer::from_word(c.word(source)), c.slot_address(source),
                  c.slot_address(static_cast<Slot>(i.a - k)), kind);
    }
    return true;
}

namespace {

/// What a compiled program frees that drops slots which were moved: it knows of no moves.
bool free_moved(ParkedCore& c, Slot slot, std::uint32_t words) {
    for (std::uint32_t k = 0; k < words; ++k) {
        const auto here = static_cast<Slot>(slot - k);
        if ((c.state(here) & shadow::moved) == 0) continue;
        if (!owns(declared_kind(c.run, here))) continue;
        const Pointer block = Pointer::from_word(c.word(here));
        if (!free_owned(c.run, block, Reason::Explicit, c.slot_address(here))) return false;
    }
    return true;
}

/// Frees what a slot owns, which is left moved.
bool free_owner(ParkedCore& c, Slot slot, Reason reason) {
    c.run.charge(8);
    const Pointer block = Pointer::from_word(c.word(slot));
    c.mark_moved(slot);
    return free_owned(c.run, block, reason, c.slot_address(slot));
}

}  // namespace

bool drop(ParkedCore& c, const Instruction& i) {
    const Address from = c.slot_address(i.a);
    const std::uint32_t size = c.run.program.type(i.type()).size;
    if (size == 8 && is_owner(c.state(i.a))) {
        use_slots(c.run, from, size, Use::Move);
        return free_owner(c, i.a, Reason::Explicit);
    }
    if (!check_complete(c.run, from, i.type())) return false;
    use_slots(c.run, from, size, use_of(c, i.a, words_of(size)));
    if (!free_moved(c, i.a, words_of(size))) return false;
    if (!free_words(c.run, from, size, Reason::Explicit)) return false;
    for (std::uint32_t k = 0; k < words_of(size); ++k) {
        const auto slot = static_cast<Slot>(i.a - k);
        if (!is_copyable(shadow::kind(c.state(slot)))) c.mark_moved(slot);
    }
    return true;
}

namespace {

Reason why_skipped(Shadow s) {
    if ((s & shadow::moved) != 0) return Reason::Moved;
    return shadow::init(s) == 0 ? Reason::Uninitialised : Reason::Null;
}

}  // namespace

bool drop_end(ParkedCore& c, const Instruction& i) {
    const Shadow s = c.state(i.a);
    const std::uint32_t size = c.run.program.type(i.type()).size;
    if (size != 8) return free_words(c.run, c.slot_address(i.a), size, Reason::ScopeEnd);
    if (is_owner(s) && c.word(i.a) != 0) return free_owner(c, i.a, Reason::ScopeEnd);
    if (c.run.tells(EventKind::Skip)) {
        Event event{.kind = EventKind::Skip, .reason = why_skipped(s)};
        event.from = c.run.where_slot(i.a);
        c.run.tell(event);
    }
    return true;
}

bool forget(ParkedCore& c, const Instruction& i) {
    if (!check_complete(c.run, c.slot_address(i.a), i.type())) return false;
    const std::uint32_t words = words_of(c.run.program.type(i.type()).size);
    use_slots(c.run, c.slot_address(i.a), 8 * words, use_of(c, i.a, words));
    for (std::uint32_t k = 0; k < words; ++k) {
        const auto slot = static_cast<Slot>(i.a - k);
        if (is_copyable(shadow::kind(c.state(slot)))) continue;
        const Pointer block = owned_by(c.state(slot), c.word(slot));
        c.mark_moved(slot);
        if (c.run.heap.is_block(block)) c.run.heap.set_owned(block.address, false);
        if (block.is_null() || !c.run.wants(EventKind::Forget)) continue;
        Event event{.kind = EventKind::Forget};
        event.object = block.object;
        event.address = block.address;
        event.from = c.run.where_slot(slot);
        c.run.tell(event);
    }
    return true;
}

bool end_scope(ParkedCore& c, const Instruction& i) {
    const Address begin = c.slot_address(i.b);
    const std::uint32_t bytes = 8u * (i.b - i.a + 1u);
    c.run.charge(bytes);
    c.run.borrows.release_all(begin, begin + bytes);
    c.run.objects.end_locals(begin, begin + bytes, c.run.fp_address(),
                             [&](ObjectId id) { end_loans_of(c.run, id); });
    for (Slot slot = i.a; slot <= i.b; ++slot) c.state(slot) &= shadow::ro;
    // A slot without a name, used between two fields of `new`, is no scope to anyone who watches.
    const bool named = local_at(c.run.function(), i.a) != nullptr;
    if (named && c.run.tells(EventKind::Scope)) {
        Event event{.kind = EventKind::Scope};
        event.from = c.run.where_slot(i.a);
        event.to = c.run.where_slot(i.b);
        event.address = begin;
        event.size = bytes;
        event.depth = c.run.depth();
        c.run.tell(event);
    }
    return true;
}

}  // namespace freehold
