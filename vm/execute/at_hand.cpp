// SPDX-License-Identifier: MIT
#include "vm/execute/at_hand.hpp"

namespace freehold {

AtHand operand_at_hand(const Instruction& i, Slot slot) {
    if (slot == no_slot) return AtHand::None;
    if (i.opcode() == Opcode::RetWord) return slot == 0 ? AtHand::A : AtHand::None;
    if (i.a == slot && takes_at_hand(i.opcode(), AtHand::A)) return AtHand::A;
    if (i.b == slot && takes_at_hand(i.opcode(), AtHand::B)) return AtHand::B;
    if (i.c == slot && takes_at_hand(i.opcode(), AtHand::C)) return AtHand::C;
    return AtHand::None;
}

namespace {

/// The slot of the callee that a call hands over last; no_slot: none.
Slot handed_over(const Function& callee, const Instruction& call, Slot at_hand) {
    if (callee.parameters == 0 || at_hand == no_slot || at_hand < call.a + 2u) return no_slot;
    const Local& last = callee.locals[callee.parameters - 1u];
    const bool is_last = last.words == 1 && at_hand == call.a + 2u + last.slot;
    return is_last ? last.slot : no_slot;
}

}  // namespace

std::vector<Slot> at_hand_on_entry(const Program& program, const PlainSlots& plain) {
    std::vector<Slot> on_entry(program.functions.size(), no_slot);
    std::vector<bool> called(program.functions.size());
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
        const Function& it = program.functions[f];
        HandedOn handed_on{program, plain, FunctionId{f}, no_slot};
        for (std::uint32_t index = it.first; index < it.first + it.count; ++index) {
            const Instruction& i = program.code[index];
            const Slot at_hand = handed_on.before(index);
            handed_on.pass(i);
            if (i.opcode() != Opcode::Call) continue;
            const Slot over = handed_over(program.functions[i.low()], i, at_hand);
            const bool agrees = !called[i.low()] || on_entry[i.low()] == over;
            on_entry[i.low()] = agrees ? over : no_slot;
            called[i.low()] = true;
        }
    }
    return on_entry;
}

HandedOn::HandedOn(const Program& program, const PlainSlots& plain, FunctionId function,
                   Slot on_entry)
    : m_program(program),
      m_plain(plain),
      m_function(program.function(function)),
      m_is_target(m_function.count),
      m_slot(on_entry) {
    for (std::uint32_t k = 0; k < m_function.count; ++k) {
        note_targets(program.code[m_function.first + k]);
    }
}

void HandedOn::note_targets(const Instruction& i) {
    for (const OperandField& at : operands_of(i.opcode()).operands()) {
        if (at.operand != Operand::Target && at.operand != Operand::EndTarget) continue;
        const Address address{static_cast<std::uint32_t>(field(i, at.in))};
        if (address != Address{}) m_is_target[code_index(address) - m_function.first] = true;
    }
}

Slot HandedOn::before(std::uint32_t index) {
    if (m_is_target[index - m_function.first]) m_slot = no_slot;
    return m_slot;
}

void HandedOn::pass(const Instruction& i) {
    if (writes_value(i.opcode())) {
        m_slot = i.a;
    } else if (i.opcode() == Opcode::Call) {
        m_slot = gives_word(FunctionId{i.low()}) ? i.b : no_slot;
    } else if (!is_branch(i.opcode())) {
        m_slot = no_slot;
    }
}

// ret.word leaves its value at hand, too.
bool HandedOn::gives_word(FunctionId callee) const {
    return m_program.function(callee).result_words == 1 && m_plain.is_plain(callee, 0);
}

}  // namespace freehold
