// SPDX-License-Identifier: MIT
#include "vm/isa/instruction_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/isa/operand_text.hpp"

namespace freehold {
namespace {

TypeId as_type(std::uint64_t value) { return TypeId{static_cast<std::uint32_t>(value)}; }
Slot as_slot(std::uint64_t value) { return static_cast<Slot>(value); }
std::int64_t as_number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

}  // namespace

std::string FormatOrder::next(std::uint32_t index, bool& repeated) {
    repeated = m_shown[index];
    if (!repeated && index == m_next) {
        m_shown[index] = true;
        ++m_next;
        return {};
    }
    m_shown[index] = true;
    return fmt::format("#{}{}", index, repeated ? "" : " ");
}

std::string_view style_text(Piece::Style style) {
    switch (style) {
        case Piece::Style::Plain: return "";
        case Piece::Style::Char: return ", c";
        case Piece::Style::Hex: return ", x";
        case Piece::Style::Pointer: return ", p";
    }
    return "";
}

std::string InstructionText::text(const Instruction& instruction) {
    m_opcode = &opcode_info(instruction.opcode());
    std::string text(m_opcode->mnemonic);
    bool first = true;
    for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
        const std::uint64_t value = field(instruction, each.in);
        if (value == left_out(each.operand)) continue;
        text += separator(each.operand, first);
        text += operand(each.operand, value);
        first = false;
    }
    return text;
}

std::string InstructionText::operand(Operand operand, std::uint64_t value) {
    switch (operand) {
        case Operand::Result:
            return value == no_slot ? std::string("_") : m_slots.text(as_slot(value));
        case Operand::Written:
        case Operand::Read:
        case Operand::FirstSlot:
        case Operand::LastSlot:
        case Operand::Base:
        case Operand::OutgoingSlot: return m_slots.text(as_slot(value));
        case Operand::Number: return fmt::format("{}", as_number(value));
        case Operand::ArgumentWords: return fmt::format("{}", value);
        case Operand::Pooled: return fmt::format("{}", m_program.constants[value]);
        case Operand::Target:
        case Operand::EndTarget:
            return target(code_index(Address{static_cast<std::uint32_t>(value)}));
        case Operand::Type:
        case Operand::ElementType:
        case Operand::ResultType:
        case Operand::PlaceType: return type_text(m_program, as_type(value));
        case Operand::Kind: return std::string(kind_name(static_cast<ValueKind>(value)));
        case Operand::Function: return name_text(m_program.functions[value].name);
        case Operand::Format:
        case Operand::OptionalFormat: return format(static_cast<std::uint32_t>(value));
        case Operand::Pointer: return "[" + m_slots.text(as_slot(value));
        case Operand::Global: return place(Address{static_cast<std::uint32_t>(value)});
        case Operand::Offset: return offset(value);
        case Operand::Index:
            return "[" + m_slots.text(as_slot(value)) + (m_opcode->names_place ? "]" : "");
        case Operand::Bound:
            return value == no_bound ? std::string("]") : fmt::format("<{}]", value);
        case Operand::None: return {};
    }
    return {};
}

// The offset of `[p+8]` closes what the pointer opened; that of `x+8` stands by itself.
std::string InstructionText::offset(std::uint64_t value) const {
    const MemoryForm form = memory_form(m_opcode->form);
    const bool closes = form == MemoryForm::P || form == MemoryForm::PX;
    return (value == 0 ? std::string() : fmt::format("+{}", value)) + (closes ? "]" : "");
}

std::string InstructionText::place(Address address) const {
    const Static* item = m_statics.at(address);
    // A name that a local has means the local.
    if (!item || !is_plain_name(item->name) || m_slots.find(item->name)) {
        return fmt::format("[{:#x}]", raw(address));
    }
    const std::uint32_t offset = address - item->address;
    return offset == 0 ? fmt::format("[{}]", item->name)
                       : fmt::format("[{}+{}]", item->name, offset);
}

std::string InstructionText::target(std::uint32_t index) const {
    const FunctionId function = function_at(m_program, index);
    auto label = std::lower_bound(
        m_program.labels.begin(), m_program.labels.end(), index,
        [](const CodeLabel& each, std::uint32_t wanted) { return each.index < wanted; });
    for (; label != m_program.labels.end() && label->index == index; ++label) {
        if (label->function == function && is_plain_name(label->name)) return label->name;
    }
    return fmt::format(".{}", index - m_function.first);
}

std::string InstructionText::format(std::uint32_t index) {
    bool repeated = false;
    std::string text = m_order ? m_order->next(index, repeated) : std::string();
    if (repeated) return text;
    const auto& pieces = m_program.formats[index].pieces;
    if (pieces.empty()) return text + "{}";
    for (const Piece& each : pieces) {
        text += piece(each);
        text += ' ';
    }
    text.pop_back();
    return text;
}

std::string InstructionText::piece(const Piece& piece) const {
    std::string value;
    switch (piece.from) {
        case Piece::From::Text: return quoted(piece.text);
        case Piece::From::Frame: value = m_slots.text(piece.slot); break;
        case Piece::From::Constant: value = fmt::format("{}", piece.number); break;
        case Piece::From::Static:
            value = place(Address{static_cast<std::uint32_t>(piece.number)});
            break;
    }
    if (piece.type != TypeId::None) value += ": " + type_text(m_program, piece.type);
    return fmt::format("{{{}{}}}", value, style_text(piece.style));
}

std::vector<bool> jump_targets(const Program& program, const Function& function) {
    std::vector<bool> is_target(function.count, false);
    for (std::uint32_t i = function.first; i < function.first + function.count; ++i) {
        const Instruction& instruction = program.code[i];
        for (const OperandField& each : operands_of(instruction.opcode()).operands()) {
            if (each.operand != Operand::Target && each.operand != Operand::EndTarget) continue;
            const auto address = static_cast<std::uint32_t>(field(instruction, each.in));
            if (address != 0) is_target[code_index(Address{address}) - function.first] = true;
        }
    }
    return is_target;
}

}  // namespace freehold
