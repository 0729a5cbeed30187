// SPDX-License-Identifier: MIT
// How places are called in reports and output.
#pragma once

#include <string>

#include "vm/execute/run.hpp"

namespace freehold {

/// "heap+0x10", "stack-0x28" (below its top), "null", "0x12 (no segment)".
std::string place_name(const Layout& layout, Address address);

/// "main.s1", "insert(3).tree" (of the third frame of insert), "block #4 +8", "static HELLO",
/// "main.new Node"; empty for Nowhere.
std::string where_name(const Program& program, const Objects& objects, const Heap& heap,
                       const Where& where);

/// The name of a slot of a function's frame: "s1", "pair.left", "a[3]", "result", "x (line 7)"; or
/// of the value of type `whole` that begins there: "pair", "a".
std::string slot_name(const Program& program, FunctionId function, Slot slot,
                      TypeId whole = TypeId::None);

/// The name of a local, with its line where another one of the function has the same: "x (line 7)".
std::string local_name(const Program& program, const Function& function, const Local& local);

/// ".next", "[3].left": the way from a value of the type to the scalar at an offset in it, or to a
/// value of the type `until` on that way.
std::string place_path(const Program& program, TypeId type, std::uint32_t offset,
                       TypeId until = TypeId::None);

}  // namespace freehold
