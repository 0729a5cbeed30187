// SPDX-License-Identifier: MIT
// Regions, sizes and kinds in words.
#pragma once

#include <optional>
#include <string>

#include "vm/execute/report.hpp"

namespace freehold::reports {

/// "a number", "an owner", "a shared borrow".
std::string kind_words(ValueKind kind);

/// What a type is called where it is asked for: "an owner of `Node`".
std::string type_words(const Program& program, TypeId type);

/// What lies at an address: "`main.y`", "the header of block #5", "the return address of `main`",
/// "free heap".
std::string what_lies_at(const Report& report, Address address);

/// "heap+0x20".
std::string place(const Report& report, Address address);

/// Where an object lies.
struct ObjectRange {
    Address begin{};
    std::uint32_t size = 0;
};
/// Of a living block, a static, a function, or an object whose life the story tells.
std::optional<ObjectRange> range_of(const Report& report, ObjectId object);

/// "block #4, 5 bytes, heap+0x20".
std::string region(const Report& report, ObjectId object);

/// "reads 8 bytes", "writes 1 byte".
std::string access(const Report& report);
bool writes(const Report& report);

/// Where bytes lie against an object they are not wholly inside: "3 bytes past the end", "8 bytes
/// before the start", "the last 3 of them past the end".
std::string distance(const ObjectRange& object, Address address, std::uint32_t size);

/// "1,048,576 bytes", and with a round number of K or M the option's way: "1M".
std::string option_size(std::uint64_t bytes);

}  // namespace freehold::reports
