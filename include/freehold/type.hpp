// SPDX-License-Identifier: MIT
// Types as a Program holds them: one table, each type once, laid out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/ids.hpp"
#include "freehold/source.hpp"

namespace freehold {

enum class TypeKind : std::uint8_t {
    Int,  ///< 64 bits, signed; also `bool` and `char`, which differ only in how they are printed
    Bool,
    Char,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    Struct,
    Array,  ///< [N x T]
    Run,    ///< [T]: as many T as the object holds; only behind a pointer (`bytes` is [u8])
    Own,    ///< the pointers: each one word, to `element`
    Ref,
    Mut,
    Raw,
    Code,  ///< a function
};

/// One row of a Program's type table. Rows refer to earlier or later rows; sizes are final.
struct Type {
    TypeKind kind = TypeKind::Int;
    bool nullable = false;          ///< `own?`, `ref?`, `mut?`
    bool owns = false;              ///< a value of it holds an owner somewhere (Own, or inside)
    TypeId element = TypeId::None;  ///< of Array and Run the element, of pointers the pointee
    std::uint32_t count = 0;        ///< of Array: N
    std::uint32_t size = 0;         ///< bytes; 0 for Run
    std::uint32_t align = 1;        ///< 1, 2, 4 or 8
    std::uint32_t structure = 0;    ///< of Struct: index in Program::structs

    friend bool operator==(const Type&, const Type&) = default;
};

struct Field {
    std::string name;
    TypeId type = TypeId::None;
    std::uint32_t offset = 0;
};

/// Fields in declaration order, at ascending offsets with natural alignment.
struct Struct {
    std::string name;
    std::vector<Field> fields;
    std::uint32_t size = 0;  ///< padded to `align`
    std::uint32_t align = 1;
    Span span{};  ///< of its name
};

constexpr bool is_pointer(TypeKind kind) {
    return kind == TypeKind::Own || kind == TypeKind::Ref || kind == TypeKind::Mut ||
           kind == TypeKind::Raw;
}
/// One word at most, no struct and no array.
constexpr bool is_scalar(TypeKind kind) {
    return kind != TypeKind::Struct && kind != TypeKind::Array && kind != TypeKind::Run;
}
constexpr bool is_integer(TypeKind kind) { return kind <= TypeKind::I32; }
/// Eight-byte words that a value of `size` bytes takes in a frame.
constexpr std::uint32_t words_of(std::uint32_t size) { return (size + 7) / 8; }

}  // namespace freehold
