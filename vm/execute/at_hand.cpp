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

HandedOn::HandedOn(const Program& program, const PlainSlots& plain, FunctionId function)
    : m_program(program),
      m_plain(plain),
      m_function(program.function(function)),
      m_is_target(m_function.count) {
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
