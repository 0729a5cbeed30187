// SPDX-License-Identifier: MIT
// The bytes of an array that an instruction names as a whole: where they are, and whether they may
// be read or written.
#pragma once

#include "vm/execute/places.hpp"

namespace freehold {

/// An array that is there: its bytes lie inside one living object.
struct ArrayBytes {
    Address address{};
    TypeId element = TypeId::None;
    std::uint32_t count = 0;
    std::uint32_t bytes = 0;
    Way way = Way::P;
    ValueKind via = ValueKind::None;   ///< the kind of the pointer
    ObjectId object = ObjectId::None;  ///< what it names

    /// A byte of it, as an access through that pointer, or through one that could have been.
    Access at(Address byte, std::uint32_t size, ValueKind kind, bool write) const {
        return {{object, byte}, false, via, size, kind, write};
    }
};

/// Finds it, as a use of its bytes. False where it is not there or may not be used so.
bool locate_array(ParkedCore& c, const Instruction& i, Way way, bool write, ArrayBytes& array);

/// Whether its first bytes hold values.
bool check_bytes(ParkedCore& c, const ArrayBytes& array, std::uint32_t bytes);
/// Whether every element is there, whole, and of the kinds its type says. Padding does not count.
bool check_elements(ParkedCore& c, const ArrayBytes& array);
/// Whether elements of the kind may lie where it begins: F307.
bool check_aligned(ParkedCore& c, const ArrayBytes& array, ValueKind kind, bool write);
/// Whether elements of the kind may be stored in all of it.
bool check_writable(ParkedCore& c, const ArrayBytes& array, ValueKind kind);

}  // namespace freehold
