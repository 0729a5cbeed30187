// SPDX-License-Identifier: MIT
// A run made by hand: names for places that no machine holds, and events that never happened.
#pragma once

#include <string>
#include <vector>

#include "vm/observe/names.hpp"

namespace freehold::test {

/// Slot n of any frame is called main.s<n>; instruction n stands at line n of x.fh.
class HandMadeNames : public Names {
public:
    explicit HandMadeNames(std::string file = "x.fh") : m_file(std::move(file)) {}

    std::string place(Address address) const override {
        return "heap+" + std::to_string(raw(address));
    }
    std::string where(const Where& where) const override {
        if (where.in == Where::In::Nowhere) return "";
        if (where.in == Where::In::Frame) return "main.s" + std::to_string(where.slot);
        return "block #" + std::to_string(raw(where.object)) + " +8";
    }
    std::vector<std::string> locals(const Where& first, const Where& last) const override {
        std::vector<std::string> names;
        for (Where at = first; at.slot <= last.slot; ++at.slot) names.push_back(where(at));
        return names;
    }
    std::string function(FunctionId) const override { return "shout"; }
    std::string instruction(std::uint32_t) const override { return by; }
    std::string memory(std::uint32_t) const override { return field; }
    std::string source(std::uint32_t index) const override {
        return m_file.empty() ? "" : m_file + ":" + std::to_string(index);
    }
    SourceLine source_line(std::uint32_t index) const override { return {m_file, index}; }
    std::string by = "drop";  ///< the word of every instruction
    std::string field = "";   ///< the memory that every instruction names

    std::uint32_t source_columns() const override {
        return m_file.empty() ? 0 : static_cast<std::uint32_t>(m_file.size()) + 3;
    }

private:
    std::string m_file;
};

inline Where slot(Slot number) {
    Where where;
    where.in = Where::In::Frame;
    where.slot = number;
    return where;
}

inline Where cell(std::uint32_t block) {
    Where where;
    where.in = Where::In::Memory;
    where.object = ObjectId{block};
    return where;
}

/// An event of that kind about block #1 at step and line `step`.
inline Event event(EventKind kind, Step step = 1) {
    Event event;
    event.kind = kind;
    event.step = step;
    event.index = static_cast<std::uint32_t>(step);
    event.object = ObjectId{1};
    return event;
}

inline Event alloc(std::uint32_t block, std::uint32_t size, Slot to, Step step = 1) {
    Event made = event(EventKind::Alloc, step);
    made.object = ObjectId{block};
    made.size = size;
    made.address = Address{16};
    made.to = slot(to);
    made.value = ValueKind::Own;
    return made;
}

inline Event move(Slot from, Slot to, Step step = 2) {
    Event moved = event(EventKind::Move, step);
    moved.from = slot(from);
    moved.to = slot(to);
    moved.value = ValueKind::Own;
    return moved;
}

inline Event free(Reason reason, Slot from, Step step = 5) {
    Event freed = event(EventKind::Free, step);
    freed.reason = reason;
    freed.size = 5;
    freed.address = Address{16};
    freed.from = slot(from);
    return freed;
}

}  // namespace freehold::test
