// SPDX-License-Identifier: MIT
#include "vm/grade/submission.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "assembler/expanded.hpp"
#include "vm/base/text.hpp"
#include "vm/grade/safe_file.hpp"
#include "vm/grade/whole_program.hpp"

namespace freehold::grade {

namespace {

// Expanded text says by itself which file and line each instruction is from.
Source refuse_expanded(Source source) {
    if (assembler::is_expanded(source)) {
        throw FileError("`" + source.name() + "` is `.expanded`, as `freehold dis` writes it: " +
                        "hand in the source text");
    }
    return source;
}

}  // namespace

Submission::Submission(std::string path, std::string file)
    : m_path(std::move(path)), m_file(std::move(file)) {
    while (m_path.size() > 1 && m_path.back() == '/') m_path.pop_back();
}

bool Submission::is_folder() const {
    struct stat facts {};
    return lstat(m_path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

std::string Submission::file_of_folder() const {
    std::vector<std::string> others;
    std::error_code error;
    for (std::filesystem::directory_iterator at(m_path, error), end; !error && at != end;
         at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name == m_file) return m_file;
        if (name.ends_with(".fh")) others.push_back(name);
    }
    if (others.size() == 1) return others.front();
    std::sort(others.begin(), others.end());
    for (std::string& name : others) name = "`" + printable(name) + "`";
    throw FileError("there is no `" + m_file + "` in the folder" +
                    (others.empty() ? "" : ", but " + list_of(others, "and")));
}

Source Submission::main() const {
    if (is_folder()) {
        return refuse_expanded(
            {m_file, read_inside(m_path, file_of_folder(), most_source_bytes, false)});
    }
    const std::filesystem::path path{m_path};
    const std::string folder = path.parent_path().empty() ? "." : path.parent_path().string();
    return refuse_expanded({m_file, read_inside(folder, path.filename().string())});
}

Source Submission::included(const std::string& path) const {
    // Beside a file that was handed in alone lie those of others.
    if (!is_folder()) {
        throw FileError("a submission that is one file includes nothing but the library");
    }
    const std::string inside = path_inside(path);
    // What is called as a file of the assignment is taken for one.
    if (inside.empty() || inside.starts_with(assignment_prefix)) {
        throw FileError("a submission includes files of its own folder alone");
    }
    return Source{inside, read_inside(m_path, inside, most_source_bytes, false)};
}

}  // namespace freehold::grade
