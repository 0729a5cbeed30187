// SPDX-License-Identifier: MIT
// The JSON document of diagnostics as text, for those who need no JSON library otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold {

/// json_text of the diagnostics_document (see diagnostic_json.hpp): valid UTF-8, ends in a newline.
std::string diagnostics_json_text(const std::vector<Diagnostic>& diagnostics,
                                  const Sources& sources, std::uint32_t uncounted);

}  // namespace freehold
