// SPDX-License-Identifier: MIT
#include "vm/grade/whole_program.hpp"

#include <algorithm>
#include <filesystem>

#include "vm/grade/safe_file.hpp"

namespace freehold::grade {

namespace fs = std::filesystem;

Source ProgramFiles::first_file(const Test& test) const {
    const std::string prefix{assignment_prefix};
    if (!test.program.empty()) {
        return Source{prefix + test.program, m_assignment.files.at(test.program)};
    }
    if (!test.code.empty()) return Source{prefix + "harness.fh", test.code};
    return m_submission.main();
}

bool ProgramFiles::is_in_library(const std::string& path) const {
    const std::string normal = fs::path(path).lexically_normal().generic_string();
    return std::any_of(m_library.begin(), m_library.end(), [&](const std::string& folder) {
        const std::string inside = fs::path(folder).lexically_normal().generic_string() + "/";
        return normal.starts_with(inside);
    });
}

// The submission is found by its name wherever the harness lies, so that the same harness works
// for students, beside whose file it may lie.
Source ProgramFiles::read_for_harness(const std::string& path) const {
    if (fs::path(path).filename() == m_assignment.rubric.submission) return m_submission.main();
    const std::string prefix{assignment_prefix};
    const std::string inside = path_inside(path);
    if (!inside.starts_with(prefix)) {
        throw FileError("a harness includes the submission and files of the assignment's folder");
    }
    return Source{inside, read_inside(m_assignment.folder, inside.substr(prefix.size()))};
}

Source ProgramFiles::read(const std::string& path, const std::string& from) const {
    if (is_in_library(path)) return Source::read(path);
    if (from.starts_with(assignment_prefix)) return read_for_harness(path);
    return m_submission.included(path);
}

Assembly ProgramFiles::assemble(const Test& test) const {
    AssembleOptions options;
    options.defines = test.defines;
    options.library = m_library;
    options.read = [this](const std::string& path, const std::string& from) {
        return read(path, from);
    };
    if (test.has_harness()) m_submission.main();  // a harness would say it less clearly
    return freehold::assemble(first_file(test), options);
}

}  // namespace freehold::grade
