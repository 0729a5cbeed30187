// SPDX-License-Identifier: MIT
// What the words of a traced machine are called, and which types lie there. Blocks and frames are
// kept in mind as they come and go, since a machine would have to look for them each time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "vm/isa/static_index.hpp"
#include "vm/observe/names.hpp"
#include "vm/observe/trace_sink.hpp"

namespace freehold {

/// A place in memory: what it is part of, and how far in it lies.
struct TracedPlace {
    std::string name = {};  ///< "main.s1", "sort(3).low", "#4.next", "LIMIT"
    Segment segment = Segment::None;
    TypeId root = TypeId::None;  ///< of the local, static or block; None: nobody knows
    std::uint32_t offset = 0;    ///< bytes into that
    bool dead = false;           ///< of a frame that is no more
    bool outgoing = false;  ///< of a frame, where what is called finds its record and arguments
};

class TracedNames {
public:
    /// Machine and names outlive this.
    TracedNames(const Machine& machine, const Names& names);

    void begin(const TraceStart& start);
    void event(const Event& event);
    /// From here on nothing is called as it was in the steps before: blocks that were freed, and
    /// what events said of outgoing slots.
    void forget_step();

    /// `offset` bytes into the word: what is smaller than a word has a name of its own.
    TracedPlace place(Address word, std::uint32_t offset,
                      const std::vector<TracedFrame>& frames) const;
    /// Where a pointer leads: the same name, "null", or "heap+0x10".
    std::string target(Pointer pointer, const std::vector<TracedFrame>& frames) const;
    /// "sort(3)": the frame that ends there; "stack-0x40" where none does.
    std::string frame(Address fp, const std::vector<TracedFrame>& frames) const;
    /// "line 9", "code+0x40".
    std::string code(std::uint32_t index) const;

private:
    struct Block {
        ObjectId id = ObjectId::None;
        std::uint32_t size = 0;
        Address begin{};
        TypeId type = TypeId::None;
        Address owner{};  ///< of one that was there when the trace began
    };

    TracedPlace stack_place(Address at, const std::vector<TracedFrame>& frames) const;
    TracedPlace static_place(Address at) const;
    TracedPlace heap_place(Address at) const;
    TypeId type_of_block(const Event& alloc) const;
    TypeId owned_by(const Where& owner) const;
    void find_types(const TraceStart& start);
    TypeId owned_by(Address word, const std::vector<TracedFrame>& frames) const;
    Block* block_holding(Address at);
    std::string frame_name(const TracedFrame& frame) const;
    std::string code_name_of(Pointer pointer) const;

    const Machine& m_machine;
    const Program& m_program;
    const Names& m_names;
    StaticIndex m_statics;
    std::map<Address, Block> m_blocks;           ///< alive, by their first byte
    std::vector<Address> m_freed = {};           ///< of those: in this step
    std::map<Address, std::string> m_said = {};  ///< by address: what events of this step called it
};

}  // namespace freehold
