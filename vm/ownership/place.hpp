// SPDX-License-Identifier: MIT
// Places that can be borrowed, and when touching one disturbs a borrow of another.
#pragma once

#include "freehold/instruction.hpp"
#include "vm/ownership/frame_map.hpp"

namespace freehold::ownership {

/// x+[8,16)   a part of the frame
/// p.*+[0,8)  a part of what the pointer in a slot points at
/// p.*+[8,16).*, x+[0,8).*  all that a pointer there points at
/// Statics need no places: an immutable one is never written, and what `unsafe` does to a mutable
/// one is not proven.
struct Place {
    Bytes frame{};                    ///< the part of the frame, or the pointer there
    std::uint8_t follows = 0;         ///< how many pointers are followed
    ValueKind via = ValueKind::None;  ///< the first of them
    Bytes inside{};                   ///< the part of what it points at
    /// Of a part of the frame without bytes: its whole local, whose end alone disturbs its borrows.
    Bytes home{};

    constexpr Bytes ended_with() const { return frame.empty() ? home : frame; }
};

constexpr Bytes everything{0, 0xffffffff};

/// What is done to a place.
enum class Access : std::uint8_t {
    Test,  ///< a pointer is looked at: whether it is null
    Read,
    Share,    ///< a shared borrow, or what looks at the place through one for a moment
    Exclude,  ///< an exclusive borrow
    Assign,   ///< a new value; the old one is dropped
    Take,     ///< the owner goes, another or null comes
    Move,
    Drop,
    Forget,
    Unbox,
    ScopeDrop,  ///< the end of the scope frees what is still owned
    ScopeEnd,   ///< the slot is no more
};

constexpr bool only_reads(Access access) { return access <= Access::Share; }

/// How far an access reaches: only the bytes of the place, or also what owners in it own.
enum class Depth : std::uint8_t { Shallow, Deep };

/// Whether the access disturbs a borrow of `lent`. What is reached through a shared borrow or a raw
/// pointer is never lent.
constexpr bool disturbs(Access access, Depth depth, const Place& touched, const Place& lent,
                        bool exclusive) {
    if (only_reads(access) && !exclusive) return false;
    const bool ends = access == Access::ScopeEnd;
    if (!overlap(touched.frame, ends ? lent.ended_with() : lent.frame)) return false;
    if (touched.follows > 0 && lent.follows > 0 && !overlap(touched.inside, lent.inside)) {
        return false;
    }
    // A borrow covers whatever is reached from the place. The other way round, what a place leads
    // to is disturbed only by what reaches there.
    return touched.follows >= lent.follows || depth == Depth::Deep;
}

}  // namespace freehold::ownership
