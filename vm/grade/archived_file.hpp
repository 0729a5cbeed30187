// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace freehold::grade {

/// A file on its way to another place.
struct ArchivedFile {
    std::string path;  ///< from the folder that it belongs to, with '/'
    std::string bytes;
};

}  // namespace freehold::grade
