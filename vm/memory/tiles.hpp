// SPDX-License-Identifier: MIT
// The tiles in which changes of memory are kept in mind.
#pragma once

#include <cstdint>

#include "freehold/ids.hpp"

namespace freehold {

/// 1,024 bytes of the address space, with their shadow: the n-th. Small, because a step changes
/// little; not smaller, because most frames should lie in one or two.
enum class Tile : std::uint32_t {};
inline constexpr std::uint32_t tile_bytes = 1024;

constexpr Tile tile_of(Address address) { return Tile{raw(address) / tile_bytes}; }
constexpr Address begin_of(Tile tile) { return Address{raw(tile) * tile_bytes}; }

}  // namespace freehold
