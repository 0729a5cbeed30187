// SPDX-License-Identifier: MIT
// A proven program, prepared for the fast core.
#pragma once

#include <span>
#include <vector>

#include "vm/execute/plain_slots.hpp"
#include "vm/execute/prepared.hpp"
#include "vm/execute/shown_slots.hpp"

namespace freehold {

struct Callee;
struct Run;

/// One Prepared for each instruction, in the same order.
class PreparedProgram {
public:
    /// Of the program of a Run, whose callees learn where their code begins and which of their
    /// slots have a shadow.
    explicit PreparedProgram(Run& run);

    const Prepared* at(std::uint32_t index) const { return m_code.data() + index; }
    std::uint32_t index_of(const Prepared* at) const {
        return static_cast<std::uint32_t>(at - m_code.data());
    }
    /// The instruction at a code address.
    const Prepared* at(Address code) const {
        constexpr std::uintptr_t times = sizeof(Prepared) / sizeof(Instruction);
        return reinterpret_cast<const Prepared*>(m_at_address_0 + times * raw(code));
    }

    const PlainSlots& plain() const { return m_plain; }
    /// The plain slots that the careful meaning of an instruction reads or writes.
    std::span<const NamedPlain> named_plain(std::uint32_t index) const { return m_named.of(index); }

    /// Runs longer than this are cut, so that a slice of few steps has some.
    static constexpr std::uint32_t longest_run = 1024;

    /// The slot that an instruction reads from where the one before it left its value; no_slot:
    /// none.
    Slot at_hand(std::uint32_t index) const { return m_at_hand[index]; }

private:
    void add_function(Run& run, FunctionId function, Slot on_entry);
    void measure_runs(const Program& program);
    void set_run(std::uint32_t index, std::uint32_t following);
    void tell_callee(Run& run, FunctionId function);

    PlainSlots m_plain;
    std::vector<Prepared> m_code;
    NamedPlainSlots m_named;
    std::vector<Slot> m_at_hand;
    std::uintptr_t m_at_address_0 = 0;  ///< where the code would have an instruction at address 0
};

}  // namespace freehold
