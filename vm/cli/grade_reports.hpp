// SPDX-License-Identifier: MIT
// The results of grading in the format that was asked for.
#pragma once

#include <string>

#include "freehold/render.hpp"
#include "vm/cli/grade_request.hpp"
#include "vm/grade/result.hpp"

namespace freehold::cli {

/// Of text, one submission is a report, several are a table.
std::string grades_text(const grade::ClassResult& result, const std::string& format,
                        const RenderStyle& style);

/// Writes a file for each submission into the folder, which is made where there is none:
/// NAME.txt, .json, .xml or .tap; of csv, which is for a class, NAME.txt. Throws FileError.
void write_reports(const grade::ClassResult& result, const std::string& format,
                   const std::string& folder);

}  // namespace freehold::cli
