// SPDX-License-Identifier: MIT
// The bytes of an image file:
//
//   0   4 bytes  "\x7f" "FHX"
//   4   u32      version
//   8   u64      bytes of the whole file
//   16  u64      checksum of everything else (FNV-1a, 64 bits), against accidental damage
//   24  the sections of describe(Program), in order: a u32 tag, u64 bytes, the content
//
// Numbers are little-endian and lie where they fall; a string or list is its u32 count and its
// items.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace freehold::image {

inline constexpr std::array<std::byte, 4> magic{std::byte{0x7f}, std::byte{'F'}, std::byte{'H'},
                                                std::byte{'X'}};
inline constexpr std::uint32_t version = 1;
inline constexpr std::size_t size_at = 8;
inline constexpr std::size_t checksum_at = 16;
inline constexpr std::size_t header_bytes = 24;

/// The checksum of an image, whatever its checksum field holds. At least header_bytes.
std::uint64_t checksum(std::span<const std::byte> image);

/// Writes size and checksum into the header, so that changed content is taken for intact: for
/// writing, tests and fuzzing. At least header_bytes.
void seal(std::span<std::byte> image);

}  // namespace freehold::image
