// SPDX-License-Identifier: MIT
#include "vm/ownership/frame_map.hpp"

#include <algorithm>

#include "vm/isa/shape.hpp"

namespace freehold::ownership {

FrameMap::FrameMap(const Program& program, const Function& function)
    : m_program(program), m_function(function), m_value_of_slot(function.slots, none) {
    m_outgoing = function.result_words;
    if (!function.locals.empty()) {
        const Local& last = function.locals.back();
        m_outgoing = std::max<std::uint32_t>(m_outgoing, last.slot + std::uint32_t{last.words});
    }
    m_values.reserve(function.locals.size() + 1);
    for (std::size_t i = function.locals.size(); i-- > 0;) {
        const Local& local = function.locals[i];
        add_value(local.type, local.slot, local.words, &local);
    }
    if (function.result != TypeId::None) {
        add_value(function.result, 0, function.result_words, nullptr);
    }
}

void FrameMap::add_value(TypeId type, Slot first, std::uint32_t words, const Local* local) {
    const auto number = static_cast<std::uint32_t>(m_values.size());
    FrameValue value;
    value.type = type;
    value.bytes = bytes(static_cast<Slot>(first + words - 1), 0, 8 * words);
    value.local = local;
    value.leaves.first = static_cast<std::uint32_t>(m_leaves.size());
    add_leaves(type, value.bytes.begin, local);
    value.leaves.last = static_cast<std::uint32_t>(m_leaves.size());
    for (std::uint32_t i = value.leaves.first; i < value.leaves.last; ++i) {
        m_leaves[i].value = number;
    }
    std::fill_n(m_value_of_slot.begin() + first, words, number);
    m_values.push_back(value);
}

// Recursion is as deep as types nest by value (bounded by validation), and no deeper than fields:
// an array is one leaf.
void FrameMap::add_leaves(TypeId id, std::uint32_t begin, const Local* local) {
    const Type& type = m_program.type(id);
    if (type.size == 0) return;
    if (type.kind == TypeKind::Struct) {
        for (const Field& field : m_program.structs[type.structure].fields) {
            add_leaves(field.type, begin + field.offset, local);
        }
        return;
    }
    Leaf leaf;
    leaf.bytes = {begin, begin + type.size};
    leaf.type = id;
    leaf.is_array = type.kind == TypeKind::Array;
    leaf.owns = type.owns;
    leaf.moves = type.owns || type.kind == TypeKind::Mut;
    leaf.nullable = type.nullable;
    leaf.ro = local != nullptr && local->ro;
    if (type.kind == TypeKind::Ref || type.kind == TypeKind::Mut) {
        leaf.borrow = static_cast<std::uint32_t>(m_borrows.size());
        m_borrows.push_back(static_cast<std::uint32_t>(m_leaves.size()));
    }
    m_leaves.push_back(leaf);
}

Bytes FrameMap::bytes(Slot slot, std::uint32_t offset, std::uint32_t size) const {
    const std::uint32_t begin = 8 * (m_function.slots - 1 - slot) + offset;
    return {begin, begin + size};
}

Slot FrameMap::slot_of(Bytes bytes) const {
    return static_cast<Slot>(m_function.slots - 1 - bytes.begin / 8);
}

const FrameValue* FrameMap::value_at(Slot slot) const {
    const std::uint32_t value = m_value_of_slot[slot];
    return value == none ? nullptr : &m_values[value];
}

Leaves FrameMap::leaves_in(Bytes bytes) const {
    if (bytes.empty()) return {};
    const auto first =
        std::partition_point(m_leaves.begin(), m_leaves.end(),
                             [bytes](const Leaf& leaf) { return leaf.bytes.end <= bytes.begin; });
    const auto last = std::partition_point(
        first, m_leaves.end(), [bytes](const Leaf& leaf) { return leaf.bytes.begin < bytes.end; });
    return {static_cast<std::uint32_t>(first - m_leaves.begin()),
            static_cast<std::uint32_t>(last - m_leaves.begin())};
}

const FrameValue* FrameMap::result() const {
    return m_function.result == TypeId::None ? nullptr : &m_values.back();
}

const FrameValue& FrameMap::value_of(std::size_t local) const {
    return m_values[m_function.locals.size() - 1 - local];
}

}  // namespace freehold::ownership
