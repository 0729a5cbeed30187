// SPDX-License-Identifier: MIT
// Which slots of a proven program need no shadow.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "freehold/program.hpp"

namespace freehold {

/// A slot is plain when all that instructions do with it is to read and write it whole, and what it
/// holds owns nothing. Then nobody asks what it holds: the proof says it. In a fast run it has no
/// shadow, unless somebody looks (ShownSlots). Every other slot has its shadow as always: owners
/// and values of several words, what is borrowed, and what becomes part of a new block.
class PlainSlots {
public:
    explicit PlainSlots(const Program& program);

    bool is_plain(FunctionId function, Slot slot) const {
        return kind(function, slot) != ValueKind::None;
    }
    /// What a plain slot holds whenever it is read; None of one that is not plain.
    ValueKind kind(FunctionId function, Slot slot) const;

    /// Slots [first, first + count).
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };
    /// The fewest that have all slots of a function in them that may have a shadow. An argument may
    /// arrive with one that is plain from then on: where the caller has others in its place.
    Range with_shadow(FunctionId function) const { return m_functions[raw(function)].with_shadow; }

private:
    using Plain = std::pair<Slot, ValueKind>;
    struct Frame {
        std::vector<Plain> plain;  ///< by slot; all others are not
        Range with_shadow;
    };
    class Outgoing;

    void start_with_declared(const Program& program, FunctionId function);
    void add_outgoing(const Program& program, FunctionId function);
    void add_arrivals(const Program& program, FunctionId function);

    std::vector<Frame> m_functions;  ///< by FunctionId
};

}  // namespace freehold
