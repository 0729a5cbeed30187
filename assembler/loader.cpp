// SPDX-License-Identifier: MIT
#include "assembler/loader.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace freehold::assembler {
namespace {

// Two ways to write one path are one file. Links of the file system are not followed.
std::string normal(const std::string& path) {
    return std::filesystem::path(path).lexically_normal().generic_string();
}

std::string beside(const std::string& file, const std::string& path) {
    return (std::filesystem::path(file).parent_path() / path).generic_string();
}

}  // namespace

void Loader::load(Source main) {
    std::string path = normal(main.name());
    m_known.insert(path);
    parse(std::move(main), std::move(path), {});
}

void Loader::parse(Source source, std::string path, Span include) {
    const FileId file = m_files.add(std::move(source));
    m_open.push_back({std::move(path), include});
    Parser parser(m_files, file, m_names, m_tree, m_reporter,
                  [this, file](const IncludeRequest& request) { this->include(file, request); });
    parser.parse_file();
    m_open.pop_back();
}

std::optional<Source> Loader::read(const std::string& path, std::string& problem) const {
    try {
        return m_options.read ? m_options.read(path) : Source::read(path);
    } catch (const FileError& error) {
        problem = error.what();
        return std::nullopt;
    }
}

// Whether the file is there already. A file that is still open would include itself.
bool Loader::is_known(const std::string& path, const IncludeRequest& request) {
    if (m_known.count(path) == 0) return false;
    for (std::size_t i = 0; i < m_open.size(); ++i) {
        if (m_open[i].path == path) report_cycle(request, i);
    }
    return true;
}

void Loader::report_cycle(const IncludeRequest& request, std::size_t first) {
    Mistake mistake(Code::IncludeCycle,
                    fmt::format("{} includes itself", in_backticks(m_open[first].path)),
                    request.span, "includes it again");
    for (std::size_t i = first + 1; i < m_open.size(); ++i) {
        mistake.also(m_open[i].include, fmt::format("includes {}", in_backticks(m_open[i].path)));
    }
    m_reporter.add(mistake);
}

void Loader::include(FileId from, const IncludeRequest& request) {
    std::vector<std::string> candidates;
    if (request.in_library) {
        for (const std::string& folder : m_options.library) {
            candidates.push_back((std::filesystem::path(folder) / request.path).generic_string());
        }
    } else {
        candidates.push_back(beside(m_files[from].name(), request.path));
    }
    if (m_open.size() >= max_depth || m_files.size() >= Files::max_files) {
        m_reporter.add(Mistake(Code::NestedTooDeep,
                               fmt::format("includes nested more than {} deep", max_depth),
                               request.span, "the assembler follows no further"));
        return;
    }
    std::string problem = "there is no library folder to look in";
    for (const std::string& path : candidates) {
        std::string short_path = normal(path);
        if (is_known(short_path, request)) return;
        std::optional<Source> source = read(path, problem);
        if (!source) continue;
        m_known.insert(short_path);
        return parse(std::move(*source), std::move(short_path), request.span);
    }
    Mistake mistake(Code::UnreadableFile,
                    fmt::format("cannot include {}", in_backticks(request.path)), request.span,
                    problem);
    if (!request.in_library) mistake.note("the path is relative to the file that includes it");
    m_reporter.add(mistake);
}

}  // namespace freehold::assembler
