// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/base/json_schema.hpp"

namespace freehold::test {

/// A schema of docs/schemas; what it takes from the one of diagnostics stands in it.
inline nlohmann::ordered_json schema_named(const std::string& name) {
    const auto read = [](const std::string& file) {
        return read_file(in_checkout("docs/schemas/" + file + ".schema.json"));
    };
    std::string text = read(name);
    const std::string far = "diagnostics#/$defs/";
    for (std::size_t at = 0; (at = text.find(far, at)) != std::string::npos;) {
        text.erase(at, far.find('#'));
    }
    nlohmann::ordered_json schema = nlohmann::ordered_json::parse(text);
    const nlohmann::ordered_json diagnostics = nlohmann::ordered_json::parse(read("diagnostics"));
    for (const auto& [part, definition] : diagnostics["$defs"].items()) {
        schema["$defs"][part] = definition;
    }
    return schema;
}

}  // namespace freehold::test
