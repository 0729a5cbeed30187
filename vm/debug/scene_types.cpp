// SPDX-License-Identifier: MIT
// What lies where in a Scene: the types of values, and what words are called.
#include <algorithm>

#include "vm/debug/scene.hpp"
#include "vm/execute/names.hpp"
#include "vm/execute/run.hpp"
#include "vm/isa/type_paths.hpp"

namespace freehold::debug {

namespace {

constexpr std::uint32_t record_bytes = 16;

bool is_in_record(const FrameInfo& frame, Address address) {
    return frame.fp - address <= record_bytes;
}

}  // namespace

// ---- types -------------------------------------------------------------------------------------

std::optional<Spot> Scene::value_at(Address address) const {
    switch (m_machine.layout().segment_of(address)) {
        case Segment::Data:
        case Segment::Bss: {
            const Static* it = static_at(address);
            if (it == nullptr || address - it->address >= std::max(it->size, 1u)) break;
            return Spot{it->address, it->type, it->size};
        }
        case Segment::Heap: {
            const ChunkInfo* chunk = chunk_at(address);
            if (chunk == nullptr || chunk->free || address < chunk->block()) break;
            if (address - chunk->block() >= std::max(chunk->asked, 1u)) break;
            return Spot{chunk->block(), block_type(chunk->object), chunk->asked};
        }
        case Segment::Stack: {
            const FrameInfo* frame = frame_at(address);
            if (frame == nullptr || is_in_record(*frame, address)) break;
            const Function& function = program().function(frame->function);
            const Slot slot = slot_at(frame->fp, address);
            if (const Local* local = local_at(function, slot)) return spot_of(*frame, *local);
            if (slot >= function.result_words) break;
            const Address base = frame->fp - (16 + 8u * function.result_words);
            return Spot{base, function.result, program().type(function.result).size};
        }
        default: break;
    }
    return std::nullopt;
}

TypeId Scene::scalar_type(Address address) const {
    const auto spot = value_at(address);
    if (!spot) return outgoing_type(address);
    if (spot->type == TypeId::None) return TypeId::None;
    return scalar_at(program(), {spot->type, address - spot->address});
}

/// Of an argument that waits for its call.
TypeId Scene::outgoing_type(Address word) const {
    const FrameInfo* frame =
        m_machine.layout().segment_of(word) == Segment::Stack ? frame_at(word) : nullptr;
    if (frame == nullptr || frame != &m_frames.front() || is_in_record(*frame, word)) {
        return TypeId::None;
    }
    const Where where = m_machine.where(word);
    if (where.in != Where::In::Frame || where.depth <= frame->depth) return TypeId::None;
    const Local* local = local_at(program().function(where.function), where.slot);
    if (local == nullptr) return TypeId::None;
    return scalar_at(program(), {local->type, 8u * (local->base() - where.slot)});
}

TypeId Scene::block_type(ObjectId block) const {
    if (!m_types) {
        Types types;
        spread_types(types);
        borrowed_types(types);
        spread_types(types);
        m_types = std::move(types);
    }
    const auto found = m_types->find(raw(block));
    return found == m_types->end() ? TypeId::None : found->second;
}

namespace {

TypeId pointee(const Program& program, TypeId pointer) {
    if (pointer == TypeId::None || !is_pointer(program.type(pointer).kind)) return TypeId::None;
    return program.type(pointer).element;
}

}  // namespace

// From owners in slots and statics, and in blocks whose type is known, to what they own, and on.
void Scene::spread_types(Types& types) const {
    std::unordered_map<std::uint32_t, std::vector<const OwnerInfo*>> inside;  // by block
    std::vector<ObjectId> waiting;
    const auto learn = [&](ObjectId block, TypeId type) {
        if (type != TypeId::None && types.emplace(raw(block), type).second) {
            waiting.push_back(block);
        }
    };
    for (const auto& [block, type] : types) waiting.push_back(ObjectId{block});
    for (const OwnerInfo& owner : owners()) {
        if (m_machine.layout().segment_of(owner.word) == Segment::Heap) {
            inside[raw(chunk_at(owner.word)->object)].push_back(&owner);
        } else {
            learn(owner.block, pointee(program(), scalar_type(owner.word)));
        }
    }
    while (!waiting.empty()) {
        const ObjectId block = waiting.back();
        waiting.pop_back();
        const auto found = inside.find(raw(block));
        if (found == inside.end()) continue;
        const TypeSpot whole{types[raw(block)], 0};
        const Address begin = this->block(block)->block();
        for (const OwnerInfo* owner : found->second) {
            const TypeSpot spot{whole.root, owner->word - begin};
            learn(owner->block, pointee(program(), scalar_at(program(), spot)));
        }
    }
}

/// Blocks that nobody owns may still be lent, or known by a raw pointer in a local.
void Scene::borrowed_types(Types& types) const {
    const auto learn = [&](Address slot) {
        const auto pointer = Pointer::from_word(m_machine.word_at(slot));
        const ChunkInfo* chunk = block(pointer.object);
        if (chunk == nullptr || pointer.address != chunk->block()) return;
        const TypeId type = pointee(program(), scalar_type(slot));
        if (type != TypeId::None) types.emplace(raw(pointer.object), type);
    };
    for (const LoanInfo& loan : loans()) learn(loan.slot);
    for (const FrameInfo& frame : m_frames) {
        for (const Local& local : program().function(frame.function).locals) {
            const Address slot = spot_of(frame, local).address;
            const bool raw_pointer = program().type(local.type).kind == TypeKind::Raw;
            if (raw_pointer && m_machine.word_info(slot).init == 0xff) learn(slot);
        }
    }
}

// ---- names -------------------------------------------------------------------------------------

std::string Scene::name_of(Address address) const { return name_of(address, TypeId::None); }

std::string Scene::name_of(Address address, TypeId whole) const {
    const Layout& layout = m_machine.layout();
    switch (layout.segment_of(address)) {
        case Segment::Code:
            return "code of " +
                   program().function(function_at(program(), code_index(address))).name;
        case Segment::Data:
        case Segment::Bss: {
            const auto spot = value_at(address);
            if (!spot) return "padding";
            return static_at(address)->name + in_value(*spot, address, whole);
        }
        case Segment::Heap: return heap_name(address, whole);
        case Segment::Gap: return "the gap";
        case Segment::Stack: return stack_name(address, whole);
        case Segment::None: break;
    }
    return raw(address) < Layout::page ? "the null guard" : "no segment";
}

std::string Scene::in_value(const Spot& spot, Address address, TypeId whole) const {
    const std::uint32_t offset = address - spot.address;
    const bool known = spot.type != TypeId::None;
    if (!known) return offset == 0 ? "" : "+" + std::to_string(offset);
    if (is_scalar(program().type(spot.type).kind)) return "";
    return place_path(program(), spot.type, offset, whole);
}

std::string Scene::heap_name(Address address, TypeId whole) const {
    if (address >= m_machine.heap_top()) {
        const Address used = m_machine.layout().heap_begin + m_machine.heap_use().reserved;
        return address < used ? "free again" : "never used";
    }
    const ChunkInfo* chunk = chunk_at(address);
    if (chunk == nullptr || chunk->free) return "free heap";
    const std::string name = "#" + std::to_string(raw(chunk->object));
    if (address < chunk->block()) return "the header of " + name;
    if (const auto spot = value_at(address)) return name + in_value(*spot, address, whole);
    return "padding of " + name;
}

std::string Scene::stack_name(Address address, TypeId whole) const {
    const FrameInfo* frame = frame_at(address);
    if (frame == nullptr) return "unused stack";
    const std::string name = frame_name(*frame);
    if (frame->fp - address <= 8) return "the return address of " + name;
    if (is_in_record(*frame, address)) return "the caller's fp in " + name;
    const Slot slot = slot_at(frame->fp, address);
    const Function& function = program().function(frame->function);
    if (const Local* local = local_at(function, slot)) {
        return name + "." + local_name(program(), function, *local) +
               in_value(spot_of(*frame, *local), address, whole);
    }
    if (slot < function.result_words) {
        return name + ".result" + in_value(*value_at(address), address, whole);
    }
    const bool innermost = frame == &m_frames.front();
    return innermost ? m_machine.where_name(m_machine.where(address))
                     : name + ".slot " + std::to_string(slot);
}

}  // namespace freehold::debug
