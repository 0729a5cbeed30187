// SPDX-License-Identifier: MIT
#include "vm/cli/check_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/base/diagnostic_json.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;

Json file_json(const Loaded& loaded) {
    Json list = Json::array();
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        list.push_back(to_json(diagnostic, loaded.sources));
    }
    Json json;
    json["file"] = loaded.name;
    json["ok"] = loaded.program.has_value() || loaded.library;
    json["diagnostics"] = std::move(list);
    json["uncounted"] = loaded.uncounted;
    return json;
}

}  // namespace

std::string check_json_text(const std::vector<Loaded>& files) {
    Json list = Json::array();
    for (const Loaded& loaded : files) list.push_back(file_json(loaded));
    Json document;
    document["schema"] = "freehold/check";
    document["version"] = 1;
    document["files"] = std::move(list);
    return json_text(document);
}

}  // namespace freehold::cli
