// SPDX-License-Identifier: MIT
// Owners: how blocks come to life, move, and die. All of it works on a parked Run and gives false
// once the run has stopped.
#pragma once

#include "vm/execute/core.hpp"

namespace freehold {

/// A new block of `size` bytes whose shadow is still empty; F313 or F509 when there is none.
/// `to`, a word, is told as its owner.
bool allocate(Run& run, std::uint64_t size, bool may_own, Address to, Pointer& block);

/// Sets the shadow of a new block's words to what values of a type look like, one after another;
/// all their bytes but padding count as initialised.
void shape_block(Run& run, Pointer block, TypeId type, std::uint32_t bytes);
/// The same, and the block's bytes become zero.
void fill_with_zeros(Run& run, Pointer block, TypeId type, std::uint32_t bytes);
/// A new block gets the value that lies in slots at `from`; they are empty then.
void fill_from_slots(Run& run, Pointer block, std::uint32_t bytes, Address from);

/// Frees a block and all it owns, the content before the block itself, whatever the depth. Null is
/// nothing to free. `owner` is the word that owned it.
bool free_owned(Run& run, Pointer block, Reason reason, Address owner);

/// Whether a living block begins at the pointer; else F303 or F304. When that does not stop the
/// run, whichever block begins there is the one: `block` names it then, or is null. `owner` is the
/// word the pointer came from.
bool check_block(Run& run, Pointer& block, Address owner);

/// Frees one block, whose content has already been dealt with. F315 if unchecked stores have
/// overwritten what the allocator meets.
bool release(Run& run, Pointer block, Reason reason, Address owner, ObjectId owning);

/// Tells that what one word owned or lent exclusively belongs to another now. Null is nothing.
void tell_move(Run& run, Pointer block, Address from, Address to, ValueKind kind);

/// Whether a slot may be given another value: an `ro` one only its first, F107.
bool may_assign(ParkedCore& c, Slot slot);

/// Frees what the words of [begin, begin + bytes) own, ascending, and leaves them moved.
bool free_words(Run& run, Address begin, std::uint32_t bytes, Reason reason);

/// Gives a slot a value of any kind; what it owned before is freed after that.
bool assign(ParkedCore& c, Slot slot, ValueKind kind, std::uint64_t value);

/// The slot becomes the owner of a block that has none.
bool assign_block(ParkedCore& c, Slot slot, Pointer block);

/// Gives the slots of a longer value (named by its last) the words at `from`, as they are; what
/// the slots owned is freed after that.
bool assign_words(ParkedCore& c, Slot slot, Address from, std::uint32_t bytes);

/// A scalar in memory as the word in which a slot holds it: narrow integers widened.
std::uint64_t widened_at(const AddressSpace& space, Address address, TypeKind kind);

/// Whether every field of a value of a type that lies at `from` has been given a value and none
/// was moved: F101 or F102.
bool check_complete(Run& run, Address from, TypeId type);

// ---- the meanings ------------------------------------------------------------------------------
bool const_null(ParkedCore& c, const Instruction& i);
bool const_code(ParkedCore& c, const Instruction& i);
bool copy_words(ParkedCore& c, const Instruction& i);
bool move_word(ParkedCore& c, const Instruction& i);
bool move_words(ParkedCore& c, const Instruction& i);
bool new_value(ParkedCore& c, const Instruction& i);
bool new_run(ParkedCore& c, const Instruction& i);
bool new_run_k(ParkedCore& c, const Instruction& i);
bool clone(ParkedCore& c, const Instruction& i);
bool unbox(ParkedCore& c, const Instruction& i);
bool drop(ParkedCore& c, const Instruction& i);
bool drop_end(ParkedCore& c, const Instruction& i);
bool forget(ParkedCore& c, const Instruction& i);
bool end_scope(ParkedCore& c, const Instruction& i);

}  // namespace freehold
