// SPDX-License-Identifier: MIT
// The sentences that say why a text names no place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/debug/scene.hpp"

namespace freehold::debug {

/// "no `foo` here: …; did you mean `fob`?" `frame`: nullptr for none.
std::string unknown_name(const Scene& scene, const FrameInfo* frame, std::string_view name);
/// "`x` is not in scope at line 12: it is in lines 5 to 9".
std::string out_of_scope(const Scene& scene, const FrameInfo& frame,
                         const std::vector<const Local*>& locals);
/// "`Node` has no field `nxt`; did you mean `next`?"
std::string unknown_field(const Program& program, const Type& type, std::string_view field);
/// "0x12 lies in no segment: the nearest is code, 0x1000 to 0x10ff".
std::string no_segment(const Scene& scene, std::uint64_t address);
/// "block #9 is no more: it was freed", "there is no block #9: the last is #5".
std::string no_block(const Scene& scene, std::uint64_t id);

/// "; did you mean `next`?", or nothing.
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace freehold::debug
