// SPDX-License-Identifier: MIT
// Answers as people type them, and what they are worth.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "vm/quiz/quiz.hpp"

namespace freehold::quiz {

/// What became of a question.
struct Answer {
    enum class Worth : std::uint8_t {
        Right,
        Wrong,
        Odd,      ///< it is none that the question has
        Skipped,  ///< nothing was said
    };
    Worth worth = Worth::Skipped;
    std::string given = {};  ///< as it was typed, without blanks around it
    std::string meant = {};  ///< the choice or number that it names; empty where it names none
};

/// Reads an answer: the letter of a choice, its text or how it begins, a name without its frame, a
/// number. Upper and lower case, backticks and blanks make no difference; a letter comes first.
Answer read_answer(const Question& question, std::string_view text);

/// What may be typed: "a letter, a to d, or the answer itself, or how it begins".
std::string what_to_type(const Question& question);

/// 'a' for the first choice.
constexpr char letter_of(std::size_t choice) { return static_cast<char>('a' + choice); }

struct Score {
    struct Row {
        Kind kind{};
        std::size_t right = 0;
        std::size_t asked = 0;
    };
    std::size_t right = 0;
    std::size_t asked = 0;
    std::size_t reached = 0;     ///< of those; the quiz was ended before the others
    std::vector<Row> rows = {};  ///< of what was reached, by kind

    bool all_right() const { return right == asked; }
};
/// An answer for each question that was reached; the others count as not right.
Score score_of(const Quiz& quiz, const std::vector<Answer>& answers);

}  // namespace freehold::quiz
