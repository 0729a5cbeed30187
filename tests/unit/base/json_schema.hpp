// SPDX-License-Identifier: MIT
// As much of JSON Schema as docs/schemas uses, so that a test can hold what we write against it.
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

namespace freehold {

class SchemaCheck {
public:
    using Json = nlohmann::ordered_json;

    explicit SchemaCheck(const Json& root) : m_root(root) {}

    /// Adds to objections() what the schema says against the value. Throws for a keyword that is
    /// not known here, so that no part of a schema is silently ignored.
    void check(const Json& schema, const Json& value, const std::string& path) {
        for (const auto& [keyword, rule] : schema.items()) {
            if (!holds(keyword, rule, schema, value, path)) {
                m_objections.push_back(path + ": " + keyword + ' ' + rule.dump());
            }
        }
    }

    const std::vector<std::string>& objections() const { return m_objections; }

private:
    bool holds(const std::string& keyword, const Json& rule, const Json& schema, const Json& value,
               const std::string& path) {
        if (keyword == "type") return has_any_type(value, rule);
        if (keyword == "const") return value == rule;
        if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
        if (keyword == "minimum") return !value.is_number() || value >= rule;
        if (keyword == "maximum") return !value.is_number() || value <= rule;
        if (keyword == "pattern") return matches(value, rule);
        if (keyword == "required") return has_all(value, rule);
        if (keyword == "additionalProperties") return has_no_other(value, schema);
        if (keyword == "properties") return check_properties(rule, value, path);
        if (keyword == "oneOf") return holds_one(rule, value, path);
        if (keyword == "items") return check_items(rule, value, path);
        if (keyword == "$ref") {
            check(m_root.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, path);
            return true;
        }
        const bool remark = keyword == "title" || keyword == "description" ||
                            keyword == "$schema" || keyword == "$id" || keyword == "$defs";
        if (!remark) throw std::invalid_argument("unknown keyword " + keyword);
        return true;
    }

    static bool has_any_type(const Json& value, const Json& types) {
        if (!types.is_array()) return has_type(value, types);
        return std::any_of(types.begin(), types.end(),
                           [&](const Json& type) { return has_type(value, type); });
    }

    static bool has_type(const Json& value, const Json& type) {
        if (value.is_null()) return type == "null";
        if (type == "integer") return value.is_number_integer();
        if (type == "array") return value.is_array();
        if (type == "object") return value.is_object();
        return type == value.type_name();  // string, number, boolean
    }

    static bool matches(const Json& value, const Json& pattern) {
        return !value.is_string() ||
               std::regex_search(value.get<std::string>(), std::regex(pattern.get<std::string>()));
    }

    static bool has_all(const Json& value, const Json& names) {
        return !value.is_object() || std::all_of(names.begin(), names.end(), [&](const Json& name) {
            return value.contains(name.get<std::string>());
        });
    }

    static bool has_no_other(const Json& value, const Json& schema) {
        if (!value.is_object() || schema.at("additionalProperties") != false) return true;
        for (const auto& [name, unused] : value.items()) {
            if (!schema.at("properties").contains(name)) return false;
        }
        return true;
    }

    bool check_properties(const Json& properties, const Json& value, const std::string& path) {
        for (const auto& [name, schema] : properties.items()) {
            if (value.is_object() && value.contains(name)) {
                check(schema, value.at(name), path + '/' + name);
            }
        }
        return true;
    }

    bool holds_one(const Json& schemas, const Json& value, const std::string& path) const {
        return std::count_if(schemas.begin(), schemas.end(), [&](const Json& schema) {
                   SchemaCheck one(m_root);
                   one.check(schema, value, path);
                   return one.objections().empty();
               }) == 1;
    }

    bool check_items(const Json& schema, const Json& value, const std::string& path) {
        for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
            check(schema, value[i], path + '/' + std::to_string(i));
        }
        return true;
    }

    const Json& m_root;
    std::vector<std::string> m_objections;
};

/// What the schema says against the document, one text each; empty when it is valid.
inline std::vector<std::string> schema_objections(const nlohmann::ordered_json& schema,
                                                  const nlohmann::ordered_json& document) {
    SchemaCheck check(schema);
    check.check(schema, document, "");
    return check.objections();
}

}  // namespace freehold
