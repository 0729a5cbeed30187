// SPDX-License-Identifier: MIT
// How blocks come to life and die.
#include <vector>

#include "vm/execute/explain_access.hpp"
#include "vm/execute/owners.hpp"
#include "vm/memory/heap_laboratory.hpp"

namespace freehold {

namespace {

[[gnu::cold, gnu::noinline]] bool ids_exhausted(Run& run) {
    return run.fault({.code = Code::IdsExhausted});
}

[[gnu::cold, gnu::noinline]] bool exhausted(Run& run, std::uint64_t size, Address to) {
    Fault fault{.code = Code::HeapExhausted};
    fault.place = run.where_memory(to);
    fault.x = static_cast<std::int64_t>(size);
    return run.fault(fault);
}

/// The allocator meets metadata that is not what it wrote: F315.
[[gnu::cold, gnu::noinline]] bool overwritten(Run& run, Address header) {
    Fault fault{.code = Code::HeapOverwritten};
    fault.place = run.where_memory(header);
    fault.object = run.heap.block_in(header).value_or(ObjectId::None);
    fault.address = header;
    fault.size = Heap::header_bytes;
    return run.stop_at(fault);
}

[[gnu::noinline]] void tell_alloc(Run& run, Pointer block, std::uint32_t size, Address to) {
    Event event{.kind = EventKind::Alloc};
    event.object = block.object;
    event.address = block.address;
    event.size = size;
    event.to = run.where_memory(to);
    if (run.options.heap.tells_placement) {
        event.placement = run.heap.laboratory()->last_placement();
    }
    run.tell(event);
}

}  // namespace

bool allocate(Run& run, std::uint64_t size, bool may_own, Address to, Pointer& block) {
    const auto bytes = static_cast<std::uint32_t>(size);
    const ObjectId id = run.objects.next_block();
    if (id == ObjectId::None) [[unlikely]]
        return ids_exhausted(run);
    if (run.unchecked()) {
        if (const auto bad = run.heap.damage_at_allocate(bytes)) return overwritten(run, *bad);
    }
    const auto address =
        size > run.space.extent() ? std::nullopt : run.heap.allocate(id, bytes, may_own);
    if (!address) [[unlikely]]
        return exhausted(run, size, to);
    block = {id, *address};
    run.charge_block(bytes);
    HeapUse& use = run.use;
    ++use.blocks;
    ++use.allocated;
    use.bytes += bytes;
    use.peak_bytes = std::max(use.peak_bytes, use.bytes);
    run.touch(block.address, bytes, true);
    if (run.tells(EventKind::Alloc)) tell_alloc(run, block, bytes, to);
    return true;
}

bool check_block(Run& run, Pointer& block, Address owner) {
    if (run.heap.is_block(block)) return true;
    if (!explain_free(run, block, owner)) return false;
    block.object = run.heap.block_at(block.address).value_or(ObjectId::None);
    if (block.object == ObjectId::None) block = {};
    return true;
}

namespace {

inline void release_silently(Run& run, Pointer block) {
    const std::uint32_t size = run.heap.size_of(block.address);
    if (run.borrows.any()) end_loans_of(run, block.object);
    run.heap.release(block.address);
    run.charge_block(size);
    --run.use.blocks;
    ++run.use.freed;
    run.use.bytes -= size;
}

[[gnu::noinline]] void release_and_tell(Run& run, Pointer block, Reason reason, Address owner,
                                        ObjectId owning) {
    Event event{.kind = EventKind::Free, .reason = reason};
    event.object = block.object;
    event.address = block.address;
    event.size = run.heap.size_of(block.address);
    event.owner = owning;
    // In a ring of owners the word that owned the block lies in it, and is gone with it.
    event.from = run.where_memory(owner);
    release_silently(run, block);
    run.tell(event);
}

}  // namespace

bool release(Run& run, Pointer block, Reason reason, Address owner, ObjectId owning) {
    if (run.unchecked()) {
        if (const auto bad = run.heap.damage_at_release(block.address)) {
            return overwritten(run, *bad);
        }
        if (const auto it = run.heap.trespass(block.address)) {
            return run.stop_at(trespass_fault(run, *it));
        }
    }
    run.touch(block.address, run.heap.size_of(block.address), true);
    if (run.tells(EventKind::Free)) {
        release_and_tell(run, block, reason, owner, owning);
    } else {
        release_silently(run, block);
    }
    return true;
}

namespace {

/// A block whose content is being freed, as far as `next`.
struct Pending {
    Pointer block;
    Address next;
    Address owner;
};

/// The next word of [next, end) that owns something; it is left moved. False at the end.
bool take_next_owner(Run& run, Address& next, Address end, Pointer& owned, Address& place) {
    for (; next < end; next = next + 8) {
        const Shadow s = run.space.shadow(next);
        if (!owns(shadow::kind(s)) || shadow::init(s) != 0xff) continue;
        owned = Pointer::from_word(run.space.read<std::uint64_t>(next));
        run.space.edit_shadow(next) = (s & shadow::kept_by_write) | shadow::moved;
        if (owned.is_null()) continue;
        place = next;
        next = next + 8;
        return true;
    }
    return false;
}

Address content_end(const Run& run, Address block) {
    return run.heap.may_own(block) ? block + words_of(run.heap.size_of(block)) * 8 : block;
}

// The content goes first, so a list frees its deepest node first. The blocks on the way down wait
// in a vector: a list of a million nodes must not overflow the host's stack. Terminates although a
// ring of owners is possible in unsafe code: the word that led to a block is moved before it.
[[gnu::noinline]] bool free_with_content(Run& run, Pointer first, Reason reason, Address owner) {
    std::vector<Pending> pending{{first, first.address, owner}};
    while (!pending.empty()) {
        Pending& top = pending.back();
        const Pointer block = top.block;
        // Freed meanwhile, through another owner of it.
        if (!run.heap.is_block(block)) {
            if (!explain_free(run, block, top.owner)) return false;
            pending.pop_back();
            continue;
        }
        Pointer owned;
        Address place{};
        if (take_next_owner(run, top.next, content_end(run, block.address), owned, place)) {
            if (!check_block(run, owned, place)) return false;
            if (owned.is_null()) continue;
            pending.push_back({owned, owned.address, place});
            continue;
        }
        const Address from = top.owner;
        pending.pop_back();
        const ObjectId owning = pending.empty() ? ObjectId::None : pending.back().block.object;
        if (!release(run, block, pending.empty() ? reason : Reason::Content, from, owning)) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool free_owned(Run& run, Pointer first, Reason reason, Address owner) {
    if (first.is_null()) return true;
    if (!run.heap.is_block(first)) [[unlikely]] {
        if (!check_block(run, first, owner)) return false;
        if (first.is_null()) return true;
    }
    if (run.heap.may_own(first.address)) return free_with_content(run, first, reason, owner);
    return release(run, first, reason, owner, ObjectId::None);
}

bool free_words(Run& run, Address begin, std::uint32_t bytes, Reason reason) {
    const Address end = begin + words_of(bytes) * 8;
    run.charge(bytes);
    Address next = begin;
    Pointer owned;
    Address place{};
    while (take_next_owner(run, next, end, owned, place)) {
        if (!free_owned(run, owned, reason, place)) return false;
    }
    return true;
}

}  // namespace freehold
