// SPDX-License-Identifier: MIT
#include "vm/grade/run_facts.hpp"

#include <algorithm>

#include "vm/grade/block_name.hpp"

namespace freehold::grade {

namespace {

bool is_clone(const Program& program, std::uint32_t index) {
    return program.code[index].opcode() == Opcode::Clone;
}

/// The type of what a pointer in a slot points at, as the slot's local was declared.
TypeId pointee_at(const Program& program, const Where& owner) {
    if (owner.in != Where::In::Frame || owner.function == FunctionId::None) return TypeId::None;
    const Local* local = local_at(program.function(owner.function), owner.slot);
    return local == nullptr ? TypeId::None : program.type(local->type).element;
}

/// A block is called by what it holds: of a run, by its elements, but text is `bytes`.
std::string type_of_block(const Program& program, const Event& event) {
    const Instruction& made = program.code[event.index];
    const Opcode opcode = made.opcode();
    TypeId type = opcode == Opcode::New || opcode == Opcode::NewRun || opcode == Opcode::NewRunK
                      ? made.type()
                      : pointee_at(program, event.to);
    if (type == TypeId::None) return "";
    const TypeKind kind = program.type(type).kind;
    if (kind == TypeKind::Run || kind == TypeKind::Array) type = program.type(type).element;
    return program.type(type).kind == TypeKind::U8 ? "bytes" : type_name(program, type);
}

bool asks(const Expectations& expects, Quantity quantity) {
    return std::any_of(expects.quantities.begin(), expects.quantities.end(),
                       [&](const auto& bound) { return bound.first == quantity; });
}

}  // namespace

Wanted Wanted::by(const Test& test) {
    Wanted wanted;
    for (const Check& check : test.checks) {
        const Expectations& expects = check.expects;
        wanted.calls |= !expects.calls.empty() || asks(expects, Quantity::Depth);
        wanted.blocks |= !expects.freed.empty() || !expects.moved.empty();
        wanted.moves |= !expects.moved.empty() || asks(expects, Quantity::Moves);
    }
    return wanted;
}

Watcher::Watcher(const Program& program, Wanted wanted)
    : m_program(program), m_wanted(wanted), m_calls(program.functions.size()) {}

void Watcher::watch(Machine& machine) {
    m_machine = &machine;
    machine.observe(*this);
}

EventSet Watcher::wants() const {
    EventSet set{EventKind::Alloc};
    if (m_wanted.blocks) set.add({EventKind::Free});
    if (m_wanted.moves) set.add({EventKind::Move});
    if (m_wanted.calls) set.add({EventKind::Call});
    return set;
}

BlockFacts* Watcher::block(ObjectId id) {
    const std::size_t number = raw(id);
    return number == 0 || number > m_blocks.size() ? nullptr : &m_blocks[number - 1];
}

void Watcher::note_block(const Event& event) {
    if (is_clone(m_program, event.index)) ++m_clones;
    if (!m_wanted.blocks || m_blocks.size() >= most_named_blocks) return;
    BlockFacts facts;
    facts.type = type_of_block(m_program, event);
    facts.nth = ++m_made[facts.type];
    m_blocks.push_back(std::move(facts));
}

void Watcher::note_free(const Event& event) {
    ++m_freed;
    BlockFacts* const facts = block(event.object);
    if (facts == nullptr) return;
    facts->freed = m_freed;
    if (event.from.in != Where::In::Nowhere) facts->last_owner = m_machine->where_name(event.from);
}

void Watcher::on_event(const Event& event) {
    switch (event.kind) {
        case EventKind::Alloc: return note_block(event);
        case EventKind::Free: return note_free(event);
        case EventKind::Call:
            ++m_calls[raw(event.function)];
            m_depth = std::max(m_depth, event.depth);
            return;
        case EventKind::Move:
            if (event.value != ValueKind::Own || event.reason == Reason::Adopted) return;
            ++m_moves;
            if (BlockFacts* const facts = block(event.object)) facts->moved = true;
            return;
        default: return;
    }
}

std::uint64_t Watcher::calls_of(const std::string& function) const {
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        if (m_program.functions[i].name == function) return m_calls[i];
    }
    return 0;
}

std::uint64_t quantity_of(const RunFacts& facts, Quantity quantity) {
    switch (quantity) {
        case Quantity::Leaks: return facts.totals.leaked;
        case Quantity::StillOwned: return facts.totals.owned;
        case Quantity::Allocations: return facts.totals.allocated;
        case Quantity::Frees: return facts.totals.freed;
        case Quantity::Moves: return facts.watcher->moves();
        case Quantity::Clones: return facts.watcher->clones();
        case Quantity::PeakHeap: return facts.totals.peak_heap;
        case Quantity::PeakStack: return facts.totals.peak_stack;
        case Quantity::HeapSpan: return facts.heap_span;
        case Quantity::Depth: return facts.watcher->depth();
        case Quantity::Steps: return facts.totals.step;
    }
    return 0;
}

}  // namespace freehold::grade
