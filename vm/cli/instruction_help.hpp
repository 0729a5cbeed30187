// SPDX-License-Identifier: MIT
// The instructions as people look them up: under the word they begin with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "freehold/instruction.hpp"

namespace freehold::cli {

/// Opcodes that share a mnemonic and a meaning; they differ in where their operands come from.
struct OpcodeGroup {
    std::string_view mnemonic;
    std::string_view meaning;
    std::vector<Opcode> opcodes;
};

/// All of them, in the order of the table.
std::vector<OpcodeGroup> opcode_groups();

/// The operands of an opcode: "d, s, K"; memory is `M`, with a computed index `M[i]`.
std::string operands_text(Opcode opcode);

/// What `explain` says about an instruction of the language or a mnemonic of the machine; empty
/// when there is none of that name.
std::string instruction_help(std::string_view mnemonic, std::uint32_t width);

}  // namespace freehold::cli
