// SPDX-License-Identifier: MIT
// A copy of a machine's memory as it was seen last, so that what a step changed is found by looking
// and not by trusting what the step says of itself.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "freehold/machine.hpp"
#include "vm/execute/memory_view.hpp"

namespace freehold {

/// One word (8 bytes, aligned) that differs: its bytes, or what is known of them.
struct WordChange {
    Address address{};
    std::uint64_t was = 0;
    std::uint64_t now = 0;
    WordInfo known_was{};
    WordInfo known{};
    bool of_knowledge = false;  ///< `known` is not what it was

    bool of_bytes() const { return was != now; }
};

class SeenMemory {
public:
    /// Nothing is seen yet: all bytes are 0 and nothing is known of them. The machine is made of a
    /// plain Program, and outlives this.
    explicit SeenMemory(Machine& machine);

    /// Appends the words that differ from what was seen last, ascending, and sees them from now on.
    void look(std::vector<WordChange>& changes);

private:
    static constexpr std::uint32_t words = 128;  // of a tile, as Machine::take_changed has them

    struct SeenTile {
        std::array<std::uint64_t, words> bytes{};
        std::array<std::uint64_t, words> shadow{};
    };
    void compare(Address begin, std::vector<WordChange>& changes);
    SeenTile& tile_at(Address begin);

    Machine& m_machine;
    MemoryView m_view;
    bool m_saw_code = false;
    std::vector<std::unique_ptr<SeenTile>> m_tiles;  ///< by address; none: never changed
};

}  // namespace freehold
