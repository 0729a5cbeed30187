// SPDX-License-Identifier: MIT
// A Program's table of types while it grows: each type once.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "freehold/program.hpp"
#include "vm/isa/integer_range.hpp"

namespace freehold::assembler {

/// Interns types into Program::types. Sizes of structs and arrays are unknown at first: a layout
/// depends on types that may still be declared. Who needs one asks Resolver::complete().
class Types {
public:
    explicit Types(Program& program) : m_program(program) {}

    TypeId scalar(TypeKind kind);
    TypeId pointer(TypeKind kind, bool nullable, TypeId pointee);
    TypeId array(TypeId element, std::uint32_t count);
    TypeId run(TypeId element);
    TypeId structure(std::uint32_t index);

    const Type& operator[](TypeId id) const { return m_program.types[raw(id)]; }
    Type& operator[](TypeId id) { return m_program.types[raw(id)]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_program.types.size()); }

    bool is_complete(TypeId id) const { return m_depths[raw(id)] != 0; }
    /// How many types lie in each other by value, this one included; of a complete type.
    std::uint32_t depth(TypeId id) const { return m_depths[raw(id)]; }
    void set_complete(TypeId id, std::uint32_t depth) { m_depths[raw(id)] = depth; }

private:
    struct Key {
        std::uint64_t head;  // kind, nullable, element
        std::uint64_t tail;  // count or struct
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const {
            return static_cast<std::size_t>((key.head * 0x9e3779b97f4a7c15u) ^
                                            (key.tail * 0xff51afd7ed558ccdu));
        }
    };

    TypeId intern(const Type& type, bool complete);

    Program& m_program;
    std::unordered_map<Key, TypeId, KeyHash> m_ids;
    std::vector<std::uint32_t> m_depths;  // 0: not complete
};

/// Bytes of a scalar.
constexpr std::uint32_t scalar_bytes(TypeKind kind) {
    switch (kind) {
        case TypeKind::U8:
        case TypeKind::I8: return 1;
        case TypeKind::U16:
        case TypeKind::I16: return 2;
        case TypeKind::U32:
        case TypeKind::I32: return 4;
        default: return 8;
    }
}

/// An integer that takes less than a slot.
constexpr bool is_narrow(TypeKind kind) { return kind >= TypeKind::U8 && kind <= TypeKind::I32; }

}  // namespace freehold::assembler
