// SPDX-License-Identifier: MIT
// A comparison as JSON, `freehold/compare` (docs/schemas/compare.schema.json).
#pragma once

#include <string>

#include "vm/cli/arguments.hpp"
#include "vm/cli/load.hpp"
#include "vm/compare/comparison.hpp"

namespace freehold::cli {

/// Of a program that did not assemble; its diagnostics say why.
std::string compare_json_text(const Loaded& loaded);
/// The whole document, ending in a newline.
std::string compare_json_text(const Comparison& comparison, const Loaded& loaded);

}  // namespace freehold::cli
