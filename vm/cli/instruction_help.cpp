// SPDX-License-Identifier: MIT
#include "vm/cli/instruction_help.hpp"

#include <algorithm>

#include "assembler/instruction_table.hpp"
#include "vm/base/text.hpp"
#include "vm/isa/form.hpp"

namespace freehold::cli {

namespace {

/// Whether the opcode's mnemonic is the word, or the word with a suffix behind a dot.
bool belongs_to(std::string_view mnemonic, std::string_view word) {
    return mnemonic == word || (mnemonic.substr(0, word.size()) == word &&
                                mnemonic.size() > word.size() && mnemonic[word.size()] == '.');
}

/// Empty for what the reader of a table need not see.
std::string_view operand_word(Operand operand) {
    switch (operand) {
        case Operand::Written: return "d";
        case Operand::Result: return "[d]";
        case Operand::Read: return "s";
        case Operand::Number:
        case Operand::Pooled: return "K";
        case Operand::Target: return "L";
        case Operand::EndTarget: return "[L]";
        case Operand::Type:
        case Operand::ElementType: return "T";
        case Operand::Kind: return "kind";
        case Operand::Function: return "f";
        case Operand::Format: return "text";
        case Operand::OptionalFormat: return "[text]";
        case Operand::FirstSlot: return "first";
        case Operand::LastSlot: return "last";
        case Operand::OutgoingSlot: return "s";
        case Operand::ArgumentWords: return "words";
        case Operand::ResultType: return "[T]";
        case Operand::Pointer:
        case Operand::Base:
        case Operand::Global: return "M";
        case Operand::Index: return "[i]";
        case Operand::None:
        case Operand::Offset:
        case Operand::Bound:
        case Operand::PlaceType: return "";
    }
    return "";
}

std::string table_of(const std::vector<OpcodeGroup>& groups, std::uint32_t width) {
    std::uint32_t column = 0;
    for (const OpcodeGroup& group : groups) {
        column = std::max(column, display_width(group.mnemonic));
    }
    std::string text;
    for (const OpcodeGroup& group : groups) {
        text += "  " + std::string{group.mnemonic};
        text += std::string(column + 2 - display_width(group.mnemonic), ' ');
        text += wrap(group.meaning, width, column + 4) + "\n";
    }
    return text;
}

}  // namespace

std::vector<OpcodeGroup> opcode_groups() {
    std::vector<OpcodeGroup> groups;
    for (std::uint16_t number = 0; number < opcode_count; ++number) {
        const auto opcode = static_cast<Opcode>(number);
        const OpcodeInfo& info = opcode_info(opcode);
        if (groups.empty() || groups.back().mnemonic != info.mnemonic ||
            groups.back().meaning != info.meaning) {
            groups.push_back({info.mnemonic, info.meaning, {}});
        }
        groups.back().opcodes.push_back(opcode);
    }
    return groups;
}

std::string operands_text(Opcode opcode) {
    std::string text;
    const FormInfo form = operands_of(opcode);
    for (const OperandField& field : form.operands()) {
        const std::string_view word = operand_word(field.operand);
        if (word.empty()) continue;
        if (!text.empty() && field.operand != Operand::Index) text += ", ";
        text += word;
    }
    return text;
}

std::string instruction_help(std::string_view mnemonic, std::uint32_t width) {
    std::string text;
    if (const auto* row = assembler::find_instruction(mnemonic)) {
        text += "  " + wrap(assembler::forms_text(*row), width, 2) + "\n\n";
    }
    std::vector<OpcodeGroup> groups;
    for (OpcodeGroup& group : opcode_groups()) {
        if (belongs_to(group.mnemonic, mnemonic)) groups.push_back(std::move(group));
    }
    return text + table_of(groups, width);
}

}  // namespace freehold::cli
