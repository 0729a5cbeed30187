// SPDX-License-Identifier: MIT
// A quiz asked one question at a time, on standard output, answered on standard input.
#pragma once

#include "vm/cli/console.hpp"
#include "vm/cli/quiz_text.hpp"

namespace freehold::cli {

/// Asks until the last question, `q`, or the end of the input. What was not answered is wrong in
/// the score. Answers that do not come from a terminal are shown behind their prompt.
quiz::Score hold_quiz(const quiz::Quiz& quiz, const QuizTitle& title, Console& console);

}  // namespace freehold::cli
