// SPDX-License-Identifier: MIT
// Quizzes about programs of a test, named x.fh.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/compare/assembled.hpp"
#include "vm/quiz/quiz.hpp"

namespace freehold::test {

using quiz::Kind;
using quiz::Question;
using quiz::Quiz;

/// The quiz, with the input given as text.
inline Quiz quiz_about(const Program& program, const quiz::Settings& settings,
                       const std::string& input = {}, Options options = {}) {
    TextInput source(input);
    options.input = &source;
    return quiz::make_quiz(program, options, settings);
}

/// All questions of one kind that there are about a program, whatever the seed.
inline std::vector<Question> all_of(const std::string& text, Kind kind,
                                    const std::string& input = {}) {
    const Program program = assembled(text);
    std::vector<Question> found;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        quiz::Settings settings{.seed = seed, .count = 100, .kinds = {kind}};
        for (Question& it : quiz_about(program, settings, input).questions) {
            found.push_back(std::move(it));
        }
    }
    EXPECT_FALSE(found.empty());
    return found;
}

inline constexpr const char* anywhere = "*";

/// Of those the first that begins so, asked where a place has just run: "line 7"; at step 0 "".
inline Question one_of(const std::vector<Question>& questions, const std::string& place,
                       const std::string& text) {
    for (const Question& it : questions) {
        if ((place == anywhere || it.place == place) && it.text.starts_with(text)) return it;
    }
    std::string all;
    for (const Question& it : questions) all += "\nafter " + it.place + ": " + it.text;
    ADD_FAILURE() << "after " << place << " nobody asks: " << text << all;
    return questions.empty() ? Question{} : questions.front();
}

}  // namespace freehold::test
