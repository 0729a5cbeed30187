// SPDX-License-Identifier: MIT
#include "vm/cli/overwriting.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "vm/base/text.hpp"

namespace freehold::cli {

namespace {

namespace fs = std::filesystem;

struct FileFacts {
    bool exists = false;
    struct stat facts {};
};

FileFacts facts_of_input(const std::string& path) {
    FileFacts file;
    file.exists =
        (path == "-" ? fstat(STDIN_FILENO, &file.facts) : stat(path.c_str(), &file.facts)) == 0;
    return file;
}

FileFacts facts_of_output(const std::string& path) {
    FileFacts file;
    file.exists = stat(path.c_str(), &file.facts) == 0;
    return file;
}

bool same_regular_file(const FileFacts& a, const FileFacts& b) {
    return a.exists && b.exists && S_ISREG(a.facts.st_mode) && a.facts.st_dev == b.facts.st_dev &&
           a.facts.st_ino == b.facts.st_ino;
}

/// Where a file will be that does not exist yet: a link may lead there already.
fs::path place_to_be(const std::string& path) {
    constexpr int most_links = 40;
    std::error_code error;
    fs::path place = path;
    for (int i = 0; i < most_links && fs::is_symlink(place, error); ++i) {
        place = place.parent_path() / fs::read_symlink(place, error);
    }
    return fs::weakly_canonical(fs::absolute(place, error), error);
}

bool same_output(const std::string& a, const std::string& b) {
    const FileFacts first = facts_of_output(a);
    const FileFacts second = facts_of_output(b);
    if (first.exists || second.exists) return same_regular_file(first, second);
    return place_to_be(a) == place_to_be(b);
}

}  // namespace

std::optional<UsageError> overwriting(const std::vector<OutputFile>& outputs,
                                      const std::vector<std::string>& inputs) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const OutputFile& output = outputs[i];
        for (const std::string& input : inputs) {
            if (!same_regular_file(facts_of_input(input), facts_of_output(output.path))) continue;
            return UsageError{"`" + printable(output.path) + "` is read, and `" + output.option +
                                  "` would overwrite it",
                              "write `" + output.option + "` with another name"};
        }
        for (std::size_t other = 0; other < i; ++other) {
            if (!same_output(outputs[other].path, output.path)) continue;
            return UsageError{"`" + outputs[other].option + "` and `" + output.option +
                                  "` would overwrite each other in `" + printable(output.path) +
                                  "`",
                              "name two files"};
        }
    }
    return std::nullopt;
}

std::optional<UsageError> overwriting_by_o(const std::string& target, const std::string& path,
                                           const Sources& sources) {
    if (target == "-") return std::nullopt;
    return overwriting({{"-o", target}}, files_of(path, sources));
}

std::vector<std::string> files_of(const std::string& path, const Sources& sources) {
    std::vector<std::string> files{path};
    for (const Source& source : sources) files.push_back(source.name());
    return files;
}

}  // namespace freehold::cli
