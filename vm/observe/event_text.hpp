// SPDX-License-Identifier: MIT
// One event in words: the parts of its line in the live report.
#pragma once

#include <string>

#include "freehold/event.hpp"
#include "vm/observe/names.hpp"

namespace freehold {

struct EventText {
    std::string block;    ///< "#1", "null", or empty
    std::string size;     ///< "5 bytes", or empty
    std::string address;  ///< "heap+0x10" where something begins to live; later its number tells
    std::string story;    ///< "main.s1 ==> main.s2"
    std::string why;      ///< "first fit: 3rd of 5 free chunks, …", where that is to be told
};

/// The words of an event. `==>` is a move, `-->` a copy or borrow.
EventText event_text(const Event& event, const Names& names);

/// "@12", or "@12.3" for a part of a step.
std::string step_text(Step step, std::uint32_t part);

/// "#3" for a heap block, "null" for no object, empty for statics, functions and locals (whose ids
/// mean nothing to a reader: they are told by name).
std::string block_text(ObjectId object);

/// Whether the id is a heap block's. The two kinds of id never meet (F509 comes first), so half of
/// the range is a safe border for what a report can hold.
constexpr bool is_block(ObjectId object) {
    return object != ObjectId::None && raw(object) < 0x80000000u;
}

/// A written word as a person reads it: "-5", "0x1f", "heap+0x10", "null", "#3", "code main".
std::string value_text(const Event& event, const Names& names);

}  // namespace freehold
