// SPDX-License-Identifier: MIT
#include "assembler/loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "assembler/library.hpp"
#include "vm/base/text.hpp"

namespace freehold::assembler {
namespace {

// Two ways to write one path are one file. Links of the file system are not followed.
std::string normal(const std::string& path) {
    return std::filesystem::path(path).lexically_normal().generic_string();
}

std::string beside(const std::string& file, const std::string& path) {
    return (std::filesystem::path(file).parent_path() / path).generic_string();
}

std::string stem(std::string_view path) {
    return std::filesystem::path(path).stem().generic_string();
}

// The file of the library that was meant: in quotes, or with a slip of the pen.
std::optional<std::string> library_file_meant(const IncludeRequest& request) {
    std::vector<std::string> stems;
    for (const std::string_view file : Library::files()) stems.push_back(stem(file));
    const auto meant = nearest(stem(request.path), {stems.begin(), stems.end()});
    if (!meant || (!request.in_library && *meant != stem(request.path))) return std::nullopt;
    return *meant + ".fh";
}

}  // namespace

void Loader::load(Source main) {
    std::string path = normal(main.name());
    m_known.insert(path);
    parse(std::move(main), std::move(path), {});
    set_included_main_aside();
}

// The program's `main` is that of the first file, if it has one: so that a file with a `main` of
// its own can be included by what tries its functions. Functions keep their order, and the index
// that Tree::order has for them.
void Loader::set_included_main_aside() {
    const auto is_main = [](const FunctionItem& function) {
        return function.name == static_cast<NameId>(Word::Main);
    };
    const auto is_included = [](const FunctionItem& function) {
        return raw(function.span.file) != 0;
    };
    const bool has_main = std::any_of(
        m_tree.functions.begin(), m_tree.functions.end(),
        [&](const FunctionItem& function) { return is_main(function) && !is_included(function); });
    if (!has_main) return;
    std::vector<FunctionItem> kept;
    std::vector<ItemRef> order;
    for (ItemRef item : m_tree.order) {
        if (item.kind == ItemKind::Function) {
            FunctionItem& function = m_tree.functions[item.index];
            if (is_main(function) && is_included(function)) continue;
            item.index = static_cast<std::uint32_t>(kept.size());
            kept.push_back(std::move(function));
        }
        order.push_back(item);
    }
    m_tree.functions = std::move(kept);
    m_tree.order = std::move(order);
}

void Loader::parse(Source source, std::string path, Span include) {
    const FileId file = m_files.add(std::move(source));
    m_open.push_back({std::move(path), include});
    Parser parser(m_files, file, m_names, m_tree, m_reporter,
                  [this, file](const IncludeRequest& request) { this->include(file, request); });
    parser.parse_file();
    m_open.pop_back();
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

std::vector<std::string> Loader::candidates(FileId from, const IncludeRequest& request) const {
    if (!request.in_library) return {beside(m_files[from].name(), request.path)};
    std::vector<std::string> paths;
    for (const std::string& folder : m_options.library) {
        paths.push_back((std::filesystem::path(folder) / request.path).generic_string());
    }
    return paths;
}

// False where there is no such file.
bool Loader::include_from(FileId from, const IncludeRequest& request, std::string& problem) {
    problem = "there is no library folder to look in";
    for (const std::string& path : candidates(from, request)) {
        std::string short_path = normal(path);
        if (is_known(short_path, request)) return true;
        std::optional<Source> source = read_file(m_options, path, m_files[from].name(), problem);
        if (!source) continue;
        m_known.insert(short_path);
        parse(std::move(*source), std::move(short_path), request.span);
        return true;
    }
    return false;
}

void Loader::include(FileId from, const IncludeRequest& request) {
    if (m_open.size() >= max_depth || m_files.size() >= Files::max_files) {
        m_reporter.add(Mistake(Code::NestedTooDeep,
                               fmt::format("includes nested more than {} deep", max_depth),
                               request.span, "the assembler follows no further"));
        return;
    }
    std::string problem;
    if (include_from(from, request, problem)) return;
    Mistake mistake(Code::UnreadableFile,
                    fmt::format("cannot include {}", in_backticks(request.path)), request.span,
                    problem);
    if (!request.in_library) mistake.note("the path is relative to the file that includes it");
    // What was meant is included, so that its names are not reported one by one.
    const auto meant = library_file_meant(request);
    std::string ignored;
    if (meant && include_from(from, {request.span, *meant, true}, ignored)) {
        mistake.help(fmt::format("did you mean `include <{}>`?", *meant), request.span,
                     fmt::format("<{}>", *meant));
    } else {
        m_tree.incomplete = true;
    }
    m_reporter.add(mistake);
}

}  // namespace freehold::assembler
