// SPDX-License-Identifier: MIT
#include "vm/debug/scene.hpp"

#include <algorithm>

namespace freehold::debug {

Scene::Scene(const Machine& machine)
    : m_machine(machine), m_statics(machine.program()), m_frames(machine.frames()) {
    count_activations();
}

// ---- frames ------------------------------------------------------------------------------------

void Scene::count_activations() {
    std::vector<std::uint32_t> living(program().functions.size());
    m_activations.resize(m_frames.size());
    for (std::size_t k = m_frames.size(); k-- > 0;) {
        m_activations[k] = ++living[raw(m_frames[k].function)];
    }
}

const FrameInfo* Scene::frame(std::uint32_t depth) const {
    if (m_frames.empty() || depth > m_frames.size()) return nullptr;
    return depth == 0 ? &m_frames.front() : &m_frames[m_frames.size() - depth];
}

const FrameInfo* Scene::frame_at(Address address) const {
    const auto found =
        std::upper_bound(m_frames.begin(), m_frames.end(), address,
                         [](Address wanted, const FrameInfo& frame) { return wanted < frame.fp; });
    if (found == m_frames.end()) return nullptr;
    const bool outside = found->fp - address > program().function(found->function).frame_bytes();
    return found == m_frames.begin() && outside ? nullptr : &*found;
}

std::uint32_t Scene::activation(const FrameInfo& frame) const {
    return m_activations[m_frames.size() - frame.depth];
}

std::string Scene::frame_name(const FrameInfo& frame) const {
    const std::string& name = program().function(frame.function).name;
    const std::uint32_t n = activation(frame);
    return n == 1 ? name : name + "(" + std::to_string(n) + ")";
}

Spot Scene::spot_of(const FrameInfo& frame, const Local& local) const {
    return {frame.fp - (24 + 8u * local.base()), local.type, program().type(local.type).size};
}

// ---- heap --------------------------------------------------------------------------------------

const std::vector<ChunkInfo>& Scene::chunks() const {
    if (!m_chunks) {
        m_chunks = m_machine.chunks();
        for (std::size_t k = 0; k < m_chunks->size(); ++k) {
            if ((*m_chunks)[k].in_use()) m_blocks.emplace(raw((*m_chunks)[k].object), k);
        }
    }
    return *m_chunks;
}

const ChunkInfo* Scene::chunk_at(Address address) const {
    const auto& all = chunks();
    const auto after = std::upper_bound(
        all.begin(), all.end(), address,
        [](Address wanted, const ChunkInfo& chunk) { return wanted < chunk.address; });
    if (after == all.begin() || address >= std::prev(after)->end()) return nullptr;
    return &*std::prev(after);
}

const ChunkInfo* Scene::block(ObjectId id) const {
    const auto& all = chunks();
    const auto found = m_blocks.find(raw(id));
    return found == m_blocks.end() ? nullptr : &all[found->second];
}

const std::vector<OwnerInfo>& Scene::owners() const {
    if (!m_owners) {
        m_owners = m_machine.owners();
        for (std::size_t k = 0; k < m_owners->size(); ++k) {
            m_owner_of.emplace(raw((*m_owners)[k].block), k);
        }
    }
    return *m_owners;
}

const OwnerInfo* Scene::owner_of(ObjectId block) const {
    const auto& all = owners();
    const auto found = m_owner_of.find(raw(block));
    return found == m_owner_of.end() ? nullptr : &all[found->second];
}

// Of all blocks on the way at once, so that a long list is walked once.
Address Scene::root_owner(ObjectId block) const {
    std::vector<std::uint32_t> way;
    Address root{};
    while (way.size() <= chunks().size()) {  // blocks may own each other in a ring
        if (const auto known = m_roots.find(raw(block)); known != m_roots.end()) {
            root = known->second;
            break;
        }
        way.push_back(raw(block));
        const OwnerInfo* owner = owner_of(block);
        if (owner == nullptr) break;
        if (m_machine.layout().segment_of(owner->word) != Segment::Heap) {
            root = owner->word;
            break;
        }
        block = chunk_at(owner->word)->object;
    }
    for (const std::uint32_t id : way) m_roots.emplace(id, root);
    return root;
}

const std::vector<DanglingInfo>& Scene::dangling() const {
    if (!m_dangling) m_dangling = m_machine.dangling();
    return *m_dangling;
}

// ---- borrows -----------------------------------------------------------------------------------

const std::vector<LoanInfo>& Scene::loans() const {
    if (!m_loans) m_loans = m_machine.loans();
    return *m_loans;
}

const LoanInfo* Scene::loan_in(Address slot) const {
    const auto& all = loans();
    const auto found =
        std::lower_bound(all.begin(), all.end(), slot,
                         [](const LoanInfo& loan, Address wanted) { return loan.slot < wanted; });
    return found != all.end() && found->slot == slot ? &*found : nullptr;
}

FunctionId Scene::function_of(ObjectId object) const {
    const auto& functions = program().functions;
    for (std::uint32_t k = 0; k < functions.size(); ++k) {
        if (functions[k].object == object) return FunctionId{k};
    }
    return FunctionId::None;
}

}  // namespace freehold::debug
