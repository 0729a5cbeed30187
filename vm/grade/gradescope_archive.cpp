// SPDX-License-Identifier: MIT
#include "vm/grade/gradescope_archive.hpp"

#include <string_view>

#include "vm/grade/zip_writer.hpp"

namespace freehold::grade {
namespace {

/// Run once, when Gradescope builds the image: what does not run here is seen there.
constexpr std::string_view setup_script = R"(#!/usr/bin/env bash
# Nothing to install: freehold brings all it needs.
set -eu
source=${AUTOGRADER_ROOT:-/autograder}/source
chmod +x "$source/freehold" "$source/run_autograder"
"$source/freehold" --version
)";

/// Run for each submission. The messages have nothing in them that JSON would want escaped.
constexpr std::string_view run_script = R"(#!/usr/bin/env bash
# Grades what lies in submission/ and writes results/results.json, whatever happens.
set -u
root=${AUTOGRADER_ROOT:-/autograder}
source=$root/source
results=$root/results/results.json

# say_failed REASON: a result for when there is no other.
say_failed() {
    cat >"$results" <<END
{
  "score": 0,
  "output": "This could not be graded, which is no mistake of yours: $1. Please tell your teacher, who sees more of it here.",
  "output_format": "text",
  "stdout_visibility": "hidden",
  "tests": []
}
END
}

mkdir -p "$root/results"
# Should this be stopped half-way, that is what stands there.
say_failed "the grader was stopped"
chmod +x "$source/freehold"
export FREEHOLD_LIBRARY=$source/programs/lib
new=$results.new
rm -f "$new"
"$source/freehold" grade --format=gradescope -o "$new" "$source/assignment" "$root/submission"
status=$?
# 1 says that not all tests passed.
if [ "$status" -gt 1 ]; then
    say_failed "the grader ended with status $status"
elif [ -s "$new" ]; then
    mv "$new" "$results"
else
    say_failed "the grader wrote nothing"
fi
exit 0
)";

void add_folder(std::vector<ZipEntry>& entries, const std::string& folder,
                const std::vector<ArchivedFile>& files) {
    for (const ArchivedFile& file : files) {
        entries.push_back({folder + '/' + file.path, file.bytes});
    }
}

}  // namespace

std::string gradescope_archive(const GradescopeParts& parts) {
    constexpr std::uint32_t executable = 0755;
    std::vector<ZipEntry> entries{{"setup.sh", std::string(setup_script), executable},
                                  {"run_autograder", std::string(run_script), executable},
                                  {"freehold", parts.binary, executable}};
    add_folder(entries, "assignment", parts.assignment);
    add_folder(entries, "programs/lib", parts.library);
    return zip_of(entries);
}

}  // namespace freehold::grade
