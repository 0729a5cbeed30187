// SPDX-License-Identifier: MIT
#include "vm/observe/fields_json.hpp"

namespace freehold {

namespace {

std::string quoted(const char* key) { return "`" + std::string{key} + "`"; }

}  // namespace

const JsonFields::Json* JsonFields::find(const char* key) {
    const auto found = m_json.find(key);
    if (found != m_json.end()) return &*found;
    object_to("it has no " + quoted(key));
    return nullptr;
}

std::uint64_t JsonFields::number(const char* key, std::uint64_t most) {
    const Json* json = find(key);
    if (json == nullptr) return 0;
    if (json->is_number_unsigned() && json->get<std::uint64_t>() <= most) {
        return json->get<std::uint64_t>();
    }
    object_to(quoted(key) + " is no number of 0 to " + std::to_string(most));
    return 0;
}

std::uint64_t JsonFields::number_or_0(const char* key, std::uint64_t most) {
    return has(key) ? number(key, most) : 0;
}

std::string JsonFields::text(const char* key) {
    const Json* json = find(key);
    if (json == nullptr) return "";
    if (json->is_string()) return json->get<std::string>();
    object_to(quoted(key) + " is no text");
    return "";
}

bool JsonFields::flag(const char* key) {
    if (!has(key)) return false;
    if (m_json[key].is_boolean()) return m_json[key].get<bool>();
    object_to(quoted(key) + " is neither true nor false");
    return false;
}

const JsonFields::Json& JsonFields::part(const char* key, nlohmann::json::value_t type) {
    static const Json nothing;
    const Json* json = find(key);
    if (json == nullptr) return nothing;
    if (json->type() == type) return *json;
    object_to(quoted(key) + " is no " +
              (type == nlohmann::json::value_t::array ? "array" : "object"));
    return nothing;
}

}  // namespace freehold
