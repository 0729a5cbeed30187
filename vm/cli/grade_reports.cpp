// SPDX-License-Identifier: MIT
#include "vm/cli/grade_reports.hpp"

#include <filesystem>
#include <set>

#include "vm/cli/files.hpp"
#include "vm/grade/class_csv.hpp"
#include "vm/grade/class_table.hpp"
#include "vm/grade/classroom_json.hpp"
#include "vm/grade/gradescope_json.hpp"
#include "vm/grade/junit_xml.hpp"
#include "vm/grade/report_json.hpp"
#include "vm/grade/report_text.hpp"
#include "vm/grade/tap.hpp"

namespace freehold::cli {

namespace {

std::string text_of(const grade::ClassResult& result, const RenderStyle& style) {
    if (result.submissions.size() > 1) return class_table(result, style);
    return report_text(result.submissions.front(), result.assignment, style);
}

std::string ending_of(const std::string& format) {
    if (format == "text") return ".txt";
    if (format == "junit") return ".xml";
    if (format == "tap") return ".tap";
    return ".json";
}

/// A file's name: what a class's table says, without folders, and not too long for a file system.
std::string file_name(std::string name) {
    constexpr std::size_t longest = 200;
    for (char& c : name) {
        if (c == '/' || static_cast<unsigned char>(c) < 0x20) c = '_';
    }
    if (name.starts_with('.')) name.insert(0, "_");
    return name.substr(0, longest);
}

/// No report is written over another: what was two names may have become one.
std::string free_name(const std::string& name, std::set<std::string>& taken) {
    std::string free = name;
    for (int number = 2; !taken.insert(free).second; ++number) {
        free = name + "-" + std::to_string(number);
    }
    return free;
}

}  // namespace

std::string grades_text(const grade::ClassResult& result, const std::string& format,
                        const RenderStyle& style) {
    if (format == "json") return grades_json_text(result);
    if (format == "csv") return class_csv(result);
    if (format == "junit") return junit_xml(result);
    if (format == "tap") return tap_text(result);
    const grade::SubmissionResult& first = result.submissions.front();
    if (format == "gradescope") return gradescope_json_text(first, result.assignment);
    if (format == "classroom") return classroom_json_text(first);
    return text_of(result, style);
}

void write_reports(const grade::ClassResult& result, const std::string& class_format,
                   const std::string& folder) {
    const std::string format = class_format == "csv" ? "text" : class_format;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw FileError("cannot make `" + folder + "`: " + error.message());
    std::set<std::string> taken;
    for (const grade::SubmissionResult& submission : result.submissions) {
        const grade::ClassResult alone{result.assignment, result.goal, {submission}};
        write_file(folder + "/" + free_name(file_name(submission.name), taken) + ending_of(format),
                   grades_text(alone, format, {false, 80}));
    }
}

}  // namespace freehold::cli
