// SPDX-License-Identifier: MIT
#include "assembler/expanded_operands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/text.hpp"
#include "vm/isa/operand_text.hpp"

namespace freehold::assembler {
namespace {

using Mnemonics = std::unordered_map<std::string_view, std::vector<Opcode>>;

const Mnemonics& mnemonics() {
    static const Mnemonics all = [] {
        Mnemonics made;
        for (std::uint16_t i = 0; i < opcode_count; ++i) {
            made[opcode_info(static_cast<Opcode>(i)).mnemonic].push_back(static_cast<Opcode>(i));
        }
        return made;
    }();
    return all;
}

Help nearest_mnemonic(std::string_view written, Span at) {
    std::vector<std::string_view> all;
    for (const auto& [mnemonic, opcodes] : mnemonics()) all.push_back(mnemonic);
    std::sort(all.begin(), all.end());
    const auto near = nearest(written, all);
    if (!near) return {"`freehold explain --list` shows all instructions"};
    return {fmt::format("did you mean `{}`?", *near), {{at, *near}}};
}

std::string forms_of(const std::vector<Opcode>& opcodes) {
    std::vector<std::string> names;
    for (Opcode opcode : opcodes) {
        names.push_back(fmt::format("`{}`", form_info(opcode_info(opcode).form).name));
    }
    return list_of(names, "or");
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::optional<std::uint64_t> as_value(std::optional<std::int64_t> number) {
    if (!number) return {};
    return static_cast<std::uint64_t>(*number);
}

}  // namespace

std::optional<ExpandedInstruction> ExpandedOperands::read() {
    const Span word = m_in.span();
    const std::string mnemonic(m_in.text());
    const auto found = mnemonics().find(mnemonic);
    if (m_in.token().kind != ExpandedCursor::Kind::Name || found == mnemonics().end()) {
        m_in.fail(Code::UnknownInstruction,
                  fmt::format("there is no instruction `{}`", printable(mnemonic.substr(0, 40))),
                  word, "not known", nearest_mnemonic(mnemonic, word));
        return {};
    }
    m_in.advance();
    const std::uint32_t operands = m_in.offset();
    for (Opcode opcode : found->second) {
        m_in.seek(operands);
        if (!read_as(opcode)) continue;
        m_in.forget_failure();
        return m_made;
    }
    m_in.explain_failure(Code::WrongOperands,
                         fmt::format("operands that `{}` does not take", mnemonic),
                         fmt::format("it takes {}", forms_of(found->second)));
    return {};
}

bool ExpandedOperands::read_as(Opcode opcode) {
    m_opcode = &opcode_info(opcode);
    m_made = {};
    m_made.instruction.op = static_cast<std::uint16_t>(opcode);
    bool first = true;
    for (const OperandField& each : operands_of(opcode).operands()) {
        if (!operand(each, first)) return false;
        first = false;
    }
    return m_in.at_line_end() || m_in.expected("the end of the line");
}

bool ExpandedOperands::operand(OperandField field, bool first) {
    const auto absent = left_out(field.operand);
    std::optional<std::uint64_t> read;
    if (absent && m_in.at_line_end()) {
        read = absent;
    } else if (separator_of(field.operand, first)) {
        read = value(field);
    }
    if (read) set_field(m_made.instruction, field.in, *read);
    return read.has_value();
}

bool ExpandedOperands::separator_of(Operand operand, bool first) {
    const std::string_view text = trimmed(separator(operand, first));
    if (text.empty() || m_in.accept_sign(text) || m_in.accept_word(text)) return true;
    return m_in.expected(fmt::format("`{}`", text));
}

std::optional<std::uint64_t> ExpandedOperands::value(OperandField field) {
    switch (field.operand) {
        case Operand::Result:
            if (m_in.accept_word("_")) return no_slot;
            return slot();
        case Operand::Written:
        case Operand::Read:
        case Operand::FirstSlot:
        case Operand::LastSlot:
        case Operand::Base:
        case Operand::OutgoingSlot: return slot();
        case Operand::Number:
            if (field.in == In::Imm) return as_value(m_in.number(INT64_MIN, INT64_MAX));
            return m_in.count();
        case Operand::ArgumentWords: return m_in.count();
        case Operand::Pooled: return pooled();
        case Operand::Target:
        case Operand::EndTarget: return jump(field.in);
        case Operand::Type:
        case Operand::ElementType:
        case Operand::ResultType:
        case Operand::PlaceType: return type();
        case Operand::Kind: return kind();
        case Operand::Function: return function();
        case Operand::Format:
        case Operand::OptionalFormat: return format();
        case Operand::Pointer: return pointer();
        case Operand::Global: return address();
        case Operand::Offset: return offset();
        case Operand::Index: return index();
        case Operand::Bound: return bound();
        case Operand::None: return 0;
    }
    return {};
}

std::optional<std::uint64_t> ExpandedOperands::slot() {
    const ExpandedToken token = m_in.token();
    if (token.kind == ExpandedCursor::Kind::Slot && token.number < max_slots) {
        m_in.advance();
        return token.number;
    }
    if (token.kind == ExpandedCursor::Kind::Name) {
        if (const auto named = m_slots.find(m_in.text())) {
            m_in.advance();
            return *named;
        }
    }
    m_in.expected("a slot: a local's name, or its number, as `%3`");
    return {};
}

std::optional<std::uint64_t> ExpandedOperands::pooled() {
    const Span begin = m_in.span();
    const auto number = m_in.number(INT64_MIN, INT64_MAX);
    if (!number) return {};
    const auto found = m_names.constants.find(*number);
    if (found != m_names.constants.end()) return found->second;
    m_in.fail(Code::BadDirective, fmt::format("{} is not in the `.pool`", *number), begin,
              "numbers that stand here are kept there");
    return {};
}

std::optional<std::uint64_t> ExpandedOperands::kind() {
    for (ValueKind kind :
         {ValueKind::Int, ValueKind::Own, ValueKind::Ref, ValueKind::Mut, ValueKind::Raw}) {
        if (m_in.accept_word(kind_name(kind))) return static_cast<std::uint64_t>(kind);
    }
    m_in.expected("a kind of value");
    return {};
}

std::optional<std::uint64_t> ExpandedOperands::function() {
    const Span begin = m_in.span();
    const auto name = m_in.name("a function");
    if (!name) return {};
    const auto found = m_names.functions.find(*name);
    if (found != m_names.functions.end()) return raw(found->second);
    m_in.fail(Code::UnknownName, fmt::format("there is no function `{}`", printable(*name)), begin,
              "not declared");
    return {};
}

std::optional<std::uint64_t> ExpandedOperands::jump(In in) {
    const auto kind = m_in.token().kind;
    if (kind != ExpandedCursor::Kind::Name && kind != ExpandedCursor::Kind::Directive) {
        m_in.expected("a label");
        return {};
    }
    m_made.jump = {in, std::string(m_in.text()), m_in.span()};
    m_in.advance();
    return 0;  // the address is filled in at the end of the function
}

std::optional<std::uint64_t> ExpandedOperands::type() {
    const auto type = m_types.type();
    if (!type) return {};
    return raw(*type);
}

// ---- memory ------------------------------------------------------------------------------------

std::optional<std::uint64_t> ExpandedOperands::pointer() {
    if (!m_in.expect_sign("[")) return {};
    return slot();
}

std::optional<std::uint64_t> ExpandedOperands::offset() {
    std::optional<std::uint64_t> bytes = 0;
    if (m_in.accept_sign("+")) bytes = m_in.count();
    const MemoryForm form = memory_form(m_opcode->form);
    const bool closes = form == MemoryForm::P || form == MemoryForm::PX;
    if (closes && !m_in.expect_sign("]")) return {};
    return bytes;
}

std::optional<std::uint64_t> ExpandedOperands::index() {
    if (!m_in.expect_sign("[")) return {};
    const auto read = slot();
    if (m_opcode->names_place && !m_in.expect_sign("]")) return {};
    return read;
}

std::optional<std::uint64_t> ExpandedOperands::bound() {
    std::optional<std::uint64_t> elements = no_bound;
    if (m_in.accept_sign("<")) elements = m_in.count();
    if (!m_in.expect_sign("]")) return {};
    return elements;
}

std::optional<std::uint64_t> ExpandedOperands::address() {
    if (!m_in.expect_sign("[")) return {};
    std::optional<std::uint64_t> at;
    if (m_in.token().kind == ExpandedCursor::Kind::Number) {
        at = m_in.count();
    } else if (m_in.token().kind == ExpandedCursor::Kind::Name) {
        const auto found = m_names.statics.find(std::string(m_in.text()));
        if (found != m_names.statics.end() && !m_slots.find(m_in.text())) {
            m_in.advance();
            at = raw(found->second);
        }
    }
    if (!at) {
        m_in.expected("a static, or an address");
        return {};
    }
    if (m_in.accept_sign("+")) {
        const auto more = m_in.number(0, static_cast<std::int64_t>(0xffffffff - *at));
        if (!more) return {};
        *at += static_cast<std::uint64_t>(*more);
    }
    if (!m_in.expect_sign("]")) return {};
    return at;
}

// ---- formats -----------------------------------------------------------------------------------

std::optional<std::uint64_t> ExpandedOperands::format() {
    m_made.shows = true;
    if (m_in.accept_sign("#")) {
        m_made.format_number = m_in.count();
        if (!m_made.format_number) return {};
        if (m_in.at_line_end()) return 0;
    }
    Format read;
    do {
        if (!piece(read)) return {};
    } while (!m_in.at_line_end());
    m_made.format = std::move(read);
    return 0;  // the number is filled in when the instruction is known to be this one
}

bool ExpandedOperands::piece(Format& format) {
    Piece piece;
    if (m_in.token().kind == ExpandedCursor::Kind::String) {
        auto text = m_in.string("a text");
        if (!text) return false;
        piece.text = std::move(*text);
        format.pieces.push_back(std::move(piece));
        return true;
    }
    if (!m_in.expect_sign("{")) return false;
    if (format.pieces.empty() && m_in.accept_sign("}")) return true;
    if (!piece_value(piece)) return false;
    if (m_in.accept_sign(":")) {
        const auto type = m_types.type();
        if (!type) return false;
        piece.type = *type;
    }
    if (m_in.accept_sign(",") && !piece_style(piece)) return false;
    format.pieces.push_back(std::move(piece));
    return m_in.expect_sign("}");
}

bool ExpandedOperands::piece_value(Piece& piece) {
    if (m_in.token().kind == ExpandedCursor::Kind::Number) {
        const auto number = m_in.number(INT64_MIN, INT64_MAX);
        if (!number) return false;
        piece.from = Piece::From::Constant;
        piece.number = *number;
        return true;
    }
    if (m_in.is_sign("[")) {
        const auto at = address();
        if (!at) return false;
        piece.from = Piece::From::Static;
        piece.number = static_cast<std::int64_t>(*at);
        return true;
    }
    const auto read = slot();
    if (!read) return false;
    piece.from = Piece::From::Frame;
    piece.slot = static_cast<Slot>(*read);
    return true;
}

bool ExpandedOperands::piece_style(Piece& piece) {
    if (m_in.accept_word("c")) {
        piece.style = Piece::Style::Char;
    } else if (m_in.accept_word("x")) {
        piece.style = Piece::Style::Hex;
    } else if (m_in.accept_word("p")) {
        piece.style = Piece::Style::Pointer;
    } else {
        return m_in.expected("`c`, `x` or `p`");
    }
    return true;
}

std::optional<std::uint32_t> ExpandedFormats::add(std::optional<std::uint32_t> number,
                                                  std::optional<Format> format) {
    const std::uint32_t index = number ? *number : m_next++;
    std::optional<Format>& known = m_formats[index];
    if (known && format) return {};
    if (format) known = std::move(format);
    return index;
}

std::optional<std::vector<Format>> ExpandedFormats::take() {
    std::vector<Format> all;
    for (auto& [index, format] : m_formats) {
        if (index != all.size() || !format) return {};
        all.push_back(std::move(*format));
    }
    return all;
}

}  // namespace freehold::assembler
