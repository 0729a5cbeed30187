// SPDX-License-Identifier: MIT
// Diagnostics as JSON, for programs; docs/schemas/diagnostics.schema.json describes it. The fields
// are stable, the texts in them may improve.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "freehold/diagnostic.hpp"

namespace freehold {

/// One diagnostic, to be put into another document. A span has `line` and `column` only where its
/// file's text is at hand, `file` only where its name is. Texts may hold bytes that are no UTF-8:
/// write the document with json_text.
nlohmann::ordered_json to_json(const Diagnostic& diagnostic, const Sources& sources);

/// A whole document "freehold/diagnostics"; `uncounted` errors were found beyond those given.
nlohmann::ordered_json diagnostics_document(const std::vector<Diagnostic>& diagnostics,
                                            const Sources& sources, std::uint32_t uncounted);

/// A document as text, indented by two blanks, ending in a newline. What is no UTF-8 in it is
/// replaced by U+FFFD; never throws for a document's content.
std::string json_text(const nlohmann::ordered_json& document);

}  // namespace freehold
