// SPDX-License-Identifier: MIT
// Which field of an instruction holds which operand. Everything that walks over operands (the
// validator, the disassembler, the reader of expanded text, the tables in docs/) goes by this.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "freehold/instruction.hpp"

namespace freehold {

enum class Form : std::uint8_t {
    None,
    L,
    T,
    K,
    S,
    S_L,
    S_T,
    S_S_L,
    S_K_L,
    D_K,
    D_N,
    D_Fn,
    D_S,
    D_S_N,
    D_S_T,
    D_S_E,
    D_K_E,
    D_S_S,
    D_S_K,
    D_K_S,
    D_S_S_T,
    D_End,
    Slots,
    Fmt,
    S_Fmt,
    Q_Fmt,
    Call,
    CallCode,
    // The six ways to name memory, after a slot written, a slot read, a pooled constant, a
    // function.
    D_P,
    D_F,
    D_G,
    D_PX,
    D_FX,
    D_GX,
    S_P,
    S_F,
    S_G,
    S_PX,
    S_FX,
    S_GX,
    Q_P,
    Q_F,
    Q_G,
    Q_PX,
    Q_FX,
    Q_GX,
    Fn_P,
    Fn_F,
    Fn_G,
    Fn_PX,
    Fn_FX,
    Fn_GX,
};
inline constexpr std::size_t form_count = static_cast<std::size_t>(Form::Fn_GX) + 1;

/// A Format operand that names none.
inline constexpr std::uint32_t no_format = 0xffffffff;

/// What one operand is.
enum class Operand : std::uint8_t {
    None,
    Written,      ///< a slot that is written
    Result,       ///< of a call: a slot that is written, or no_slot
    Read,         ///< a slot that is read
    Number,       ///< a 64-bit constant
    Pooled,       ///< an index into Program::constants
    Target,       ///< the address of an instruction of the same function
    EndTarget,    ///< such an address, or 0 for none
    Type,         ///< an index into Program::types
    ElementType,  ///< such an index: of the elements of a run whose length is the operand before it
    Kind,         ///< a ValueKind
    Function,     ///< an index into Program::functions
    Format,       ///< an index into Program::formats
    OptionalFormat,  ///< such an index, or no_format
    FirstSlot,
    LastSlot,      ///< of a range that ends together
    OutgoingSlot,  ///< where a callee's frame begins in the caller's outgoing area
    ArgumentWords,
    ResultType,  ///< of a call through a code value
    Pointer,     ///< memory: the slot with the pointer
    Base,        ///< memory: the slot whose address is the local's
    Offset,      ///< memory: bytes
    Global,      ///< memory: an address in data or BSS
    Index,       ///< memory: the slot with the index
    Bound,       ///< memory: of one access with an index: elements, or no_bound
    PlaceType,   ///< memory: the type of the place; of an indexed place that of the array
};

/// Whether it is a slot, and whether its value is read.
constexpr bool reads_slot(Operand operand) {
    return operand == Operand::Read || operand == Operand::Pointer || operand == Operand::Index;
}
constexpr bool names_slot(Operand operand) {
    switch (operand) {
        case Operand::Written:
        case Operand::Result:
        case Operand::FirstSlot:
        case Operand::LastSlot:
        case Operand::OutgoingSlot:
        case Operand::Base: return true;
        default: return reads_slot(operand);
    }
}

/// Where in the instruction it is.
enum class In : std::uint8_t { A, B, C, BC, Imm, Low, High };

struct OperandField {
    Operand operand = Operand::None;
    In in = In::A;
};

/// The operands of a form, in the order in which they are written.
struct FormInfo {
    std::string_view name;
    std::array<OperandField, 5> fields{};
    std::uint8_t count = 0;

    std::span<const OperandField> operands() const { return {fields.data(), count}; }
};

/// One row of opcodes.def.
struct OpcodeInfo {
    std::string_view name;      ///< "AddK"
    std::string_view mnemonic;  ///< "add"
    Form form = Form::None;
    std::string_view meaning;
    /// Memory forms: the high half of imm is a place's type, not an index bound.
    bool names_place = false;
    /// Memory forms that access one scalar: its bytes, 1, 2, 4 or 8. Otherwise 0.
    std::uint8_t access_bytes = 0;
};

const FormInfo& form_info(Form form);
/// The opcode is in range (< opcode_count).
const OpcodeInfo& opcode_info(Opcode opcode);
/// The operands of an opcode: those of its form, and after those of a memory form PlaceType where
/// it names a place, or Bound where it indexes one.
const FormInfo& operands_of(Opcode opcode);
/// How memory is named.
enum class MemoryForm : std::uint8_t { None, P, F, G, PX, FX, GX };
MemoryForm memory_form(Form form);

/// Reads and writes the field of an operand.
std::uint64_t field(const Instruction& instruction, In in);
void set_field(Instruction& instruction, In in, std::uint64_t value);

/// Whether control can go on to the next instruction: not after jmp, ret, exit, panic.
bool falls_through(Opcode opcode);

/// Whether an opcode stands in these rows of the table, both included.
constexpr bool is_between(Opcode opcode, Opcode first, Opcode last) {
    return opcode >= first && opcode <= last;
}
/// The rows "in unsafe", which are the last.
constexpr bool is_raw_operation(Opcode opcode) {
    return is_between(opcode, Opcode::Offset, Opcode::Adopt);
}
static_assert(static_cast<unsigned>(Opcode::Adopt) + 1 == opcode_count);
/// Whether it gives raw pointers. Those that only copy them have them from such a one.
constexpr bool makes_raw_pointers(Opcode opcode) {
    return is_raw_operation(opcode) || is_between(opcode, Opcode::AddrP, Opcode::AddrGX) ||
           is_between(opcode, Opcode::ReachAddrP, Opcode::ReachAddrGX);
}

}  // namespace freehold
