// SPDX-License-Identifier: MIT
// Borrows at run time: the book of them (vm/memory/borrows) asked and told about what a run does.
// All of it but settle() is the careful core's, on a parked Run.
#pragma once

#include "freehold/diagnostic.hpp"
#include "freehold/ids.hpp"
#include "freehold/instruction.hpp"
#include "vm/memory/borrows.hpp"

namespace freehold {

struct Run;
struct Place;

/// The code of using a borrow that ended so.
Code code_of(Ending ending);

/// Bytes of the frame or of a static are used that an instruction names directly: borrows that this
/// excludes end.
void use_directly(Run& run, Address address, std::uint32_t bytes, Use how);

/// The same of slots that may own: what they own is used as a whole, too.
void use_slots(Run& run, Address address, std::uint32_t bytes, Use how);

/// Bytes are used through the pointer in a slot: F2xx if that is a borrow that has ended. Other
/// borrows end. `size` 0: all from there to the end of the object.
bool use_through(Run& run, Slot slot, const Place& place, std::uint32_t size, Use how);

/// The same, where the borrow is known to live.
void use_live(Run& run, Slot slot, const Place& place, std::uint32_t size, Use how);

/// Whether the borrow in a slot may still be used: F2xx. What is no more has codes of its own,
/// which the access finds: true.
bool check_live(Run& run, Slot slot, const Place& place, std::uint32_t size, bool write);

/// Asks the book whether the pointer in a slot may be followed without asking by now. True when
/// less needs asking than before.
bool settle(Run& run, Address slot);

/// The block that an owner in memory has is used as a whole.
void use_block(Run& run, Pointer owner, Use how);

/// An object is no more.
void end_loans_of(Run& run, ObjectId object);

/// The bytes of an object from a pointer on: `size` of them; 0: to its end. Where there are none,
/// two borrows are in peace, and yet moving their block ends them.
ByteRange bytes_from(Run& run, Pointer pointer, std::uint32_t size);

/// The owner of a block may not be followed without asking any more, wherever in the stack it is.
void ask_owner_of(Run& run, ObjectId block);

}  // namespace freehold
