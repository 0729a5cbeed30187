// SPDX-License-Identifier: MIT
// A machine that stands still, looked at once: what the views and the names of places share, each
// part made when it is first asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "freehold/machine.hpp"

namespace freehold::debug {

/// A value in memory: its bytes and, where it is known, its type.
struct Spot {
    Address address{};
    TypeId type = TypeId::None;  ///< None: not known, just bytes
    std::uint32_t size = 0;      ///< bytes; of a Run: as many as its object has from there on
};

/// Valid until the machine runs on.
class Scene {
public:
    explicit Scene(const Machine& machine) : m_machine(machine) {}

    const Machine& machine() const { return m_machine; }
    const Program& program() const { return m_machine.program(); }

    // ---- frames -------------------------------------------------------------------------------
    /// Innermost first; empty where main's did not fit.
    const std::vector<FrameInfo>& frames() const;
    /// The frame whose record and slots hold an address of the stack; nullptr for unused stack. A
    /// callee's record and parameters lie in the caller's outgoing area, too: they are the
    /// callee's.
    const FrameInfo* frame_at(Address address) const;
    /// The n-th living frame of its function, from below: insert(3) is n = 3.
    std::uint32_t activation(const FrameInfo& frame) const;
    /// "main", "insert(3)" for the third.
    std::string frame_name(const FrameInfo& frame) const;
    /// The local that holds a slot, if its scope includes where the frame stands.
    bool is_in_scope(const FrameInfo& frame, const Local& local) const;

    // ---- heap ---------------------------------------------------------------------------------
    const std::vector<ChunkInfo>& chunks() const;
    /// The chunk whose bytes, header included, hold an address; nullptr for none.
    const ChunkInfo* chunk_at(Address address) const;
    const ChunkInfo* block(ObjectId id) const;
    /// The words that own a block, lowest first; a sound program has one for each.
    const std::vector<OwnerInfo>& owners() const;
    const OwnerInfo* owner_of(ObjectId block) const;
    const std::vector<DanglingInfo>& dangling() const;
    /// Of a block, as its owner's type says, or a borrow's; None when nobody says.
    TypeId block_type(ObjectId block) const;

    // ---- borrows ------------------------------------------------------------------------------
    const std::vector<LoanInfo>& loans() const;
    /// The loan of a slot; nullptr when it holds none.
    const LoanInfo* loan_in(Address slot) const;

    // ---- what lies where ----------------------------------------------------------------------
    /// The innermost whole value of static type that holds an address: a local, a static, a block.
    std::optional<Spot> value_at(Address address) const;
    /// The type of the scalar that begins at an address; None when none does.
    TypeId scalar_type(Address address) const;
    /// "main.s1", "insert(3).tree", "static HELLO", "block #4 +8", "the header of block #4", "free
    /// heap", "unused stack", "the return address of main": short, and never empty.
    std::string name_of(Address address) const;

private:
    void find_types() const;

    const Machine& m_machine;
    mutable std::optional<std::vector<FrameInfo>> m_frames;
    mutable std::vector<std::uint32_t> m_activations;
    mutable std::optional<std::vector<ChunkInfo>> m_chunks;
    mutable std::optional<std::vector<OwnerInfo>> m_owners;
    mutable std::optional<std::vector<DanglingInfo>> m_dangling;
    mutable std::optional<std::vector<LoanInfo>> m_loans;
    mutable std::unordered_map<std::uint32_t, const ChunkInfo*> m_blocks;  // by id
    mutable std::unordered_map<std::uint32_t, std::size_t> m_owner_of;     // by the block's id
    mutable std::optional<std::unordered_map<std::uint32_t, TypeId>> m_types;
};

}  // namespace freehold::debug
