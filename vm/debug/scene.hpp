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
#include "vm/isa/static_index.hpp"

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
    explicit Scene(const Machine& machine);

    const Machine& machine() const { return m_machine; }
    const Program& program() const { return m_machine.program(); }

    // ---- frames -------------------------------------------------------------------------------
    /// Innermost first; empty where main's did not fit.
    const std::vector<FrameInfo>& frames() const { return m_frames; }
    /// The frame at a depth (main's is 1; 0: the innermost); nullptr when there is none.
    const FrameInfo* frame(std::uint32_t depth) const;
    /// The frame whose record and slots hold an address of the stack; nullptr for unused stack. A
    /// callee's record and parameters lie in the caller's outgoing area, too: they are the
    /// callee's.
    const FrameInfo* frame_at(Address address) const;
    /// The n-th living frame of its function, from below: insert(3) is n = 3.
    std::uint32_t activation(const FrameInfo& frame) const;
    /// "main", "insert(3)" for the third.
    std::string frame_name(const FrameInfo& frame) const;
    /// Whether the source can name the local where the frame stands.
    static bool is_in_scope(const FrameInfo& frame, const Local& local) {
        return local.scope_begin <= frame.index && frame.index < local.scope_end;
    }
    /// The value of a local.
    Spot spot_of(const FrameInfo& frame, const Local& local) const;

    // ---- heap ---------------------------------------------------------------------------------
    const std::vector<ChunkInfo>& chunks() const;
    /// The chunk whose bytes, header included, hold an address; nullptr for none.
    const ChunkInfo* chunk_at(Address address) const;
    const ChunkInfo* block(ObjectId id) const;
    /// The words that own a block, ascending; of a sound program one for each.
    const std::vector<OwnerInfo>& owners() const;
    const OwnerInfo* owner_of(ObjectId block) const;
    /// The word outside the heap that owns the block, or the block that owns it, and so on; 0 for
    /// none.
    Address root_owner(ObjectId block) const;
    const std::vector<DanglingInfo>& dangling() const;
    /// Of a block, as its owner's type says, or that of a borrow; None when nobody says.
    TypeId block_type(ObjectId block) const;

    // ---- borrows ------------------------------------------------------------------------------
    const std::vector<LoanInfo>& loans() const;
    /// The loan of a slot; nullptr when it holds none.
    const LoanInfo* loan_in(Address slot) const;

    // ---- what lies where ----------------------------------------------------------------------
    const Static* static_at(Address address) const { return m_statics.at(address); }
    /// The local, static or block whose bytes hold an address, whole; nothing elsewhere.
    std::optional<Spot> value_at(Address address) const;
    /// The type of the scalar that begins at an address; None when none does.
    TypeId scalar_type(Address address) const;
    /// What a word is called: "main.s1", "insert(3).tree", "HELLO[2]", "#4.next", "#4+8"; where no
    /// value lies: "the header of #4", "free heap", "unused stack", "the return address of main".
    /// Never empty. The former are places by name (place.hpp).
    std::string name_of(Address address) const;
    /// The same of a value of a type: the whole of it, not what it begins with.
    std::string name_of(Address address, TypeId whole) const;
    /// The function an id names; None when it names none.
    FunctionId function_of(ObjectId object) const;

private:
    using Types = std::unordered_map<std::uint32_t, TypeId>;  // by the block's id
    void count_activations();
    void spread_types(Types& types) const;
    void borrowed_types(Types& types) const;
    TypeId outgoing_type(Address word) const;
    std::string heap_name(Address address, TypeId whole) const;
    std::string stack_name(Address address, TypeId whole) const;
    std::string in_value(const Spot& spot, Address address, TypeId whole) const;

    const Machine& m_machine;
    StaticIndex m_statics;
    std::vector<FrameInfo> m_frames;
    std::vector<std::uint32_t> m_activations;  // of each frame
    mutable std::optional<std::vector<ChunkInfo>> m_chunks;
    mutable std::optional<std::vector<OwnerInfo>> m_owners;
    mutable std::optional<std::vector<DanglingInfo>> m_dangling;
    mutable std::optional<std::vector<LoanInfo>> m_loans;
    mutable std::unordered_map<std::uint32_t, std::size_t> m_blocks;    // chunks, by id
    mutable std::unordered_map<std::uint32_t, std::size_t> m_owner_of;  // owners, by block
    mutable std::unordered_map<std::uint32_t, Address> m_roots;         // by block
    mutable std::optional<Types> m_types;
};

}  // namespace freehold::debug
