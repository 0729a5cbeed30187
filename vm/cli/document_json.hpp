// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "vm/cli/load.hpp"

namespace freehold::cli {

/// How a document about one program begins: its schema, its name, and what the assembler said.
nlohmann::ordered_json document_about(const Loaded& loaded, std::string_view schema);

}  // namespace freehold::cli
