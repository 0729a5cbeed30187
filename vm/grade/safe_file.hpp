// SPDX-License-Identifier: MIT
// Files of people who may not be trusted.
#pragma once

#include <cstddef>
#include <string>

namespace freehold::grade {

inline constexpr std::size_t most_source_bytes = 1u << 20;

/// A path below a folder in its shortest form; empty where it leads out of the folder, is absolute,
/// or holds a zero byte.
std::string path_inside(const std::string& path);

/// Reads a regular file of at most `most` bytes that lies at `path` below `folder`. No symbolic
/// link is followed, neither of the file nor of a folder on the way; `folder` itself may be one
/// where `folder_may_be_link`. Throws FileError, whose text names `path` alone.
std::string read_inside(const std::string& folder, const std::string& path,
                        std::size_t most = most_source_bytes, bool folder_may_be_link = true);

}  // namespace freehold::grade
