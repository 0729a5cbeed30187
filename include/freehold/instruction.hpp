// SPDX-License-Identifier: MIT
// One instruction, as it lies in the code segment.
#pragma once

#include <cstdint>
#include <string_view>

#include "freehold/ids.hpp"

namespace freehold {

/// The opcodes, in the order of opcodes.def.
enum class Opcode : std::uint16_t {
#define FREEHOLD_OP(name, ...) name,
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
};

inline constexpr std::uint16_t opcode_count = 0
#define FREEHOLD_OP(...) +1
#include "freehold/opcodes.def"
#undef FREEHOLD_OP
    ;

/// 16 bytes, little-endian, one row of a hex dump. What the fields mean is the opcode's Form.
struct Instruction {
    std::uint16_t op = 0;
    std::uint16_t a = 0;
    std::uint16_t b = 0;
    std::uint16_t c = 0;
    std::uint64_t imm = 0;

    constexpr Opcode opcode() const { return static_cast<Opcode>(op); }
    constexpr std::int64_t number() const { return static_cast<std::int64_t>(imm); }
    constexpr std::uint32_t low() const { return static_cast<std::uint32_t>(imm); }
    constexpr std::uint32_t high() const { return static_cast<std::uint32_t>(imm >> 32); }
    constexpr TypeId type() const { return TypeId{low()}; }
    /// The target of a jump, but for S_K_L.
    constexpr Address target() const { return Address{low()}; }
    /// The target of S_K_L, whose imm is taken by the number.
    constexpr Address near_target() const {
        return Address{static_cast<std::uint32_t>(c) << 16 | b};
    }
    /// The row of the constant pool, or the function, that the forms Q_… and Fn_… name.
    constexpr std::uint32_t named_in_a() const { return a; }
    friend constexpr bool operator==(const Instruction&, const Instruction&) = default;
};
static_assert(sizeof(Instruction) == 16);

/// An index bound that is left to the object's own length.
inline constexpr std::uint32_t no_bound = 0xffffffff;

/// The kind of value a word of memory or a slot holds, as the shadow knows it at run time.
/// Bit 3: a pointer. Bit 1 of a pointer: memory may be written through it. Bit 2 of a value of a
/// program: it owns.
enum class ValueKind : std::uint8_t {
    None = 0,       ///< nothing readable: never written, moved, or no object
    Int = 1,        ///< numbers of any width
    Code = 2,       ///< a function
    Record = 3,     ///< a return address or caller's fp
    Header = 4,     ///< the allocator's: header of a block in use
    FreeBlock = 5,  ///< the allocator's: a word of a free block
    Ref = 8,
    Raw = 10,
    Mut = 11,
    Own = 14,
};

constexpr bool is_pointer(ValueKind kind) { return (static_cast<std::uint8_t>(kind) & 8) != 0; }
constexpr bool writes_through(ValueKind kind) {
    return is_pointer(kind) && (static_cast<std::uint8_t>(kind) & 2) != 0;
}
constexpr bool owns(ValueKind kind) { return kind == ValueKind::Own; }
/// Owners and exclusive borrows cannot be copied.
constexpr bool is_copyable(ValueKind kind) {
    return kind != ValueKind::Own && kind != ValueKind::Mut;
}
/// "int", "own", …
std::string_view kind_name(ValueKind kind);

}  // namespace freehold
