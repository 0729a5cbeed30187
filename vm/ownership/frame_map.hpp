// SPDX-License-Identifier: MIT
// The frame of a function as the verifier sees it: bytes, and leaves that are given a value, moved
// and borrowed on their own.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/program.hpp"

namespace freehold::ownership {

inline constexpr std::uint32_t none = 0xffffffff;

/// Bytes [begin, end), ascending as in memory. Of a frame they are counted from the low end of its
/// last slot.
struct Bytes {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr bool empty() const { return begin == end; }
    friend constexpr bool operator==(Bytes, Bytes) = default;
};
constexpr bool overlap(Bytes a, Bytes b) { return a.begin < b.end && b.begin < a.end; }
constexpr bool covers(Bytes outer, Bytes inner) {
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// A move path: a scalar of a local's type, or an array as a whole.
struct Leaf {
    Bytes bytes{};
    TypeId type = TypeId::None;
    std::uint32_t value = 0;      ///< which FrameValue it is part of
    std::uint32_t borrow = none;  ///< of a `ref` or `mut`: its number among them
    bool is_array = false;
    bool owns = false;      ///< holds an owner
    bool moves = false;     ///< a value of it is moved, not copied: an owner or `mut`
    bool nullable = false;  ///< a pointer that may be null by its type
    bool ro = false;
};

/// Leaves [first, last) of a FrameMap.
struct Leaves {
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    constexpr bool empty() const { return first == last; }
    constexpr std::uint32_t count() const { return last - first; }
};

/// The result, a parameter or a local.
struct FrameValue {
    TypeId type = TypeId::None;
    Bytes bytes{};  ///< with the padding up to its last slot
    Leaves leaves{};
    const Local* local = nullptr;  ///< nullptr: the result
};

class FrameMap {
public:
    /// Both must stay.
    FrameMap(const Program& program, const Function& function);

    const Function& function() const { return m_function; }
    const std::vector<Leaf>& leaves() const { return m_leaves; }
    const Leaf& leaf(std::uint32_t index) const { return m_leaves[index]; }
    const std::vector<FrameValue>& values() const { return m_values; }
    /// The leaf of each borrow number.
    const std::vector<std::uint32_t>& borrows() const { return m_borrows; }

    /// `size` bytes from `offset` on in what begins at a slot (its last, as instructions name it).
    Bytes bytes(Slot slot, std::uint32_t offset, std::uint32_t size) const;
    /// The first of the slots whose memory the bytes are, as instructions name them.
    Slot slot_of(Bytes bytes) const;
    /// The result or local that holds a slot; nullptr for the outgoing area and slots of nobody.
    const FrameValue* value_at(Slot slot) const;
    /// A slot in which arguments for calls and images for `new` are put together.
    bool is_outgoing(Slot slot) const { return slot >= m_outgoing; }
    /// The leaves that have bytes in common with these.
    Leaves leaves_in(Bytes bytes) const;
    /// The value of the result; nullptr without one.
    const FrameValue* result() const;
    /// The value of a parameter or local by its index in Function::locals.
    const FrameValue& value_of(std::size_t local) const;

private:
    void add_value(TypeId type, Slot first, std::uint32_t words, const Local* local);
    void add_leaves(TypeId type, std::uint32_t begin, const Local* local);

    const Program& m_program;
    const Function& m_function;
    std::uint32_t m_outgoing = 0;
    std::vector<FrameValue> m_values;  // ascending by bytes: locals from the last to the first
    std::vector<Leaf> m_leaves;        // ascending by bytes
    std::vector<std::uint32_t> m_borrows;
    std::vector<std::uint32_t> m_value_of_slot;
};

}  // namespace freehold::ownership
