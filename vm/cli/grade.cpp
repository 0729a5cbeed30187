// SPDX-License-Identifier: MIT
// freehold grade ASSIGNMENT SUBMISSION...
#include <algorithm>
#include <filesystem>

#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/grade_reports.hpp"
#include "vm/cli/grade_request.hpp"
#include "vm/grade/gradescope_archive.hpp"
#include "vm/grade/handout.hpp"
#include "vm/grade/safe_file.hpp"
#include "vm/grade/validate.hpp"

namespace freehold::cli {

namespace {

namespace fs = std::filesystem;

void say_problems(const std::vector<Diagnostic>& problems, const Sources& sources,
                  Console& console) {
    for (const Diagnostic& problem : problems) {
        console.say(problem, sources);
        console.say("\n");
    }
}

std::optional<grade::Assignment> assignment_at(const std::string& folder, bool public_only,
                                               Console& console) {
    grade::AssignmentReading reading = grade::read_assignment(folder, public_only);
    say_problems(reading.problems, reading.sources, console);
    return std::move(reading.assignment);
}

bool has_full_marks(const grade::ClassResult& result) {
    return std::all_of(
        result.submissions.begin(), result.submissions.end(),
        [](const auto& submission) { return submission.points() == submission.most(); });
}

int grade_all(const GradeRequest& request, const grade::Assignment& assignment, Console& console) {
    // Told now, and not when all is graded.
    if (request.output) check_writable(*request.output);
    const grade::ClassResult result =
        grade::grade(assignment, request.submissions, request.settings);
    if (request.reports) write_reports(result, request.format, *request.reports);
    const bool table_only = request.reports && result.submissions.size() > 1;
    const std::string format =
        table_only && (request.format == "gradescope" || request.format == "classroom")
            ? "text"
            : request.format;
    if (request.output) {
        write_file(*request.output, grades_text(result, format, {false, 80}));
    } else {
        console.print(grades_text(result, format, console.output_style()));
    }
    return has_full_marks(result) ? Fine : ProblemFound;
}

/// A line for what is in order; problems by themselves.
bool validate_one(std::string folder, const GradeRequest& request, Console& console) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    const auto assignment = assignment_at(folder, false, console);
    if (!assignment) return false;
    const auto problems = grade::validate(*assignment, request.settings);
    say_problems(problems, {assignment->rubric_text}, console);
    if (!problems.empty()) return false;
    const grade::Rubric& rubric = assignment->rubric;
    console.print(printable(folder) + ": in order, " + rubric.most().text() + " points, " +
                  quantity(rubric.tests.size(), "test") + ", " +
                  quantity(rubric.answers.size(), "known answer") + "\n");
    return true;
}

int validate_all(const GradeRequest& request, Console& console) {
    bool fine = true;
    for (const std::string& folder : request.assignments) {
        fine = validate_one(folder, request, console) && fine;
    }
    return fine ? Fine : ProblemFound;
}

int export_handout(const GradeRequest& request, const grade::Assignment& assignment,
                   Console& console) {
    const fs::path folder{request.target};
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        console.say_error("`" + printable(request.target) + "` is there already, and not empty",
                          "name a new folder: nothing is written over");
        return CannotReadOrWrite;
    }
    const auto files = grade::handout_of(assignment);
    for (const grade::ArchivedFile& file : files) {
        const fs::path path = folder / file.path;
        fs::create_directories(path.parent_path(), error);
        if (error)
            throw FileError("cannot make `" + path.parent_path().string() +
                            "`: " + error.message());
        write_file(path.string(), file.bytes);
    }
    console.say(quantity(files.size(), "file") + " in " + printable(request.target) + "\n");
    return Fine;
}

/// The library that belongs to this binary: submissions may include it.
std::vector<grade::ArchivedFile> library_files(const GradeRequest& request) {
    return request.settings.library.empty() ? std::vector<grade::ArchivedFile>{}
                                            : grade::all_files_of(request.settings.library.back());
}

std::string own_binary() {
    constexpr std::size_t most_bytes = 1u << 30;
    const fs::path path = fs::read_symlink("/proc/self/exe");
    return grade::read_inside(path.parent_path().string(), path.filename().string(), most_bytes);
}

int write_archive(const GradeRequest& request, const grade::Assignment& assignment,
                  Console& console) {
    grade::GradescopeParts parts{own_binary(), grade::grader_files_of(assignment),
                                 library_files(request)};
    write_file(request.target, grade::gradescope_archive(parts));
    console.say("wrote " + printable(request.target) +
                ": upload it as the autograder of a programming assignment\n");
    return Fine;
}

}  // namespace

int grade_command(const Arguments& arguments, Console& console) {
    if (const auto error = wrong_format(
            arguments, {"text", "json", "csv", "gradescope", "classroom", "junit", "tap"})) {
        return say_usage(*error, console);
    }
    const GradeRequest request = grade_request(arguments);
    if (const auto error = misuse(request)) return say_usage(*error, console);
    if (request.what == GradeRequest::Do::Validate) return validate_all(request, console);
    const auto assignment = assignment_at(request.assignments.front(), request.student, console);
    if (!assignment) return ProblemFound;
    if (request.what == GradeRequest::Do::Export) {
        return export_handout(request, *assignment, console);
    }
    if (request.what == GradeRequest::Do::Archive) {
        return write_archive(request, *assignment, console);
    }
    return grade_all(request, *assignment, console);
}

}  // namespace freehold::cli
