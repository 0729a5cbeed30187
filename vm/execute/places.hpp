// SPDX-License-Identifier: MIT
// Places: borrows and addresses of them, owners in and out of them, arrays as a whole. All out of
// line: on a parked Run, with the way to name memory as a value.
#pragma once

#include "vm/execute/way.hpp"

namespace freehold {

/// A place with its type.
struct TypedPlace {
    Place place{};
    TypeId type = TypeId::None;
    std::uint32_t size = 0;  ///< of a Run: 0
    bool is_run = false;

    /// It has no bytes, and so nothing that could be lent or used.
    bool is_empty() const { return size == 0 && !is_run; }
};

/// Whether a word that is named directly has its value for good: of an immutable static, or of an
/// `ro` local.
constexpr bool is_frozen(Way way, Shadow s) {
    const bool of_static = way == Way::G || way == Way::GX;
    return of_static ? (s & shadow::writable) == 0 : (s & shadow::ro) != 0;
}

/// The word-sized place of a scalar access.
bool locate_word(ParkedCore& c, const Instruction& i, Way way, Place& place);
/// The place of an instruction that names its type; of an indexed one, the element.
bool locate_typed(ParkedCore& c, const Instruction& i, Way way, TypedPlace& place);

/// Bytes from an address to the end of the object a pointer names, or of the static there.
std::uint32_t bytes_left(const Run& run, Pointer pointer);

/// The first byte without a value of [address, address + bytes), which lies below the extent; its
/// end when there is none.
Address first_uninitialised(const AddressSpace& space, Address address, std::uint32_t bytes);
/// Whether all of them hold values.
inline bool all_initialised(const AddressSpace& space, Address address, std::uint32_t bytes) {
    return first_uninitialised(space, address, bytes) == address + bytes;
}

/// The object of a local (by the address of one of its words); it gets its id now, if it has none.
/// None when there are no ids left: the run has stopped.
ObjectId object_of_local(Run& run, Address address);

// ---- the meanings ------------------------------------------------------------------------------
bool borrow(ParkedCore& c, const Instruction& i, Way way, ValueKind kind);
bool reach(ParkedCore& c, const Instruction& i, Way way, ValueKind kind);
bool take(ParkedCore& c, const Instruction& i, Way way);
bool put(ParkedCore& c, const Instruction& i, Way way);
bool swap(ParkedCore& c, const Instruction& i, Way way);
bool move_out(ParkedCore& c, const Instruction& i, Way way);
bool len(ParkedCore& c, const Instruction& i, Way way);
bool fill(ParkedCore& c, const Instruction& i, Way way, bool constant);
bool write_bytes(ParkedCore& c, const Instruction& i, Way way, bool constant);
bool new_copy(ParkedCore& c, const Instruction& i, Way way);

}  // namespace freehold
