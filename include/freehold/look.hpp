// SPDX-License-Identifier: MIT
// What can be seen of a machine that stands still, besides frames, slots and bytes: the heap as the
// allocator has it, who owns, who borrows, and what points at nothing any more. Machine gives it.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/diagnostic.hpp"
#include "freehold/ids.hpp"
#include "freehold/instruction.hpp"

namespace freehold {

/// A chunk of the heap: a header of 16 bytes and what follows it.
struct ChunkInfo {
    Address address{};                 ///< of the header
    std::uint32_t size = 0;            ///< bytes, header included
    bool free = false;                 ///< no block: in a free list
    bool quarantined = false;          ///< no block any more, and not yet free
    ObjectId object = ObjectId::None;  ///< of a block: its id; of a quarantined one: what it was
    std::uint32_t asked = 0;           ///< of a block: the bytes asked for
    bool may_own = false;              ///< of a block: its content may own others
    /// The bytes of the header (of a free chunk also its links and boundary tag) are what the
    /// allocator wrote; where nothing is enforced a program may overwrite them.
    bool intact = true;
    std::uint32_t zone = 0;  ///< of a block: bytes of its red zone, before it and at least behind

    bool in_use() const { return !free && !quarantined; }
    Address block() const { return address + (16 + zone); }
    Address end() const { return address + size; }
};

/// The free chunks of one size class. Classes above 1,024 bytes hold several sizes. Under a policy
/// that keeps one list for all sizes there is one class, in order of addresses.
struct FreeList {
    std::uint32_t smallest = 0;  ///< chunk sizes of the class, header included
    std::uint32_t largest = 0;
    std::vector<Address> chunks;  ///< as they are linked: the first one is tried first
};

/// A word that owns a living block.
struct OwnerInfo {
    Address word{};
    ObjectId block = ObjectId::None;
    Address address{};  ///< of the block
};

/// A borrow held by a slot.
struct LoanInfo {
    Address slot{};                    ///< the slot's address
    ObjectId object = ObjectId::None;  ///< what is borrowed: a block, static or local
    Address begin{};                   ///< the bytes that are borrowed
    std::uint32_t size = 0;
    bool exclusive = false;
    bool alive = true;
    /// The machine keeps borrows in mind, so that `made` and what follows it are known. Of a proven
    /// program it does not, unless a listener wants Ended: `alive` then says that the object lives.
    bool known = true;
    Step made = 0;
    Step ended = 0;  ///< of one that is not alive
    Code code{};  ///< what using it would be (F201 to F205), by what ended it; none where what it
                  ///< borrows, or was reached through, is no more
    /// Copies of a borrow have the same number. 0 when not known.
    std::uint32_t number = 0;
    /// The borrow it was made through, if a slot still holds it; 0 otherwise.
    std::uint32_t parent = 0;
};

/// A word that holds a pointer to a block or local that is no more.
struct DanglingInfo {
    Address word{};
    Pointer pointer{};
    ValueKind kind = ValueKind::None;
};

/// What an id names.
struct ObjectInfo {
    enum class Kind : std::uint8_t { None, Block, Static, Function, Local };
    Kind kind = Kind::None;  ///< None: the id has not been given to anything
    bool alive = false;      ///< statics and functions always are
    Address address{};       ///< while alive
    std::uint32_t size = 0;
};

}  // namespace freehold
