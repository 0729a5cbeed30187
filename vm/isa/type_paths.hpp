// SPDX-License-Identifier: MIT
// Questions about types: what lies where in one, and which values may stand in for which.
#pragma once

#include <cstdint>
#include <string>

#include "freehold/program.hpp"

namespace freehold {

/// Some bytes into a value of a type. Of a Run any distance will do: who asks for it relies on the
/// object's own length.
struct TypeSpot {
    TypeId root = TypeId::None;
    std::uint32_t offset = 0;
};

/// The scalar that begins exactly there; None where none does.
TypeId scalar_at(const Program& program, TypeSpot spot);
/// Whether a value of exactly that type lies exactly there.
bool holds_at(const Program& program, TypeSpot spot, TypeId wanted);
/// The innermost array of scalars there, and how many bytes into it the spot is.
struct ArraySpot {
    TypeId array = TypeId::None;
    TypeId element = TypeId::None;
    std::uint32_t offset = 0;
};
ArraySpot array_at(const Program& program, TypeSpot spot);

/// The type of one word in the making, which need not have a row in the table of types.
struct Word {
    ValueKind kind = ValueKind::None;
    TypeId pointee = TypeId::None;  ///< of pointers; None where any will do, or `element` says it
    bool whole = false;  ///< points at a whole object, so that an array there may become a run
    TypeId element = TypeId::None;  ///< of a pointer to so many of them
    std::uint32_t count = unknown;  ///< of those, where it is known

    static constexpr std::uint32_t unknown = 0xffffffff;
};
Word word_of(const Program& program, TypeId scalar);
/// Whether the word may stand where a type is declared, null apart.
bool fits(const Program& program, const Word& word, TypeId type);
/// Whether null is no value of the type though its values are pointers.
bool forbids_null(const Type& type);
/// "own int", "a pointer to 8 x u8": what a message calls it.
std::string word_name(const Program& program, const Word& word);

/// Whether it is a number, or an array of nothing but numbers.
bool is_numbers(const Program& program, TypeId type);

/// ".value", "[3].x": the way from a value of the type to what lies some bytes into it: to the
/// `until` there, or without one to whatever is not larger than `size`; empty where the spot is
/// that itself.
std::string path_text(const Program& program, TypeSpot spot, std::uint32_t size,
                      TypeId until = TypeId::None);

}  // namespace freehold
