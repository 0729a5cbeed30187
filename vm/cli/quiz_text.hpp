// SPDX-License-Identifier: MIT
// A quiz as a person reads it: on a terminal, or on paper.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "freehold/render.hpp"
#include "vm/quiz/answer.hpp"
#include "vm/quiz/quiz.hpp"

namespace freehold::cli {

/// Where a quiz comes from, and what can be typed about it.
struct QuizTitle {
    std::string program;
    std::uint64_t seed = 1;
    std::size_t wanted = 0;                          ///< questions
    std::function<std::string(Step)> debugger = {};  ///< the command that goes to a step
    std::string again = {};                          ///< the same quiz
    std::string others = {};                         ///< another one
};

/// "x.fh: 8 questions, seed 1", and what is to be known before the first one.
std::string quiz_heading(const quiz::Quiz& quiz, const QuizTitle& title, const RenderStyle& style);
/// Question `k`, from 0: where the run stands, the source around, the question, its choices.
std::string question_text(const quiz::Quiz& quiz, std::size_t k, const RenderStyle& style);
/// The right answer, why, and the command that shows it; before it how an answer did.
std::string solution_text(const quiz::Question& question, const quiz::Answer& answer,
                          const QuizTitle& title, const RenderStyle& style);
/// The same of a key, where nobody has answered.
std::string key_text(const quiz::Question& question, const QuizTitle& title,
                     const RenderStyle& style);
/// "6 of 8 right", what to look at again, and how to get this quiz again or another one.
std::string score_text(const quiz::Score& score, const QuizTitle& title, const RenderStyle& style);

}  // namespace freehold::cli
