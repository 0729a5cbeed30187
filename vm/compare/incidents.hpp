// SPDX-License-Identifier: MIT
// Listens to a run for rules that are broken and memory that is harmed, and says what it was.
#pragma once

#include <unordered_map>
#include <vector>

#include "vm/compare/comparison.hpp"
#include "vm/observe/names.hpp"

namespace freehold {

class IncidentWatch : public Listener {
public:
    /// The machine outlives the watch.
    explicit IncidentWatch(const Machine& machine) : m_machine(machine), m_names(machine) {}

    EventSet wants() const override;
    void on_event(const Event& event) override;

    ToldList rules;
    ToldList harms;
    std::uint64_t freed_unasked = 0;
    bool scopes_harm = false;  ///< a harm is of a block that was freed unasked

private:
    struct Freed {
        Step step = 0;  // 0: alive
        std::uint32_t size = 0;
        bool unasked = false;
    };

    bool is_of_scope_end(std::uint32_t index) const;
    std::string broken_words(const Event& event) const;
    std::string harm_words(const Event& event, bool write) const;
    Freed freed(ObjectId block) const;
    std::string bytes_of(const Event& event, bool write) const;
    std::string freed_block(ObjectId block) const;
    std::string owner_of(ObjectId block) const;
    std::string whose_now(const Event& event) const;
    std::string what_lies_there(const Event& event) const;
    std::string what_goes(const Event& event) const;

    const Machine& m_machine;
    MachineNames m_names;
    std::unordered_map<std::uint32_t, Where> m_owners;  // of blocks that are alive
    std::vector<Freed> m_freed;                         // by the number of the block
    Step m_told = 0;                                    // the step of the last harm
};

}  // namespace freehold
