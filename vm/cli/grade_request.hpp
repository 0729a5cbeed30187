// SPDX-License-Identifier: MIT
// What `freehold grade` was asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/cli/arguments.hpp"
#include "vm/grade/grader.hpp"

namespace freehold::cli {

struct GradeRequest {
    enum class Do : std::uint8_t { Grade, Validate, Export, Archive };
    Do what = Do::Grade;
    std::vector<std::string> assignments;  ///< one, but of Validate
    std::vector<std::string> submissions;
    std::string target;  ///< Export: a folder; Archive: a file
    bool student = false;
    std::string format;
    std::optional<std::string> output;   ///< -o
    std::optional<std::string> reports;  ///< a folder
    grade::GraderSettings settings;
    std::optional<UsageError> conflict;  ///< two things to do at once
};

GradeRequest grade_request(const Arguments& arguments);

/// What contradicts itself in it, or is missing.
std::optional<UsageError> misuse(const GradeRequest& request);

}  // namespace freehold::cli
