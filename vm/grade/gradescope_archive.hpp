// SPDX-License-Identifier: MIT
// An assignment as an autograder that can be uploaded to Gradescope.
#pragma once

#include <string>
#include <vector>

#include "vm/grade/archived_file.hpp"

namespace freehold::grade {

struct GradescopeParts {
    std::string binary;                    ///< `freehold` itself
    std::vector<ArchivedFile> assignment;  ///< the folder of the assignment
    std::vector<ArchivedFile> library;     ///< programs/lib
};

/// A zip archive with setup.sh, run_autograder, freehold, assignment/ and programs/lib/. The
/// autograder hands the folder of the submission to `freehold grade`. Whatever happens to it, there
/// is a results.json. AUTOGRADER_ROOT, in the environment, stands for /autograder. Throws as zip_of
/// does.
std::string gradescope_archive(const GradescopeParts& parts);

}  // namespace freehold::grade
