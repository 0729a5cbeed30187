// SPDX-License-Identifier: MIT
// The fields of an object that somebody else wrote: each is asked for what it has to be.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace freehold {

/// Remembers the first thing that is wrong; what is asked for then is zero, empty or false.
class JsonFields {
public:
    using Json = nlohmann::ordered_json;
    explicit JsonFields(const Json& json) : m_json(json) {}

    const std::string& problem() const { return m_problem; }
    bool has(const char* key) const { return m_json.contains(key); }

    /// A number of [0, most].
    std::uint64_t number(const char* key, std::uint64_t most);
    /// The same, 0 where it is left out.
    std::uint64_t number_or_0(const char* key, std::uint64_t most);
    std::string text(const char* key);
    bool flag(const char* key);  ///< false where it is left out
    /// An object or array; null where there is none.
    const Json& part(const char* key, nlohmann::json::value_t type);

    void object_to(std::string reason) {
        if (m_problem.empty()) m_problem = std::move(reason);
    }

private:
    const Json* find(const char* key);

    const Json& m_json;
    std::string m_problem;
};

}  // namespace freehold
