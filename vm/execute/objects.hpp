// SPDX-License-Identifier: MIT
// Which object an id names: a heap block, a static, a function, or a local whose address was taken.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

class Heap;

/// A local whose address was taken, while its frame and scope live.
struct LocalObject {
    ObjectId id = ObjectId::None;
    Address address{};  ///< of its first byte
    std::uint32_t size = 0;
    FunctionId function = FunctionId::None;
    Slot slot = 0;  ///< its last slot
};

/// What an id names, and whether it is alive.
struct Object {
    enum class Kind : std::uint8_t { None, Block, Static, Function, Local };
    Kind kind = Kind::None;
    bool alive = false;  ///< statics and functions always are
    Address address{};   ///< while alive
    std::uint32_t size = 0;
    std::uint32_t number = 0;  ///< of a static or function: its index in the Program
};

/// The ids of a run: they are handed out here, and never twice.
class Objects {
public:
    explicit Objects(const Program& program);

    /// The next id for a heap block, or for a local; None when they have met (F509).
    ObjectId next_block() { return has_ids() ? ObjectId{m_state.next_block++} : ObjectId::None; }
    ObjectId next_local() { return has_ids() ? ObjectId{m_state.next_local--} : ObjectId::None; }
    std::uint32_t blocks_made() const { return m_state.next_block - 1; }
    bool has_ids() const { return m_state.next_block <= m_state.next_local; }

    void add_local(const LocalObject& local) { m_state.locals.push_back(local); }
    /// Ends the locals of the innermost frame, which ends at `fp`, that lie in [begin, end), and
    /// calls visit(id) for each.
    template <class Visit>
    void end_locals(Address begin, Address end, Address fp, Visit visit) {
        // A frame's locals were all taken after those of the frames above it, so they come last.
        auto first = m_state.locals.end();
        while (first != m_state.locals.begin() && std::prev(first)->address < fp) --first;
        const auto ends = [&](const LocalObject& local) {
            if (local.address < begin || local.address >= end) return false;
            visit(local.id);
            return true;
        };
        m_state.locals.erase(std::remove_if(first, m_state.locals.end(), ends),
                             m_state.locals.end());
    }
    const LocalObject* local(ObjectId id) const;
    const std::vector<LocalObject>& locals() const { return m_state.locals; }

    Object find(ObjectId id, const Heap& heap) const;
    /// The function an id names; None when it names none.
    FunctionId function(ObjectId id) const;

    /// What changes in a run.
    struct State {
        std::uint32_t next_block = 1;
        std::uint32_t next_local = 0;
        std::vector<LocalObject>
            locals;  ///< alive, in the order in which their addresses were taken
    };
    const State& state() const { return m_state; }
    void go_back_to(const State& state) { m_state = state; }

private:
    std::uint32_t ordinal(ObjectId id) const { return 0xffffffff - raw(id); }

    struct Fixed {
        bool is_function;
        std::uint32_t number;
    };
    const Program& m_program;
    std::vector<Fixed> m_fixed;  ///< statics and functions, by ordinal
    State m_state;
};

}  // namespace freehold
