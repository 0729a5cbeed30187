// SPDX-License-Identifier: MIT
#include "vm/observe/traced_names.hpp"

#include <fmt/format.h>

#include "vm/execute/names.hpp"
#include "vm/isa/type_paths.hpp"
#include "vm/observe/event_text.hpp"

namespace freehold {

namespace {

constexpr std::uint32_t header_bytes = 16;  // before each block

}  // namespace

TracedNames::TracedNames(const Machine& machine, const Names& names)
    : m_machine(machine),
      m_program(machine.program()),
      m_names(names),
      m_statics(machine.program()) {}

void TracedNames::begin(const TraceStart& start) {
    for (const BlockInfo& block : m_machine.blocks()) {
        m_blocks[block.address] = {block.object, block.size, block.address};
    }
    find_types(start);
}

/// A block is what its owner's type says; where that lies in a block, that is looked up first.
void TracedNames::find_types(const TraceStart& start) {
    std::map<Address, Address> owners;  // of blocks: the word that owns them
    for (const WordChange& word : start.memory) {
        if (owns(word.known.kind)) owners[Pointer::from_word(word.now).address] = word.address;
    }
    for (const auto& [begin, block] : m_blocks) {
        std::vector<Address> chain;
        for (auto owner = owners.find(begin); owner != owners.end();) {
            chain.push_back(owner->first);
            const Block* const outer = block_holding(owner->second);
            const Address next = outer == nullptr ? Address{} : outer->begin;
            // Each owner is followed once: what was looked up has a type, or never gets one.
            const Address word = owner->second;
            owner =
                next == Address{} || outer->type != TypeId::None ? owners.end() : owners.find(next);
            owners.erase(chain.back());
            m_blocks[chain.back()].owner = word;
        }
        for (; !chain.empty(); chain.pop_back()) {
            Block& one = m_blocks[chain.back()];
            one.type = owned_by(one.owner, start.frames);
        }
    }
}

TracedNames::Block* TracedNames::block_holding(Address at) {
    auto next = m_blocks.upper_bound(at);
    if (next == m_blocks.begin()) return nullptr;
    --next;
    return at - next->first < next->second.size ? &next->second : nullptr;
}

TypeId TracedNames::owned_by(Address word, const std::vector<TracedFrame>& frames) const {
    const TracedPlace at = place(word, 0, frames);
    if (at.root == TypeId::None) return TypeId::None;
    const TypeId owner = scalar_at(m_program, {at.root, at.offset});
    if (owner == TypeId::None) return TypeId::None;
    const Type& type = m_program.type(owner);
    return is_pointer(type.kind) ? type.element : TypeId::None;
}

void TracedNames::event(const Event& event) {
    if (event.kind == EventKind::Alloc) {
        m_blocks[event.address] = {event.object, event.size, event.address, type_of_block(event)};
        std::erase(m_freed, event.address);
    }
    if (event.kind == EventKind::Move) {
        Block* const block = block_holding(event.address);
        if (block != nullptr && block->type == TypeId::None) block->type = owned_by(event.to);
    }
    if (event.kind == EventKind::Free) m_freed.push_back(event.address);
    if (event.to.in == Where::In::Frame) m_said[event.to.address] = m_names.where(event.to);
}

void TracedNames::forget_step() {
    for (const Address block : m_freed) m_blocks.erase(block);
    m_freed.clear();
    m_said.clear();
}

/// What the slot that owns it is declared to point at, or the type that `new` names.
TypeId TracedNames::type_of_block(const Event& alloc) const {
    const Instruction& instruction = m_program.code[alloc.index];
    if (instruction.opcode() == Opcode::New) return instruction.type();
    return owned_by(alloc.to);
}

TypeId TracedNames::owned_by(const Where& owner) const {
    if (owner.in != Where::In::Frame || owner.building != TypeId::None) return TypeId::None;
    const Local* local = local_at(m_program.function(owner.function), owner.slot);
    if (local == nullptr) return TypeId::None;
    const Type& type = m_program.type(local->type);
    return is_pointer(type.kind) ? type.element : TypeId::None;
}

TracedPlace TracedNames::place(Address word, std::uint32_t offset,
                               const std::vector<TracedFrame>& frames) const {
    const Address at = word + offset;
    TracedPlace place;
    const Segment segment = m_machine.layout().segment_of(word);
    switch (segment) {
        case Segment::Stack: place = stack_place(at, frames); break;
        case Segment::Data:
        case Segment::Bss: place = static_place(at); break;
        case Segment::Heap: place = heap_place(at); break;
        default: break;
    }
    place.segment = segment;
    if (place.name.empty()) place.name = m_machine.place_name(at);
    return place;
}

/// The innermost frame that begins above the word holds it: a callee's lies in its caller's
/// outgoing area.
TracedPlace TracedNames::stack_place(Address at, const std::vector<TracedFrame>& frames) const {
    std::size_t depth = frames.size();
    while (depth > 0 && frames[depth - 1].fp <= at) --depth;
    if (depth == 0) return {.dead = true};
    const TracedFrame& frame = frames[depth - 1];
    const Function& function = m_program.function(frame.function);
    if (frame.fp - at > function.frame_bytes()) return {.dead = true};
    Where where{.in = Where::In::Frame};
    where.function = frame.function;
    where.depth = static_cast<std::uint32_t>(depth);
    where.activation = frame.activation;
    where.slot = frame.fp - at <= 16 ? no_slot : slot_at(frame.fp, at);
    if (where.slot == no_slot) {
        const bool return_address = frame.fp - at <= 8;
        return {.name = frame_name(frame) + (return_address ? "'s return" : "'s caller")};
    }
    const Local* local = local_at(function, where.slot);
    if (local == nullptr) {
        const auto said = m_said.find(at);
        return {.name = said != m_said.end() ? said->second : m_names.where(where),
                .outgoing = where.slot >= function.result_words};
    }
    const Address base = frame.fp - (24 + 8u * local->base());
    const bool scalar = is_scalar(m_program.type(local->type).kind);
    TracedPlace place{.root = local->type, .offset = at - base};
    where.slot = local->base();
    where.whole = scalar ? TypeId::None : local->type;
    place.name = m_names.where(where);
    if (!scalar) place.name += place_path(m_program, local->type, place.offset);
    return place;
}

TracedPlace TracedNames::static_place(Address at) const {
    const Static* it = m_statics.at(at);
    if (it == nullptr) return {};
    const std::uint32_t offset = at - it->address;
    return {.name = it->name + place_path(m_program, it->type, offset),
            .root = it->type,
            .offset = offset};
}

TracedPlace TracedNames::heap_place(Address at) const {
    auto next = m_blocks.upper_bound(at);
    const std::uint32_t zone = m_machine.options().heap.zone();
    const std::uint32_t before = next == m_blocks.end() ? ~0u : next->first - at;
    if (before <= zone) return {.name = "red zone of " + block_text(next->second.id)};
    if (before <= zone + header_bytes) {
        return {.name = "header of " + block_text(next->second.id)};
    }
    if (next == m_blocks.begin()) return {};
    const auto& [begin, block] = *--next;
    const std::uint32_t offset = at - begin;
    if (offset >= block.size) return {};
    const std::string path =
        block.type == TypeId::None ? "" : place_path(m_program, block.type, offset);
    const bool plain = path.empty() && offset != 0;
    return {.name = block_text(block.id) + (plain ? fmt::format(" +{}", offset) : path),
            .root = block.type,
            .offset = offset};
}

std::string TracedNames::target(Pointer pointer, const std::vector<TracedFrame>& frames) const {
    if (pointer.is_null()) return "null";
    const Address word{raw(pointer.address) & ~7u};
    const auto offset = raw(pointer.address) % 8;
    if (m_machine.layout().segment_of(word) == Segment::Code) return code_name_of(pointer);
    const TracedPlace place = this->place(word, offset, frames);
    // Where the beginning of a value is meant, its first part is not what has to be said.
    if (place.offset != 0 || place.root == TypeId::None) return place.name;
    return place.name.substr(0, place.name.size() - place_path(m_program, place.root, 0).size());
}

std::string TracedNames::frame_name(const TracedFrame& frame) const {
    const std::string& name = m_program.function(frame.function).name;
    return frame.activation > 1 ? fmt::format("{}({})", name, frame.activation) : name;
}

std::string TracedNames::frame(Address fp, const std::vector<TracedFrame>& frames) const {
    for (std::size_t depth = frames.size(); depth > 0 && frames[depth - 1].fp <= fp; --depth) {
        if (frames[depth - 1].fp == fp) return frame_name(frames[depth - 1]);
    }
    return m_machine.place_name(fp);
}

std::string TracedNames::code_name_of(Pointer pointer) const {
    for (const Function& function : m_program.functions) {
        if (function.object == pointer.object) return function.name;
    }
    return m_machine.place_name(pointer.address);
}

std::string TracedNames::code(std::uint32_t index) const {
    const std::string source = m_names.source(index);
    return source.empty() ? m_machine.place_name(code_address(index)) : source;
}

}  // namespace freehold
