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

/// What an instruction of the language does where the machine has several for it.
struct Meaning {
    std::string_view mnemonic;
    std::string_view text;
};

// clang-format off
constexpr Meaning meanings[] = {
    {"const",      "d := the constant: a number, `null`, a function"},
    {"copy",       "d := s, a value that may be copied: no owner, no exclusive borrow"},
    {"move",       "d := s; an owner or exclusive borrow leaves s moved; what d owned is freed"},
    {"load",       "d := the value at M, as wide as its type says; an owner comes out with `take`"},
    {"store",      "the value at M := v, as wide as its type says; a number that does not fit faults; an owner goes in with `put`"},
    {"store.wrap", "the number at M := the low bits of v, as many as fit"},
    {"fill",       "every element of A := v"},
    {"write",      "print the first v bytes of A"},
    {"new",        "d := the owner of a new block: a struct with these fields, v elements that are zero, or a copy of the array A; what d owned is freed"},
    {"clone",      "d := a deep copy of what s owns; null stays null"},
    {"borrow",     "d := a shared borrow of P: it may be read, by any number of borrows at a time"},
    {"borrow mut", "d := an exclusive borrow of P: it may be read and written, by this borrow alone"},
    {"addr",       "d := the raw address of P; only in `unsafe`"},
    {"call",       "call f with the arguments; d := its result, if it has one"},
    {"ret",        "leave the function, with v as its result; what its locals own is dropped first"},
    {"exit",       "end the program with status v, 0 to 99; nothing is dropped"},
    {"assert",     "a fault, with the message if there is one, if v is 0"},
    {"offset",     "d := the raw pointer s, moved on by v elements; only in `unsafe`"},
    {"alloc",      "d := a raw pointer to a new block of v bytes, uninitialised; only in `unsafe`"},
    {"realloc",    "d := a block of v bytes with the content of s, whose block is freed; only in `unsafe`"},
};
// clang-format on

/// Where the machine has one meaning for all its forms, that is the one.
std::string_view meaning_of(std::string_view mnemonic, const std::vector<OpcodeGroup>& groups) {
    for (const Meaning& meaning : meanings) {
        if (meaning.mnemonic == mnemonic) return meaning.text;
    }
    for (const OpcodeGroup& group : groups) {
        if (group.mnemonic == mnemonic) return group.meaning;
    }
    return "";
}

/// The instruction, then those that differ from it by a suffix: `sub.wrap`.
std::string language_help(const assembler::InstructionRow& row, std::uint32_t width) {
    const std::vector<OpcodeGroup> groups = opcode_groups();
    std::string text = "  " + wrap(assembler::forms_text(row), width, 2) + "\n\n";
    for (const std::string_view mnemonic : assembler::all_mnemonics()) {
        if (!belongs_to(mnemonic, row.mnemonic)) continue;
        const std::string lead =
            mnemonic == row.mnemonic ? "" : "`" + std::string{mnemonic} + "`: ";
        text += "  " + wrap(lead + std::string{meaning_of(mnemonic, groups)}, width, 2) + "\n";
    }
    return text;
}

/// Of a mnemonic that no program contains, as `dis` shows it.
std::string machine_help(const std::vector<OpcodeGroup>& groups, std::uint32_t width) {
    const std::string name = "`" + std::string{groups.front().mnemonic} + "`";
    const std::string form = operands_text(groups.front().opcodes.front());
    return "  " +
           wrap(name +
                    " cannot be written in a program: the assembler puts it there, and "
                    "`freehold dis` shows it, as `" +
                    std::string{groups.front().mnemonic} + " " + form + "`",
                width, 2) +
           "\n\n" + table_of(groups, width);
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
    if (const auto* row = assembler::find_instruction(mnemonic)) return language_help(*row, width);
    std::vector<OpcodeGroup> groups;
    for (OpcodeGroup& group : opcode_groups()) {
        if (belongs_to(group.mnemonic, mnemonic)) groups.push_back(std::move(group));
    }
    return groups.empty() ? "" : machine_help(groups, width);
}

}  // namespace freehold::cli
