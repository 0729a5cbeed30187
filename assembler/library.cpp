// SPDX-License-Identifier: MIT
#include "assembler/library.hpp"

#include <filesystem>

namespace freehold::assembler {
namespace {

// Whether a line begins with the declaration. Enough for files that are written like ours.
bool declares(std::string_view text, std::string_view word, std::string_view name) {
    const std::string beginning = "\n" + std::string(word) + " " + std::string(name);
    const auto at = text.find(beginning);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = text.substr(at + beginning.size());
    return !rest.empty() && (rest[0] == '(' || rest[0] == ' ' || rest[0] == ':');
}

}  // namespace

std::optional<Source> read_file(const AssembleOptions& options, const std::string& path,
                                const std::string& from, std::string& problem) {
    try {
        return options.read ? options.read(path, from) : Source::read(path);
    } catch (const FileError& error) {
        problem = error.what();
        return std::nullopt;
    }
}

const std::vector<std::string_view>& Library::files() {
    static const std::vector<std::string_view> list{"string.fh"};
    return list;
}

void Library::read_all() {
    m_read = true;
    m_texts.resize(files().size());
    for (std::size_t i = 0; i < files().size(); ++i) {
        for (const std::string& folder : m_options.library) {
            const auto path = std::filesystem::path(folder) / files()[i];
            std::string ignored;  // a name is unknown all the same
            const auto source = read_file(m_options, path.generic_string(), "", ignored);
            if (!source) continue;
            m_texts[i] = source->text();
            break;
        }
    }
}

std::optional<std::string_view> Library::file_declaring(std::string_view name) {
    if (!m_read) read_all();
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        for (const char* word : {"fn", "struct", "const", "data"}) {
            if (declares(m_texts[i], word, name)) return files()[i];
        }
    }
    return std::nullopt;
}

}  // namespace freehold::assembler
