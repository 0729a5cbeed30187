// SPDX-License-Identifier: MIT
#include "vm/grade/handout.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "vm/grade/safe_file.hpp"

namespace freehold::grade {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t most_file_bytes = 64u << 20;
}

std::set<std::string> handed_out(const Rubric& rubric) {
    std::set<std::string> paths(rubric.handout.begin(), rubric.handout.end());
    paths.insert(rubric.task);
    for (const Test& test : rubric.tests) {
        if (test.hidden) continue;
        for (const std::string& path : files_of(test)) paths.insert(path);
    }
    return paths;
}

std::vector<ArchivedFile> handout_of(const Assignment& assignment) {
    const Rubric& rubric = assignment.rubric;
    std::vector<ArchivedFile> files;
    for (const std::string& path : handed_out(rubric)) {
        files.push_back({path, read_inside(assignment.folder, path, most_file_bytes)});
    }
    files.push_back({rubric.submission, read_inside(assignment.folder, rubric.starter)});
    files.push_back(
        {std::string{rubric_file}, public_rubric(assignment.rubric_text, rubric.submission)});
    return files;
}

std::vector<ArchivedFile> all_files_of(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with('.')) {
            if (at->is_directory()) at.disable_recursion_pending();
        } else if (at->is_regular_file() && !at->is_symlink()) {
            paths.push_back(at->path().lexically_relative(folder).generic_string());
        }
    }
    if (error) throw FileError("cannot read `" + folder + "`: " + error.message());
    std::sort(paths.begin(), paths.end());
    std::vector<ArchivedFile> files;
    for (const std::string& path : paths) {
        files.push_back({path, read_inside(folder, path, most_file_bytes)});
    }
    return files;
}

std::vector<ArchivedFile> grader_files_of(const Assignment& assignment) {
    std::set<std::string> solutions{assignment.rubric.reference};
    for (const KnownAnswer& answer : assignment.rubric.answers) solutions.insert(answer.file);
    std::vector<ArchivedFile> files = all_files_of(assignment.folder);
    std::erase_if(files, [&](const ArchivedFile& file) { return solutions.contains(file.path); });
    return files;
}

}  // namespace freehold::grade
