// SPDX-License-Identifier: MIT
// A quiz as a document for other programs: docs/schemas/quiz.schema.json.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/cli/load.hpp"
#include "vm/cli/quiz_text.hpp"

namespace freehold::cli {

/// Of a program that could not be assembled: what is wrong with it.
std::string quiz_json_text(const Loaded& loaded);
/// The questions with their answers; with `answers`, also what those were worth.
std::string quiz_json_text(const Loaded& loaded, const quiz::Quiz& quiz, const QuizTitle& title,
                           const std::optional<std::vector<quiz::Answer>>& answers);

}  // namespace freehold::cli
