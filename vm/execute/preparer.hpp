// SPDX-License-Identifier: MIT
// One function's instructions on their way to the fast core.
#pragma once

#include "vm/execute/at_hand.hpp"
#include "vm/execute/plain_slots.hpp"
#include "vm/execute/prepared.hpp"

namespace freehold {

struct Run;

class Preparer {
public:
    /// The callees of the Run are what calls lead to: they stay where they are.
    Preparer(Run& run, const PlainSlots& plain, FunctionId function)
        : m_run(run), m_plain(plain), m_function(function) {}

    /// An instruction of the function, but for the length of its run.
    Prepared of(const Instruction& i, std::uint32_t index, AtHand at_hand) const;

private:
    void add_operands(Prepared& made, const Instruction& i, std::uint32_t index) const;
    void add_what_is_known(Prepared& made, const Instruction& i) const;
    void add_call(Prepared& made, const Instruction& i, std::uint32_t index) const;
    std::uint64_t callee(FunctionId function) const;
    std::int32_t bytes_of(const Instruction& i) const;
    std::uint32_t stride(const Instruction& i) const;
    bool is_there(const Instruction& i) const;

    FastHandler handler(const Instruction& i, AtHand at_hand) const;
    FastHandler handler_of_copy(const Instruction& i, AtHand at_hand) const;
    FastHandler handler_of_return(Opcode op, AtHand at_hand) const;

    bool is_plain(Slot slot) const { return m_plain.is_plain(m_function, slot); }
    bool any_has_shadow(Slot first, Slot last) const;
    TypeId declared_type(Slot slot) const;
    ValueKind copied_kind(Slot slot) const;

    Run& m_run;
    const PlainSlots& m_plain;
    FunctionId m_function;
};

}  // namespace freehold
