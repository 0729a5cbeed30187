// SPDX-License-Identifier: MIT
// Zip archives.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freehold::grade {

struct ZipEntry {
    std::string name;           ///< a relative path with '/', no ".." in it; UTF-8
    std::string bytes;          ///< the file
    std::uint32_t mode = 0644;  ///< its permissions
};

/// The archive's bytes, files in the order given. The same files give the same bytes: all are dated
/// 1 January 1980, the first day that zip knows. Throws std::runtime_error for a name that is not
/// as said above, is longer than 65,535 bytes or is there twice.
std::string zip_of(const std::vector<ZipEntry>& entries);

}  // namespace freehold::grade
