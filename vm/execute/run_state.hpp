// SPDX-License-Identifier: MIT
// What a Run was at one step, so that it can go back there.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "vm/execute/run.hpp"
#include "vm/memory/memory_image.hpp"

namespace freehold {

/// Counts bytes as long as it lives.
class Counted {
public:
    Counted() = default;
    Counted(std::shared_ptr<std::size_t> all, std::size_t bytes)
        : m_all(std::move(all)), m_bytes(bytes) {
        *m_all += m_bytes;
    }
    ~Counted() {
        if (m_all) *m_all -= m_bytes;
    }
    Counted(Counted&& other) noexcept = default;
    Counted& operator=(Counted&& other) noexcept {
        std::swap(m_all, other.m_all);
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }

private:
    std::shared_ptr<std::size_t> m_all;
    std::size_t m_bytes = 0;
};

/// Everything that a step may change. Of one Run, and only good for that.
struct RunState {
    MemoryImage memory;
    Heap::State heap;
    Objects::State objects;
    Borrows::State borrows;
    Registers at;
    std::size_t branches_used = 0;
    Incidents broken;
    Incidents harms;
    StrangeOrder strange_order;
    std::vector<std::uint32_t> living;  ///< frames of each function
    std::uintptr_t lowest_frame = 0;
    HeapUse use;
    std::size_t input = 0;     ///< bytes taken
    std::uint64_t output = 0;  ///< bytes printed
    std::optional<Stop> stop;
    Step told_step = 0;
    std::uint32_t part = 0;
    std::uint64_t work = 0;
    std::uint64_t worked = 0;
    Counted counted;  ///< what all of it but memory takes
};

/// Takes the states of one Run, and puts it back into them. The Run marks what it changes: its
/// slots are not trusted (Run::trusts_slots).
class RunStates {
public:
    explicit RunStates(Run& run);

    RunState take();
    void put_back(const RunState& state);

    /// What all states together take of the host's memory.
    std::size_t bytes() const { return m_images.bytes() + *m_bytes; }

private:
    Run& m_run;
    MemoryImages m_images;
    std::shared_ptr<std::size_t> m_bytes = std::make_shared<std::size_t>(0);
};

/// The begins of the tiles that have changed since the last call (Machine::take_changed).
std::vector<Address> take_changed(Run& run);

}  // namespace freehold
