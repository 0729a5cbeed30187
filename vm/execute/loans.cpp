// SPDX-License-Identifier: MIT
#include "vm/execute/loans.hpp"

#include <algorithm>

#include "vm/execute/run.hpp"
#include "vm/execute/way.hpp"

namespace freehold {

namespace {

Address stack_low(const Run& run) { return run.fp_address() - run.function().frame_bytes(); }

/// Who borrows bytes does not touch them yet.
void touch(Run& run, Address address, std::uint32_t bytes, Use how) {
    if (how != Use::Share && how != Use::Exclude) run.touch(address, bytes, writes(how));
}

/// Each slot whose borrow has ended is an event.
void tell_endings(Run& run, Borrows::Endings endings) {
    if (endings.empty() || !run.wants(EventKind::Ended)) return;
    for (const EndedLoan& it : endings) {
        if (it.loan.ending == Ending::Gone) continue;
        Event event{.kind = EventKind::Ended};
        event.object = it.object;
        event.address = Address{it.range.begin};
        event.size = it.range.end - it.range.begin;
        event.value = it.loan.exclusive ? ValueKind::Mut : ValueKind::Ref;
        event.code = code_of(it.loan.ending);
        event.from = run.where_memory(event.address);
        run.borrows.for_each_holder(it.node, stack_low(run), run.space.layout().stack_end,
                                    [&](Address slot) {
                                        event.to = run.where_memory(slot);
                                        run.tell(event);
                                    });
    }
}

}  // namespace

Code code_of(Ending ending) {
    switch (ending) {
        case Ending::TwoExclusive: return Code::TwoExclusiveBorrows;
        case Ending::SharedAndExclusive: return Code::SharedAndExclusive;
        case Ending::ReadWhileExclusive: return Code::ReadWhileExclusive;
        case Ending::Assigned: return Code::AssignedWhileBorrowed;
        case Ending::Moved:
        case Ending::Gone:
        case Ending::Alive: break;
    }
    return Code::MovedWhileBorrowed;
}

void use_directly(Run& run, Address address, std::uint32_t bytes, Use how) {
    touch(run, address, bytes, how);
    const ObjectId object = shadow::object(run.space.shadow(address));
    if (object == ObjectId::None) return;
    tell_endings(run, run.borrows.use_directly(address, bytes, how, run.at.step));
}

void use_block(Run& run, Pointer owner, Use how) {
    if (owner.is_null() || !run.borrows.any()) return;
    tell_endings(run,
                 run.borrows.use(owner.object, {0, 0xffffffff}, how, NodeId::None, run.at.step));
}

void use_slots(Run& run, Address address, std::uint32_t bytes, Use how) {
    if (!run.borrows.any()) return touch(run, address, bytes, how);
    use_directly(run, address, bytes, how);
    for (std::uint32_t k = 0; k < words_of(bytes); ++k) {
        const Address word = Address{raw(address) & ~7u} + 8 * k;
        const Shadow s = run.space.shadow(word);
        if (!owns(shadow::kind(s)) || shadow::init(s) != 0xff) continue;
        use_block(run, Pointer::from_word(run.space.read<std::uint64_t>(word)), how);
    }
}

ByteRange bytes_from(Run& run, Pointer pointer, std::uint32_t size) {
    const std::uint32_t begin = raw(pointer.address);
    if (size != 0) return {begin, begin + size};
    const Object object = find_object(run, pointer);
    const std::uint32_t end = raw(object.address) + object.size;
    return {begin, std::max(end, begin)};
}

bool check_live(Run& run, Slot slot, const Place& place, std::uint32_t size, bool write) {
    const NodeId by = run.borrows.held(run.slot_address(slot));
    if (by == NodeId::None) return true;
    if (run.borrows.is_alive(by) || !find_object(run, place.pointer).alive) return true;
    const Loan loan = run.borrows.loan(by);
    Fault fault{.code = code_of(loan.ending)};
    fault.place = run.where_slot(slot);
    fault.pointer = place.pointer;
    fault.object = place.pointer.object;
    fault.address = place.pointer.address;
    fault.size = size;
    fault.write = write;
    fault.found = place.via;
    fault.made = loan.made;
    fault.ended = loan.ended;
    return run.fault(std::move(fault));
}

bool use_through(Run& run, Slot slot, const Place& place, std::uint32_t size, Use how) {
    if (place.null) return true;
    if (!check_live(run, slot, place, size, writes(how))) return false;
    use_live(run, slot, place, size, how);
    return true;
}

void use_live(Run& run, Slot slot, const Place& place, std::uint32_t size, Use how) {
    const Address at = run.slot_address(slot);
    const NodeId by = run.borrows.held(at);
    if (run.pauses != nullptr) {
        const ByteRange bytes = bytes_from(run, place.pointer, size);
        touch(run, Address{bytes.begin}, bytes.end - bytes.begin, how);
    }
    // What is used through an owner is used as a part of it.
    const Shadow asks = writes(how) ? shadow::lent : shadow::lent_exclusively;
    if (owns(place.via) && (run.space.shadow(at) & asks) != 0) use_directly(run, at, 8, how);
    if (!run.borrows.any()) {
        if (owns(place.via)) run.borrows.settle_owner(at, place.pointer.object);
        return;
    }
    const bool alive = by != NodeId::None && run.borrows.is_alive(by);
    tell_endings(run, run.borrows.use(place.pointer.object, bytes_from(run, place.pointer, size),
                                      how, alive ? by : NodeId::None, run.at.step));
    settle(run, at);
}

bool settle(Run& run, Address slot) {
    const Shadow before = run.space.shadow(slot);
    if ((before & shadow::slow) == 0) return false;
    if (owns(shadow::kind(before))) {
        const auto owned = Pointer::from_word(run.space.read<std::uint64_t>(slot));
        run.borrows.settle_owner(slot, owned.object);
    } else {
        run.borrows.settle_pointer(slot);
    }
    return (before & ~run.space.shadow(slot) & shadow::slow) != 0;
}

void end_loans_of(Run& run, ObjectId object) { run.borrows.end_object(object, run.at.step); }

void ask_owner_of(Run& run, ObjectId block) {
    run.charge(run.space.layout().stack_end - stack_low(run));
    for (Address at = stack_low(run); at < run.space.layout().stack_end; at = at + 8) {
        const Shadow s = run.space.shadow(at);
        if (!owns(shadow::kind(s))) continue;
        const auto owned = Pointer::from_word(run.space.read<std::uint64_t>(at));
        if (owned.object == block) run.borrows.settle_owner(at, block);
    }
}

}  // namespace freehold
