// SPDX-License-Identifier: MIT
// What a run did, as far as rubrics ask.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "freehold/event.hpp"
#include "freehold/machine.hpp"
#include "vm/grade/rubric.hpp"
#include "vm/observe/run_totals.hpp"

namespace freehold::grade {

/// A block of the run, by its number.
struct BlockFacts {
    std::string type;         ///< "Node", "bytes"; empty where it has none: raw memory
    std::uint64_t nth = 0;    ///< among the blocks of that type
    bool moved = false;       ///< from one owner to another, after it was made
    std::string last_owner;   ///< who owned it when it was freed: "main.s2"
    std::uint64_t freed = 0;  ///< the n-th that was; 0: it was not
};

/// Which of the things that cost something have to be noted.
struct Wanted {
    bool calls = false;   ///< also the depth
    bool blocks = false;  ///< each one, not only how many
    bool moves = false;

    static Wanted by(const Test& test);
};

/// Hears a run and notes what rubrics ask about. Outlives the machine's use of it.
class Watcher : public Listener {
public:
    Watcher(const Program& program, Wanted wanted);
    /// The machine that it listens to; before the run.
    void watch(Machine& machine);

    EventSet wants() const override;
    void on_event(const Event& event) override;

    std::uint64_t clones() const { return m_clones; }
    std::uint64_t moves() const { return m_moves; }
    std::uint32_t depth() const { return m_depth; }
    std::uint64_t calls_of(const std::string& function) const;
    const std::vector<BlockFacts>& blocks() const { return m_blocks; }

private:
    void note_block(const Event& event);
    void note_free(const Event& event);
    BlockFacts* block(ObjectId id);

    const Program& m_program;
    Wanted m_wanted;
    const Machine* m_machine = nullptr;
    std::uint64_t m_clones = 0;
    std::uint64_t m_moves = 0;
    std::uint64_t m_freed = 0;
    std::uint32_t m_depth = 1;
    std::vector<std::uint64_t> m_calls;           // by function
    std::map<std::string, std::uint64_t> m_made;  // by type
    std::vector<BlockFacts> m_blocks;             // ids count from 1
};

/// All that is known of a run that has ended.
struct RunFacts {
    RunTotals totals;
    std::uint32_t heap_span = 0;
    std::string output;
    std::uint64_t output_bytes = 0;
    const Watcher* watcher = nullptr;
};

/// A run's number that a rubric may bound.
std::uint64_t quantity_of(const RunFacts& facts, Quantity quantity);

}  // namespace freehold::grade
