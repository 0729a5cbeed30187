// SPDX-License-Identifier: MIT
// The rooms of docs/architecture.md and the sources that live in them, for the layer test.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace freehold::test {

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// folder -> rank, from the rows "| 1 | `vm/isa` | what it is |".
using Rooms = std::map<std::string, int>;

inline Rooms rooms_in(const std::string& document) {
    static const std::regex row(R"(^\|([^|]*)\|([^|]*)\|)");
    static const std::regex number(R"(\d+)");
    static const std::regex folder(R"(`([a-z_/]+)`)");
    Rooms rooms;
    for (const std::string& line : lines_of(document)) {
        std::smatch cells;
        std::smatch rank;
        if (!std::regex_search(line, cells, row)) continue;
        const std::string first = cells[1];
        if (!std::regex_search(first, rank, number)) continue;
        const std::string second = cells[2];
        for (std::sregex_iterator it(second.begin(), second.end(), folder), end; it != end; ++it) {
            rooms[(*it)[1]] = std::stoi(rank[0]);
        }
    }
    return rooms;
}

/// The room a path lies in; nothing for a path in no room.
inline std::optional<std::string> room_of(const Rooms& rooms, const std::string& path) {
    for (const auto& [folder, rank] : rooms) {
        if (path.rfind(folder + "/", 0) == 0) return folder;
    }
    return std::nullopt;
}

struct Include {
    std::string target;  ///< what stands between the quotes or brackets
    bool quoted = false;
    std::size_t line = 0;
};

inline std::vector<Include> includes_in(const std::string& text) {
    static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> found;
    const std::vector<std::string> lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch match;
        if (!std::regex_search(lines[i], match, include)) continue;
        found.push_back({match[2], match[1] == "\"", i + 1});
    }
    return found;
}

/// Whether a file of a room, or a public header, may include a file of ours. Both paths are from
/// the checkout's root, but for public headers, which are "freehold/….hpp".
inline bool may_include(const Rooms& rooms, const std::string& file, const std::string& target) {
    if (target.rfind("freehold/", 0) == 0) return true;
    const auto from = room_of(rooms, file);
    const auto to = room_of(rooms, target);
    if (!from || !to) return false;
    return *from == *to || rooms.at(*to) < rooms.at(*from);
}

struct SourceFile {
    std::string path;  ///< from the checkout's root, with '/'
    std::string text;
};

/// Every C++ source below one of the folders, in order of their paths.
inline std::vector<SourceFile> sources_below(const std::vector<std::string>& folders) {
    namespace fs = std::filesystem;
    const fs::path root = FREEHOLD_SOURCE_DIR;
    std::map<std::string, std::string> found;
    for (const std::string& folder : folders) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".cpp" && extension != ".hpp" && extension != ".def" &&
                extension != ".c") {
                continue;
            }
            found[fs::relative(entry.path(), root).generic_string()] = read_text(entry.path());
        }
    }
    std::vector<SourceFile> sources;
    for (auto& [path, text] : found) sources.push_back({path, std::move(text)});
    return sources;
}

}  // namespace freehold::test
