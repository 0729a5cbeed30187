// SPDX-License-Identifier: MIT
// What of an assignment goes where.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "vm/grade/archived_file.hpp"
#include "vm/grade/assignment.hpp"

namespace freehold::grade {

/// The files of the assignment's folder that students get as they are.
std::set<std::string> handed_out(const Rubric& rubric);

/// What students get: the task, the starter under the name that the submission has to have, the
/// files of public tests, the rubric's `handout`, and a rubric with the public tests alone. Nothing
/// else is in it, so nothing can be forgotten in it. Throws FileError.
std::vector<ArchivedFile> handout_of(const Assignment& assignment);

/// All files below a folder, hidden ones of the file system and links apart. Throws FileError.
std::vector<ArchivedFile> all_files_of(const std::string& folder);

/// What a grader needs: all files of an assignment but solutions, right and wrong. Throws
/// FileError.
std::vector<ArchivedFile> grader_files_of(const Assignment& assignment);

/// The rubric without hidden tests, known answers and what else is the instructor's. The text is a
/// rubric that read_rubric() takes.
std::string public_rubric(const Source& rubric, const std::string& submission);

}  // namespace freehold::grade
