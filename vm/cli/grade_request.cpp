// SPDX-License-Identifier: MIT
#include "vm/cli/grade_request.hpp"

#include <filesystem>
#include <thread>

#include "vm/cli/programs.hpp"

namespace freehold::cli {

namespace {

using Do = GradeRequest::Do;

std::vector<std::string> absolute_library() {
    std::vector<std::string> folders;
    for (const std::string& folder : library_folders()) {
        folders.push_back(std::filesystem::absolute(folder).string());
    }
    return folders;
}

bool writes_one_submission(const std::string& format) {
    return format == "gradescope" || format == "classroom";
}

std::optional<UsageError> too_many_tasks(const Arguments& arguments) {
    std::string first;
    for (const char* option : {"validate", "export", "gradescope-zip"}) {
        if (!arguments.has(option)) continue;
        if (!first.empty()) {
            return UsageError{"`--" + first + "` and `--" + option + "` are two things to do",
                              "give them one after the other"};
        }
        first = option;
    }
    return std::nullopt;
}

}  // namespace

GradeRequest grade_request(const Arguments& arguments) {
    GradeRequest request;
    request.conflict = too_many_tasks(arguments);
    if (arguments.has("validate")) request.what = Do::Validate;
    if (const auto folder = arguments.text("export")) {
        request.what = Do::Export;
        request.target = *folder;
    }
    if (const auto file = arguments.text("gradescope-zip")) {
        request.what = Do::Archive;
        request.target = *file;
    }
    const auto& operands = arguments.operands();
    const auto after = request.what == Do::Grade ? operands.begin() + 1 : operands.end();
    request.assignments.assign(operands.begin(), after);
    request.submissions.assign(after, operands.end());
    request.student = arguments.has("student");
    request.format = arguments.choice("format");
    request.output = arguments.text("output");
    request.reports = arguments.text("reports");
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    request.settings.jobs = static_cast<unsigned>(arguments.number("jobs").value_or(processors));
    request.settings.library = absolute_library();
    return request;
}

std::optional<UsageError> misuse(const GradeRequest& request) {
    if (request.conflict) return request.conflict;
    if (request.what == Do::Grade && request.submissions.empty()) {
        return UsageError{"`grade` needs an assignment and a submission",
                          "write `freehold grade ASSIGNMENT SUBMISSION...`"};
    }
    const bool one = request.what == Do::Export || request.what == Do::Archive;
    if (one && request.assignments.size() != 1) {
        return UsageError{"one assignment is handed out at a time",
                          "name its folder, and nothing else"};
    }
    if (request.submissions.size() > 1 && writes_one_submission(request.format) &&
        !request.reports) {
        return UsageError{"`--format=" + request.format + "` is about one submission",
                          "grade one, or give `--reports=FOLDER` for a file each"};
    }
    return std::nullopt;
}

}  // namespace freehold::cli
