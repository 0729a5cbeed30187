// SPDX-License-Identifier: MIT
#include "vm/cli/programs.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace freehold::cli {

namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

/// An installed binary has them in ../share, one of a build tree two folders up,
/// build/dev/freehold; so both may be moved.
std::optional<std::string> folder_of_binary() {
    std::error_code error;
    const fs::path binary = fs::read_symlink("/proc/self/exe", error);
    if (error) return std::nullopt;
    for (const char* way : {FREEHOLD_PROGRAMS_FROM_BINARY, "../programs", "../../programs"}) {
        const fs::path folder = (binary.parent_path() / way).lexically_normal();
        // `programs` alone is a common name.
        if (is_folder(folder / "lib")) return folder.string();
    }
    return std::nullopt;
}

void add_folders_of_variable(std::vector<std::string>& folders) {
    const char* variable = std::getenv("FREEHOLD_LIBRARY");
    if (variable == nullptr) return;
    std::string_view rest = variable;
    while (!rest.empty()) {
        const auto colon = rest.find(':');
        if (colon != 0) folders.emplace_back(rest.substr(0, colon));
        rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
    }
}

/// Comments stand at the top: a few kilobytes hold the first.
std::string beginning_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(4096, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

/// Without what surrounds the words of a comment.
std::string trimmed(const std::string& line) {
    const auto first = line.find_first_not_of("; \t\r");
    const auto last = line.find_last_not_of(" \t\r");
    return first == std::string::npos ? "" : line.substr(first, last - first + 1);
}

/// Up to the first full stop behind a letter; the one of "1. Stack" ends nothing.
std::string first_sentence(const std::string& text) {
    for (auto at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 1)) {
        const bool number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
        if (!number) return text.substr(0, at + 1);
    }
    return text;
}

/// A comment may begin with the name that stands before it already: "churn: the allocator."
std::string without_name(const std::string& about, const std::string& name) {
    const std::string prefix = name + ": ";
    return about.substr(0, prefix.size()) == prefix ? about.substr(prefix.size()) : about;
}

/// The order in which one reads; what is in no such folder comes last.
std::size_t folder_rank(const std::string& name) {
    constexpr std::string_view folders[] = {"seed", "lessons", "mistakes", "kernels", "lib"};
    const std::string folder = name.substr(0, name.find('/'));
    return static_cast<std::size_t>(std::find(std::begin(folders), std::end(folders), folder) -
                                    std::begin(folders));
}

Sample sample_at(const fs::path& path, const fs::path& folder) {
    fs::path name = path.lexically_relative(folder);
    name.replace_extension();
    return {name.generic_string(), path.string(),
            without_name(first_comment(beginning_of(path)), name.filename().string())};
}

}  // namespace

std::optional<std::string> programs_folder() {
    if (auto own = folder_of_binary()) return own;
    const std::string source = FREEHOLD_PROGRAMS_SOURCE;
    return is_folder(source) ? std::optional{source} : std::nullopt;
}

std::vector<std::string> library_folders() {
    std::vector<std::string> folders;
    add_folders_of_variable(folders);
    if (const auto programs = programs_folder()) folders.push_back(*programs + "/lib");
    return folders;
}

std::string first_comment(const std::string& text) {
    std::string comment;
    auto at = text.find(';');
    while (at < text.size() && text[at] == ';') {
        const auto end = std::min(text.find('\n', at), text.size());
        const std::string line = trimmed(text.substr(at, end - at));
        if (!comment.empty() && !line.empty()) comment += ' ';
        comment += line;
        if (line.empty() && !comment.empty()) break;
        at = end + 1;
    }
    return first_sentence(comment);
}

std::vector<Sample> all_samples() {
    std::vector<Sample> samples;
    const auto folder = programs_folder();
    if (!folder) return samples;
    std::error_code error;
    for (fs::recursive_directory_iterator at(*folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().filename() == "assignments") {
            at.disable_recursion_pending();
        } else if (at->path().extension() == ".fh") {
            samples.push_back(sample_at(at->path(), *folder));
        }
    }
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
        return std::pair{folder_rank(a.name), a.name} < std::pair{folder_rank(b.name), b.name};
    });
    return samples;
}

}  // namespace freehold::cli
