// SPDX-License-Identifier: MIT
// A quiz out of many questions that could be asked.
#pragma once

#include <vector>

#include "vm/quiz/quiz.hpp"
#include "vm/quiz/random.hpp"

namespace freehold::quiz {

/// At most so many of them, by step: kinds mixed, none twice, none that answers another one. Where
/// there are enough, also no answer twice among those of one kind, and no two of one step.
std::vector<Question> choose(std::vector<Question> pool, std::size_t count, Random& random);

/// Whether one is the other again, or its answer is told by the other.
bool spoil_each_other(const Question& a, const Question& b);

}  // namespace freehold::quiz
