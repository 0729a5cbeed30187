// SPDX-License-Identifier: MIT
// Which slots of a proven program need no shadow.
#pragma once

#include <cstdint>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// A slot is plain when all that instructions do with it is to read and write it whole, and what it
/// holds owns nothing. Then nobody asks what it holds: the proof says it. Its shadow stays zero in
/// a fast run, unless somebody looks (ShownSlots). Every other slot has its shadow as always:
/// owners and values of several words, what is borrowed, what becomes part of a new block, and
/// arguments of functions that are called through a value.
class PlainSlots {
public:
    explicit PlainSlots(const Program& program);

    bool is_plain(FunctionId function, Slot slot) const {
        return kind(function, slot) != ValueKind::None;
    }
    /// What a plain slot holds whenever it is read; None of one that is not plain; Record of one
    /// that no instruction names.
    ValueKind kind(FunctionId function, Slot slot) const {
        return m_kinds[m_first[raw(function)] + slot];
    }
    /// Slots [first, first + count).
    struct Range {
        Slot first = 0;
        Slot count = 0;
    };
    /// The fewest that have all slots of a function in them that are not plain.
    Range with_shadow(FunctionId function) const;

private:
    void start_with_declared(const Program& program, FunctionId function);
    void take_out_used_otherwise(const Program& program, FunctionId function);
    void add_outgoing(const Program& program, FunctionId function);
    void take_out_outgoing(const Program& program, FunctionId function);
    void add_unnamed(const Program& program, FunctionId function);
    void take_out(FunctionId function, std::uint32_t first, std::uint32_t count);
    ValueKind& of(FunctionId function, std::uint32_t slot) {
        return m_kinds[m_first[raw(function)] + slot];
    }

    std::vector<std::size_t> m_first;    ///< by function: of its slots in m_kinds
    std::vector<std::uint32_t> m_slots;  ///< by function: how many it has
    std::vector<ValueKind> m_kinds;
};

}  // namespace freehold
