// SPDX-License-Identifier: MIT
// One instruction of an expanded text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "assembler/expanded_types.hpp"
#include "vm/isa/expanded_names.hpp"
#include "vm/isa/form.hpp"

namespace freehold::assembler {

/// What names mean in a whole expanded text.
struct ExpandedNames {
    std::unordered_map<std::string, FunctionId> functions;
    std::unordered_map<std::string, Address> statics;
    std::unordered_map<std::int64_t, std::uint32_t> constants;
};

/// A jump to a label that may come later.
struct ExpandedJump {
    In in = In::Low;
    std::string label;
    Span span{};
};

/// The formats of a text by number, as they turn up.
class ExpandedFormats {
public:
    /// The format of an instruction; without a number the next one, without pieces one that is
    /// known. Nothing when it contradicts an earlier one.
    std::optional<std::uint32_t> add(std::optional<std::uint32_t> number,
                                     std::optional<Format> format);
    /// All of them, where none is missing.
    std::optional<std::vector<Format>> take();

private:
    std::map<std::uint32_t, std::optional<Format>> m_formats;
    std::uint32_t m_next = 0;
};

struct ExpandedInstruction {
    Instruction instruction{};
    std::optional<ExpandedJump> jump = {};
    /// Where `shows` is set: the number and pieces of its format, as written.
    bool shows = false;
    std::optional<std::uint32_t> format_number = {};
    std::optional<Format> format = {};
};

/// Reads the instructions of one function. Which operands an opcode has is the form table's
/// business: of the opcodes with a mnemonic, the one whose operands are there is meant.
class ExpandedOperands {
public:
    ExpandedOperands(ExpandedCursor& in, ExpandedTypes& types, const ExpandedNames& names,
                     const Function& function)
        : m_in(in), m_types(types), m_names(names), m_slots(function) {}

    /// The instruction at the cursor, up to the end of its line.
    std::optional<ExpandedInstruction> read();

private:
    bool read_as(Opcode opcode);
    bool operand(OperandField field, bool first);
    std::optional<std::uint64_t> value(OperandField field);
    bool separator_of(Operand operand, bool first);
    std::optional<std::uint64_t> slot();
    std::optional<std::uint64_t> pooled();
    std::optional<std::uint64_t> kind();
    std::optional<std::uint64_t> function();
    std::optional<std::uint64_t> jump(In in);
    std::optional<std::uint64_t> pointer();
    std::optional<std::uint64_t> offset();
    std::optional<std::uint64_t> index();
    std::optional<std::uint64_t> bound();
    std::optional<std::uint64_t> address();
    std::optional<std::uint64_t> type();
    std::optional<std::uint64_t> format();
    bool piece(Format& format);
    bool piece_value(Piece& piece);
    bool piece_style(Piece& piece);

    ExpandedCursor& m_in;
    ExpandedTypes& m_types;
    const ExpandedNames& m_names;
    SlotNames m_slots;
    const OpcodeInfo* m_opcode = nullptr;
    ExpandedInstruction m_made;
};

}  // namespace freehold::assembler
