// SPDX-License-Identifier: MIT
// What `check` found, as a JSON document.
#pragma once

#include <string>
#include <vector>

#include "vm/cli/check_file.hpp"

namespace freehold::cli {

/// What is asked for beside the findings.
struct CheckFacts {
    bool states = false;
    bool drops = false;
};

/// The document `freehold/check` (docs/schemas/check.schema.json), ending in a newline.
std::string check_json_text(const std::vector<CheckedFile>& files, CheckFacts facts);

}  // namespace freehold::cli
