// SPDX-License-Identifier: MIT
// The instructions of the language: what is written, and who writes its opcodes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assembler/tree.hpp"
#include "freehold/instruction.hpp"

namespace freehold::assembler {

class Emitter;

struct InstructionRow {
    std::string_view mnemonic;
    std::string_view form;   ///< "add d, v, v"; several are separated by " / "
    std::uint8_t least = 0;  ///< operands
    std::uint8_t most = 0;   ///< any_number: no limit
    void (Emitter::*emit)() = nullptr;
    Opcode op{};        ///< slots only, or the first of a memory family
    Opcode constant{};  ///< with a constant as the last value
    Opcode turned{};    ///< with a constant as the first of two values
};
inline constexpr std::uint8_t any_number = 255;

/// The row of a mnemonic; nullptr when there is no such instruction.
const InstructionRow* find_instruction(std::string_view mnemonic);
const std::vector<std::string_view>& all_mnemonics();

/// The instruction that does what an operator of constants does: "add" of Add.
std::string_view mnemonic_of(Operator op);

/// The forms in backticks, and what their letters mean: "`load d, M`, where `d` is a slot and …".
std::string forms_text(const InstructionRow& row);

}  // namespace freehold::assembler
