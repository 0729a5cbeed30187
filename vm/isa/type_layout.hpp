// SPDX-License-Identifier: MIT
// Sizes, alignments and offsets, from what types and structs are made of.
#pragma once

#include <cstdint>

#include "freehold/program.hpp"

namespace freehold {

/// What a type's parts make it. 64 bits, because what a damaged program says may not fit in 32.
struct Extent {
    std::uint64_t size = 0;
    std::uint32_t align = 1;
    bool owns = false;
};

/// The most bytes that a type takes: sizes have 32 bits.
inline constexpr std::uint64_t largest_size = 0xffffffff;

/// The extent of a type, going by the extents that its parts say they have.
Extent extent_of(const Program& program, const Type& type);

/// The same for a struct; `offset(field, bytes)` is told where each field lies, in order.
template <class Offset>
Extent extent_of(const Program& program, const Struct& structure, Offset&& offset) {
    Extent extent;
    for (const Field& field : structure.fields) {
        const Type& type = program.type(field.type);
        extent.size = (extent.size + type.align - 1) / type.align * type.align;
        offset(field, extent.size);
        extent.size += type.size;
        if (type.align > extent.align) extent.align = type.align;
        extent.owns = extent.owns || type.owns;
    }
    extent.size = (extent.size + extent.align - 1) / extent.align * extent.align;
    return extent;
}

/// Gives every type and struct the size, alignment, offsets and owns flag that its parts make. No
/// type holds itself by value. False, with sizes left open, when one is larger than 4 GiB.
bool lay_out(Program& program);

}  // namespace freehold
