// SPDX-License-Identifier: MIT
#include "vm/cli/document_json.hpp"

#include "vm/base/diagnostic_json.hpp"

namespace freehold::cli {

nlohmann::ordered_json document_about(const Loaded& loaded, std::string_view schema) {
    nlohmann::ordered_json json;
    json["schema"] = schema;
    json["version"] = 1;
    json["program"] = loaded.name;
    nlohmann::ordered_json diagnostics = nlohmann::ordered_json::array();
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        diagnostics.push_back(to_json(diagnostic, loaded.sources));
    }
    json["diagnostics"] = std::move(diagnostics);
    return json;
}

}  // namespace freehold::cli
