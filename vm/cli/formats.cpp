// SPDX-License-Identifier: MIT
#include "vm/cli/formats.hpp"

#include <algorithm>

#include "vm/base/text.hpp"

namespace freehold::cli {

namespace {

/// The command that writes what only one does.
std::string_view writer_of(std::string_view format) {
    if (format == "sarif") return "check";
    if (format == "jsonl" || format == "chrome") return "trace";
    for (const char* of_grade : {"csv", "gradescope", "classroom", "junit", "tap"}) {
        if (format == of_grade) return "grade";
    }
    return "";
}

}  // namespace

std::optional<UsageError> wrong_format(const Arguments& arguments,
                                       const std::vector<std::string_view>& written) {
    const std::string format = arguments.choice("format");
    if (std::find(written.begin(), written.end(), format) != written.end()) return std::nullopt;
    const std::string command{arguments.command().name};
    std::vector<std::string> words;
    for (const std::string_view word : written) words.push_back("`" + std::string{word} + "`");
    UsageError error{"`" + command + "` does not write `--format=" + format + "`",
                     "it writes " + list_of(words, "or")};
    const std::string_view writer = writer_of(format);
    if (!writer.empty()) {
        error.help = "write `freehold " + std::string{writer} + " --format=" + format + "`";
    }
    return error;
}

}  // namespace freehold::cli
