// SPDX-License-Identifier: MIT
#include "vm/grade/submission_names.hpp"

#include <filesystem>
#include <map>
#include <set>

namespace freehold::grade {

namespace {

/// The last `count` parts of a path.
std::string end_of(const std::filesystem::path& path, std::size_t count) {
    std::vector<std::string> parts;
    for (const auto& part : path) parts.push_back(part.string());
    std::string text;
    for (std::size_t i = parts.size() - std::min(count, parts.size()); i < parts.size(); ++i) {
        text += (text.empty() || text.back() == '/' ? "" : "/") + parts[i];
    }
    return text;
}

std::filesystem::path shown(const std::string& path) {
    std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
    if (!normal.has_filename() && normal.has_parent_path()) normal = normal.parent_path();
    if (normal.extension() == ".fh") normal.replace_extension();
    return normal;
}

}  // namespace

std::vector<std::string> names_of(const std::vector<std::string>& paths) {
    std::vector<std::string> names(paths.size());
    std::map<std::string, std::size_t> uses;
    for (std::size_t count = 1; count <= 8; ++count) {
        uses.clear();
        for (std::size_t i = 0; i < paths.size(); ++i) names[i] = end_of(shown(paths[i]), count);
        for (const std::string& name : names) ++uses[name];
        if (uses.size() == paths.size()) return names;
    }
    std::set<std::string> taken;
    for (std::string& name : names) {
        std::string free = name;
        for (int number = 2; !taken.insert(free).second; ++number) {
            free = name + " (" + std::to_string(number) + ")";
        }
        name = free;
    }
    return names;
}

}  // namespace freehold::grade
