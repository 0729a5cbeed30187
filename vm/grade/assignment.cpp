// SPDX-License-Identifier: MIT
#include "vm/grade/assignment.hpp"

#include <algorithm>
#include <utility>

#include "vm/base/text.hpp"
#include "vm/grade/rubric_reader.hpp"
#include "vm/grade/safe_file.hpp"

namespace freehold::grade {

namespace {

/// Inputs and expected outputs may be longer than programs.
constexpr std::size_t most_data_bytes = 16u << 20;

Diagnostic problem_of(const FileError& error) {
    Diagnostic problem;
    problem.headline = error.what();
    return problem;
}

void read_files(Assignment& assignment, std::vector<Diagnostic>& problems) {
    for (Test& test : assignment.rubric.tests) {
        for (const std::string& path : files_of(test)) {
            if (assignment.files.count(path) != 0) continue;
            try {
                assignment.files[path] = read_inside(assignment.folder, path, most_data_bytes);
            } catch (const FileError& error) {
                Diagnostic problem = problem_of(error);
                problem.notes.push_back("the test `" + printable(test.name) + "` names it");
                problems.push_back(std::move(problem));
            }
        }
        if (!test.input_file.empty()) test.input = assignment.files[test.input_file];
        if (!test.output_file.empty()) {
            test.checks.front().expects.outputs.push_back(
                ExactOutput{assignment.files[test.output_file]});
        }
    }
}

}  // namespace

std::vector<std::string> files_of(const Test& test) {
    std::vector<std::string> files;
    for (const std::string* path : {&test.program, &test.input_file, &test.output_file}) {
        if (!path->empty()) files.push_back(*path);
    }
    return files;
}

AssignmentReading read_assignment(const std::string& folder, bool public_only) {
    AssignmentReading reading;
    try {
        Source text{folder + "/" + std::string{rubric_file},
                    read_inside(folder, std::string{rubric_file})};
        RubricReading rubric = read_rubric(text);
        reading.problems = std::move(rubric.problems);
        reading.sources = std::move(rubric.sources);
        if (!rubric.rubric) return reading;
        Assignment assignment{folder, std::move(text), std::move(*rubric.rubric), {}};
        if (public_only) {
            std::erase_if(assignment.rubric.tests, [](const Test& test) { return test.hidden; });
            if (assignment.rubric.tests.empty()) {
                throw FileError("all tests of `" + printable(folder) + "` are hidden");
            }
        }
        read_files(assignment, reading.problems);
        if (reading.problems.empty()) reading.assignment = std::move(assignment);
    } catch (const FileError& error) {
        Diagnostic problem = problem_of(error);
        problem.headline = "`" + printable(folder) + "` is no assignment";
        problem.notes = {error.what(), "an assignment is a folder with a `rubric.toml`"};
        reading.problems.push_back(std::move(problem));
    }
    return reading;
}

}  // namespace freehold::grade
