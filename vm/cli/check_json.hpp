// SPDX-License-Identifier: MIT
// What `check` found, as a JSON document.
#pragma once

#include <string>
#include <vector>

#include "vm/cli/load.hpp"

namespace freehold::cli {

/// The document `freehold/check` (docs/schemas/check.schema.json), ending in a newline.
std::string check_json_text(const std::vector<Loaded>& files);

}  // namespace freehold::cli
