// SPDX-License-Identifier: MIT
// The value written last stays at hand: an instruction that reads the slot into which the one
// before it has written need not wait for memory.
#pragma once

#include <array>
#include <vector>

#include "vm/execute/plain_slots.hpp"
#include "vm/isa/form.hpp"

namespace freehold {

/// The operand of an instruction, by its field, that is the value written last.
enum class AtHand : std::uint8_t { None, A, B, C };

/// What the table of opcodes says, for the compiler.
constexpr Form form_of(Opcode opcode) {
    constexpr std::array<Form, opcode_count> forms = {
#define FREEHOLD_OP(name, mnemonic, form, meaning) Form::form,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
    };
    return forms[static_cast<std::size_t>(opcode)];
}

/// Whether it matters to an opcode if the slot that it writes has a shadow, or the slots that it
/// leaves; of a jmp or call, whether a run ends there.
constexpr bool asks_for_shadow(Opcode opcode) {
    const Form form = form_of(opcode);
    const bool writes =
        (form >= Form::D_K && form <= Form::D_End) || (form >= Form::D_P && form <= Form::D_GX);
    return writes || opcode == Opcode::End || opcode == Opcode::Jmp || opcode == Opcode::Call ||
           is_between(opcode, Opcode::Ret, Opcode::RetType);
}

/// A conditional branch.
constexpr bool is_branch(Opcode opcode) {
    return is_between(opcode, Opcode::Beq, Opcode::BNonNull);
}
/// Whether control may go elsewhere than to the next instruction, by the fast core.
constexpr bool may_jump(Opcode opcode) {
    return opcode == Opcode::Jmp || is_branch(opcode) || opcode == Opcode::Call ||
           is_between(opcode, Opcode::Ret, Opcode::RetType);
}

/// Whether where it leads is known before.
constexpr bool may_be_passed(Opcode opcode) {
    return opcode == Opcode::Jmp || opcode == Opcode::Call;
}

constexpr bool computes(Opcode opcode) { return is_between(opcode, Opcode::Add, Opcode::GeUK); }
constexpr bool loads(Opcode opcode) {
    return is_between(opcode, Opcode::LoadU8P, Opcode::LoadCodeGX);
}
constexpr bool stores(Opcode opcode) {
    return is_between(opcode, Opcode::StoreU8P, Opcode::StoreFnGX);
}

/// Whether it leaves the value it writes into slot a at hand.
constexpr bool writes_value(Opcode opcode) {
    return opcode == Opcode::Const || opcode == Opcode::Copy || computes(opcode) || loads(opcode);
}

/// Whether it takes an operand from the register when that is at hand. Of ret.word A stands for the
/// slot of the result.
constexpr bool takes_at_hand(Opcode opcode, AtHand operand) {
    const Form form = form_of(opcode);
    const auto has = [form](auto... any) { return ((form == any) || ...); };
    if (opcode == Opcode::RetWord) return operand == AtHand::A;
    if (is_branch(opcode)) {
        return operand == AtHand::A || (operand == AtHand::B && form == Form::S_S_L);
    }
    if (opcode == Opcode::Copy) return operand == AtHand::B;
    if (computes(opcode)) {
        return operand == AtHand::B || (operand == AtHand::C && form == Form::D_S_S);
    }
    if (!loads(opcode) && !stores(opcode)) return false;
    switch (operand) {
        case AtHand::A: return form >= Form::S_P && form <= Form::S_GX;
        case AtHand::B:
            return has(Form::D_P, Form::D_PX, Form::S_P, Form::S_PX, Form::Q_P, Form::Q_PX);
        case AtHand::C:
            return has(Form::D_PX, Form::D_FX, Form::D_GX, Form::S_PX, Form::S_FX, Form::S_GX,
                       Form::Q_PX, Form::Q_FX, Form::Q_GX);
        case AtHand::None: break;
    }
    return false;
}

/// Which of an instruction's operands is the value of that slot, if that is at hand (not no_slot).
AtHand operand_at_hand(const Instruction& i, Slot slot);

/// By function: the slot whose value is at hand when it begins, whoever calls it; no_slot: none. It
/// is the last parameter where each caller writes that last.
std::vector<Slot> at_hand_on_entry(const Program& program, const PlainSlots& plain);

/// Follows the value that is at hand through a function's instructions, in their order.
class HandedOn {
public:
    /// `on_entry` is at hand before the first.
    HandedOn(const Program& program, const PlainSlots& plain, FunctionId function, Slot on_entry);

    /// The slot whose value is at hand before an instruction; no_slot: none. It may have come from
    /// the instruction before it alone, so there is none where a jump may lead.
    Slot before(std::uint32_t index);
    void pass(const Instruction& i);

private:
    void note_targets(const Instruction& i);
    bool gives_word(FunctionId callee) const;

    const Program& m_program;
    const PlainSlots& m_plain;
    const Function& m_function;
    std::vector<bool> m_is_target;  ///< by instruction of the function
    Slot m_slot;
};

}  // namespace freehold
