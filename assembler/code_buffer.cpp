// SPDX-License-Identifier: MIT
#include "assembler/code_buffer.hpp"

#include <utility>

#include "vm/isa/form.hpp"

namespace freehold::assembler {

std::uint32_t CodeBuffer::emit(const Instruction& instruction, Span span) {
    if (full()) return size() - 1;
    m_program.code.push_back(instruction);
    m_program.spans.push_back(span);
    return size() - 1;
}

void CodeBuffer::report_size(Reporter& reporter) const {
    if (!full()) return;
    reporter.add(Mistake(Code::ProgramTooLarge, "the program has more than 33,554,432 instructions",
                         m_program.spans.back(), "no room for this"));
}

void CodeBuffer::set_target(std::uint32_t index, std::uint32_t target) {
    Instruction& instruction = m_program.code[index];
    const bool near = opcode_info(instruction.opcode()).form == Form::S_K_L;
    set_field(instruction, near ? In::BC : In::Low, raw(code_address(target)));
}

std::optional<std::uint16_t> CodeBuffer::pooled(std::int64_t number) {
    const auto found = m_pool.find(number);
    if (found != m_pool.end()) return found->second;
    if (m_program.constants.size() > 0xffff) return std::nullopt;
    const auto index = static_cast<std::uint16_t>(m_program.constants.size());
    m_program.constants.push_back(number);
    m_pool.emplace(number, index);
    return index;
}

std::uint32_t CodeBuffer::add_format(Format format) {
    m_program.formats.push_back(std::move(format));
    return static_cast<std::uint32_t>(m_program.formats.size() - 1);
}

void CodeBuffer::link() {
    for (const StaticUse& use : m_static_uses) {
        m_program.code[use.instruction].imm += raw(m_program.statics[use.item].address);
    }
    for (Format& format : m_program.formats) {
        for (Piece& piece : format.pieces) {
            if (piece.from != Piece::From::Static) continue;
            const auto number = static_cast<std::uint64_t>(piece.number);
            const Static& item = m_program.statics[number >> 32];
            piece.number = raw(item.address) + static_cast<std::uint32_t>(number);
        }
    }
}

}  // namespace freehold::assembler
