// SPDX-License-Identifier: MIT
// Blocks that plainly come and go: they are small, there is room for them, they own nothing that
// would have to be freed, and nobody reads more of it than that it happened. All others are
// blocks.cpp's and free.cpp's.
#pragma once

#include "vm/execute/run.hpp"

namespace freehold {

inline bool blocks_unseen(const Run& run) {
    return !run.told_details || !(run.wants(EventKind::Alloc) || run.wants(EventKind::Free));
}

/// A new block of `count` zeros of a type that owns nothing, which belongs to an owner.
/// Null, and nothing has happened, where that is not plain.
Pointer new_zeros_plainly(Run& run, TypeId element, std::int64_t count);

/// A new block with the value that lies in slots at `from`, all of whose words are sound; the slots
/// are empty then. Null, and nothing has happened, where that is not plain.
Pointer new_value_plainly(Run& run, TypeId type, Address from);

/// Frees a block; false, and nothing has happened, where that is not plain.
bool free_plainly(Run& run, Pointer block);

}  // namespace freehold
