// SPDX-License-Identifier: MIT
// The instructions, constants and formats of a Program while they are written. Addresses of statics
// depend on how much code there is, so they are filled in at the end.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "assembler/reporter.hpp"
#include "freehold/program.hpp"

namespace freehold::assembler {

class CodeBuffer {
public:
    explicit CodeBuffer(Program& program) : m_program(program) {}

    /// Index of the next instruction.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_program.code.size()); }

    /// Half a gigabyte of instructions. More are dropped, so that the ends of scopes, which a text
    /// can multiply, do not exhaust the host's memory.
    static constexpr std::uint32_t max_instructions = 1u << 25;
    bool full() const { return size() >= max_instructions; }
    /// Reports a program that was too large (F021).
    void report_size(Reporter& reporter) const;

    /// Appends an instruction; its index.
    std::uint32_t emit(const Instruction& instruction, Span span);

    /// Makes the jump at `index` go to `target`; both are indices.
    void set_target(std::uint32_t index, std::uint32_t target);

    /// The instruction names memory of a static: its imm.low, now an offset, will be an address.
    void uses_static(std::uint32_t index, std::uint32_t item) {
        m_static_uses.push_back({index, item});
    }

    /// The number's place in the pool of constants, each once; nothing when the pool is full.
    std::optional<std::uint16_t> pooled(std::int64_t number);

    /// Adds a format; pieces of statics hold a static_number() until link().
    static std::int64_t static_number(std::uint32_t item, std::uint32_t offset) {
        return static_cast<std::int64_t>(std::uint64_t{item} << 32 | offset);
    }
    std::uint32_t add_format(Format format);

    /// Puts in the addresses of statics. Program::statics have theirs.
    void link();

private:
    struct StaticUse {
        std::uint32_t instruction;
        std::uint32_t item;
    };

    Program& m_program;
    std::vector<StaticUse> m_static_uses;
    std::unordered_map<std::int64_t, std::uint16_t> m_pool;
};

}  // namespace freehold::assembler
