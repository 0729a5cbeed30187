// SPDX-License-Identifier: MIT
// What the machine knows about each word (8 bytes) of its memory.
//
//   63        32 31      24 23      16 15    12  11  10    9   8..5  4   3   2   1   0
//   object id    init       in         kind      w   ro    mv  0     ss  sl  h   lx  l
//
// id    the object the word belongs to; 0: none, or a slot whose address was never taken
// init  which of its 8 bytes have been given a value
// in    which of its 8 bytes pointers to the object may touch
// kind  the ValueKind of what it holds
// w     pointers may write it
// ro    a slot that may be written once
// mv    a slot whose value was moved away
// l lx  a live borrow, or an exclusive one, may overlap the word: whoever writes it, or reads it,
//       directly asks the book of borrows first
// h     a slot whose borrow has a node in that book: its number is the slot's second shadow word
// sl ss a slot through whose pointer nothing is loaded, or stored, without asking the book
//
// In headers and free blocks the allocator has bits 8 to 0 for itself.
// The id stands where a pointer has its provenance, so one exclusive-or compares both.
#pragma once

#include <cstdint>

#include "freehold/ids.hpp"
#include "freehold/instruction.hpp"

namespace freehold {

using Shadow = std::uint64_t;

namespace shadow {

inline constexpr unsigned init_shift = 24;
inline constexpr unsigned in_shift = 16;
inline constexpr unsigned kind_shift = 12;

inline constexpr Shadow id_mask = 0xffffffff'00000000;
inline constexpr Shadow init_mask = 0xffull << init_shift;
inline constexpr Shadow in_mask = 0xffull << in_shift;
inline constexpr Shadow kind_mask = 0xfull << kind_shift;
inline constexpr Shadow writable = 1u << 11;
inline constexpr Shadow ro = 1u << 10;
inline constexpr Shadow moved = 1u << 9;
inline constexpr Shadow lent = 1u << 0;
inline constexpr Shadow lent_exclusively = 1u << 1;
inline constexpr Shadow holds_node = 1u << 2;
inline constexpr Shadow slow_load = 1u << 3;
inline constexpr Shadow slow_store = 1u << 4;
inline constexpr Shadow slow = slow_load | slow_store;
/// What a slot keeps when it is given a new value: everything but what is said of the old one.
inline constexpr Shadow kept_by_write = id_mask | in_mask | writable | ro | lent | lent_exclusively;
/// What is said of the old one.
inline constexpr Shadow replaced = kind_mask | moved | holds_node | slow;
/// What is said of the value itself, and goes with it.
inline constexpr Shadow of_value = kind_mask | init_mask | moved;

constexpr Shadow kind_bits(ValueKind kind) { return static_cast<Shadow>(kind) << kind_shift; }
constexpr Shadow id_bits(ObjectId id) { return static_cast<Shadow>(raw(id)) << 32; }
constexpr ValueKind kind(Shadow s) { return static_cast<ValueKind>((s & kind_mask) >> kind_shift); }
constexpr ObjectId object(Shadow s) { return ObjectId{static_cast<std::uint32_t>(s >> 32)}; }
constexpr std::uint8_t init(Shadow s) { return static_cast<std::uint8_t>(s >> init_shift); }
constexpr std::uint8_t in(Shadow s) { return static_cast<std::uint8_t>(s >> in_shift); }
/// A mask of `width` (1 to 8) bytes from byte `address & 7`; they do not cross the word's end.
constexpr Shadow bytes(unsigned width, Address address) {
    if (width == 8) return 0xff;
    return ((1ull << width) - 1) << (raw(address) & 7);
}
/// A value of another kind is stored in a word. Frames and the allocator keep what they know of
/// theirs.
constexpr void take_kind(Shadow& s, ValueKind now) {
    const ValueKind was = kind(s);
    if (was == now || was == ValueKind::Record || was == ValueKind::Header ||
        was == ValueKind::FreeBlock) {
        return;
    }
    s = (s & (kept_by_write | holds_node)) | kind_bits(now);
}
/// A slot that holds a whole value of a kind.
constexpr Shadow whole(ValueKind kind) { return kind_bits(kind) | init_mask; }

}  // namespace shadow
}  // namespace freehold
