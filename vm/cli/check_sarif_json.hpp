// SPDX-License-Identifier: MIT
// What `check` found, in the format that code scanning and editors read (SARIF 2.1.0).
#pragma once

#include <string>
#include <vector>

#include "vm/cli/check_file.hpp"

namespace freehold::cli {

/// The document, ending in a newline. Each code that was found is a rule with its page as help;
/// labels beside the primary one become related locations, edits become fixes. `status` is what
/// the command ends with.
std::string check_sarif_text(const std::vector<CheckedFile>& files, int status);

}  // namespace freehold::cli
