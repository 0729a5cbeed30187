// SPDX-License-Identifier: MIT
// What can be seen of a machine that stands still (look.hpp).
#include "freehold/look.hpp"

#include <algorithm>
#include <unordered_set>

#include "vm/execute/live_words.hpp"
#include "vm/execute/loans.hpp"
#include "vm/execute/machine_engine.hpp"
#include "vm/memory/heap_laboratory.hpp"

namespace freehold {

// ---- the heap ----------------------------------------------------------------------------------

namespace {

void add_chunk(HeapStats& stats, const ChunkInfo& chunk) {
    if (chunk.free) {
        ++stats.free_chunks;
        stats.free_bytes += chunk.size;
        stats.largest_free = std::max(stats.largest_free, chunk.size);
    } else if (chunk.quarantined) {
        ++stats.quarantined;
        stats.quarantined_bytes += chunk.size;
    } else {
        const std::uint32_t zones = 2 * chunk.zone;
        stats.header_bytes += Heap::header_bytes;
        stats.zone_bytes += zones;
        stats.padding_bytes += chunk.size - Heap::header_bytes - zones - chunk.asked;
    }
}

}  // namespace

std::vector<ChunkInfo> Machine::chunks() const {
    const Heap& heap = m_engine->run.heap;
    std::vector<ChunkInfo> chunks;
    heap.for_each_chunk([&](const Heap::Chunk& chunk) {
        ChunkInfo info{.address = chunk.address, .size = chunk.size};
        info.quarantined = chunk.quarantined;
        info.free = !chunk.in_use && !chunk.quarantined;
        info.intact = chunk.intact;
        info.zone = info.free ? 0 : heap.zone();
        if (chunk.quarantined) {
            info.object = heap.dead_in(chunk.address);
            info.asked = heap.asked_in(chunk.address);
        }
        if (chunk.in_use) {
            info.object = heap.id_of(info.block());
            info.asked = heap.size_of(info.block());
            info.may_own = heap.may_own(info.block());
        }
        chunks.push_back(info);
    });
    return chunks;
}

HeapStats Machine::heap_stats() const {
    const Run& run = m_engine->run;
    HeapStats stats;
    stats.settings = run.options.heap;
    stats.blocks = run.use.blocks;
    stats.asked = run.use.bytes;
    stats.peak_asked = run.use.peak_bytes;
    stats.span = run.heap.top() - layout().heap_begin;
    stats.peak_span = run.heap.highest_top() - layout().heap_begin;
    stats.allocations = run.use.allocated;
    stats.frees = run.use.freed;
    for (const ChunkInfo& chunk : chunks()) add_chunk(stats, chunk);
    if (const HeapLaboratory* laboratory = run.heap.laboratory()) laboratory->add_to(stats);
    return stats;
}

Address Machine::heap_top() const { return m_engine->run.heap.top(); }

std::vector<FreeList> Machine::free_lists() const {
    const Heap& heap = m_engine->run.heap;
    std::vector<FreeList> lists;
    for (unsigned k = 0; k < Heap::classes(); ++k) {
        FreeList list;
        heap.for_each_free(k, [&](Address chunk) { list.chunks.push_back(chunk); });
        if (list.chunks.empty()) continue;
        list.smallest = static_cast<std::uint32_t>(Heap::smallest_of(k));
        list.largest = static_cast<std::uint32_t>(Heap::smallest_of(k + 1) - 16);
        if (k == 0) {  // the one list that some policies keep
            list.smallest = Heap::smallest_chunk;
            list.largest = layout().heap_end - layout().heap_begin;
        }
        lists.push_back(std::move(list));
    }
    return lists;
}

// ---- words that point ---------------------------------------------------------------------------

namespace {

/// Calls visit(begin, end) for all words that the program may still use, ascending.
template <class Visit>
void for_each_live_range(const Run& run, Visit visit) {
    for_each_static_range(run, visit);
    run.heap.for_each_block([&](Address block) { visit_content(run, block, visit); });
    for_each_stack_range(run, visit);
}

/// Calls visit(address, shadow, pointer) for each word of [begin, end) that points somewhere.
template <class Visit>
void for_each_pointer(const AddressSpace& space, Address begin, Address end, Visit visit) {
    for (Address at = begin; at < end; at = at + 8) {
        const Shadow s = space.shadow(at);
        if (!is_pointer(shadow::kind(s)) || shadow::init(s) != 0xff) continue;
        const auto pointer = Pointer::from_word(space.read<std::uint64_t>(at));
        if (!pointer.is_null()) visit(at, s, pointer);
    }
}

/// Most pointers lead to bytes that say whose they are.
bool is_dangling(const Run& run, Pointer pointer) {
    if (raw(pointer.address) < run.space.extent()) {
        const Shadow s = run.space.shadow(pointer.address);
        const ValueKind kind = shadow::kind(s);
        const bool allocators = kind == ValueKind::Header || kind == ValueKind::FreeBlock;
        if (!allocators && shadow::object(s) == pointer.object) return false;
    }
    const Object object = run.objects.find(pointer.object, run.heap);
    return object.kind != Object::Kind::None && !object.alive;
}

}  // namespace

std::vector<OwnerInfo> Machine::owners() const {
    const Run& run = m_engine->run;
    std::vector<OwnerInfo> owners;
    for_each_live_range(run, [&](Address begin, Address end) {
        for_each_owner(run, begin, end, [&](Address word, Address block) {
            owners.push_back({word, run.heap.id_of(block), block});
        });
    });
    return owners;
}

std::vector<DanglingInfo> Machine::dangling() const {
    const Run& run = m_engine->run;
    const AddressSpace& stack = m_engine->space_with_shadow();
    std::vector<DanglingInfo> found;
    for_each_live_range(run, [&](Address begin, Address end) {
        const bool of_stack = begin >= layout().stack_begin;
        for_each_pointer(of_stack ? stack : run.space, begin, end,
                         [&](Address word, Shadow s, Pointer pointer) {
                             if (!is_dangling(run, pointer)) return;
                             found.push_back({word, pointer, shadow::kind(s)});
                         });
    });
    return found;
}

// ---- borrows ------------------------------------------------------------------------------------

namespace {

/// What is known of a borrow from its slot alone.
LoanInfo plain_loan(const Run& run, Address slot, Shadow s, Pointer pointer) {
    LoanInfo loan{.slot = slot, .object = pointer.object, .begin = pointer.address};
    loan.exclusive = shadow::kind(s) == ValueKind::Mut;
    loan.known = false;
    const Object object = run.objects.find(pointer.object, run.heap);
    loan.alive = object.alive;
    const Address end = object.address + object.size;
    if (object.alive && pointer.address <= end) loan.size = end - pointer.address;
    return loan;
}

void add_node(const Run& run, NodeId node, LoanInfo& loan) {
    const Loan it = run.borrows.loan(node);
    const ByteRange range = run.borrows.range_of(node);
    loan.begin = Address{range.begin};
    loan.size = range.end - range.begin;
    loan.exclusive = it.exclusive;
    loan.alive = run.borrows.is_alive(node);
    loan.known = true;
    loan.made = it.made;
    loan.number = raw(node);
    if (loan.alive) return;
    loan.ended = it.ended;
    if (it.ending != Ending::Gone) loan.code = code_of(it.ending);
}

/// The nearest borrow that the one in the slot was made through and that a slot holds.
NodeId held_parent(const Run& run, const std::unordered_set<std::uint32_t>& held, NodeId node) {
    NodeId parent = run.borrows.parent_of(node);
    while (parent != NodeId::None && !held.contains(raw(parent))) {
        parent = run.borrows.parent_of(parent);
    }
    return parent;
}

}  // namespace

std::vector<LoanInfo> Machine::loans() const {
    const Run& run = m_engine->run;
    std::vector<LoanInfo> loans;
    std::unordered_set<std::uint32_t> held;
    for_each_stack_range(run, [&](Address begin, Address end) {
        for_each_pointer(m_engine->space_with_shadow(), begin, end,
                         [&](Address slot, Shadow s, Pointer pointer) {
                             const ValueKind kind = shadow::kind(s);
                             if (kind != ValueKind::Ref && kind != ValueKind::Mut) return;
                             LoanInfo loan = plain_loan(run, slot, s, pointer);
                             const NodeId node =
                                 run.trusts_slots ? NodeId::None : run.borrows.held(slot);
                             if (node != NodeId::None) add_node(run, node, loan);
                             held.insert(loan.number);
                             loans.push_back(loan);
                         });
    });
    for (LoanInfo& loan : loans) {
        if (loan.number == 0 || !loan.alive) continue;
        loan.parent = raw(held_parent(run, held, NodeId{loan.number}));
    }
    return loans;
}

// ---- objects and places -------------------------------------------------------------------------

bool Machine::record_intact(const FrameInfo& frame) const {
    return m_engine->run.record_intact(frame.fp);
}

ObjectInfo Machine::object(ObjectId id) const {
    const Run& run = m_engine->run;
    const Object object = run.objects.find(id, run.heap);
    return {static_cast<ObjectInfo::Kind>(object.kind), object.alive, object.address, object.size};
}

Where Machine::where(Address address) const {
    const Run& run = m_engine->run;
    // Before main's frame exists no word of the stack is anybody's.
    if (run.depth() == 0 && layout().segment_of(address) == Segment::Stack) {
        return {.in = Where::In::Memory, .address = address};
    }
    return run.where_memory(Address{raw(address) & ~7u});
}

}  // namespace freehold
