// SPDX-License-Identifier: MIT
#include "vm/cli/check_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/base/diagnostic_json.hpp"
#include "vm/cli/check_facts_json.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;

Json file_json(const CheckedFile& file, CheckFacts facts) {
    Json list = Json::array();
    for (const Diagnostic& diagnostic : file.loaded.diagnostics) {
        list.push_back(to_json(diagnostic, file.loaded.sources));
    }
    Json json;
    json["file"] = file.loaded.name;
    json["ok"] = file.proven;
    json["library"] = file.loaded.library;
    json["diagnostics"] = std::move(list);
    json["uncounted"] = file.loaded.uncounted;
    if (!file.loaded.program) return json;
    const Program& program = *file.loaded.program;
    if (!file.loaded.library) json["bill"] = bill_json(program);
    if (facts.states) json["states"] = states_json(program, file.added());
    if (facts.drops) json["drops"] = drops_json(program, file.added());
    return json;
}

}  // namespace

std::string check_json_text(const std::vector<CheckedFile>& files, CheckFacts facts) {
    Json list = Json::array();
    for (const CheckedFile& file : files) list.push_back(file_json(file, facts));
    Json document;
    document["schema"] = "freehold/check";
    document["version"] = 1;
    document["files"] = std::move(list);
    return json_text(document);
}

}  // namespace freehold::cli
