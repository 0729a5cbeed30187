// SPDX-License-Identifier: MIT
// Answers as they may be typed.
#include "vm/quiz/answer.hpp"

#include <gtest/gtest.h>

#include "vm/quiz/random.hpp"

namespace freehold::quiz {
namespace {

using Worth = Answer::Worth;

Question of_choices(std::vector<std::string> choices, std::size_t right) {
    Question question;
    question.choices = std::move(choices);
    question.right = right;
    return question;
}

Question of_number(std::uint64_t number) {
    Question question;
    question.number = number;
    return question;
}

Worth worth(const Question& question, std::string_view text) {
    return read_answer(question, text).worth;
}

const Question owners = of_choices(
    {"`main.s1`", "`main.s2`", "nobody, and it was not freed", "nobody: it was freed"}, 1);
const Question lines =
    of_choices({"line 7: `move  s2, s1`", "line 9: `ret`", "none: it is never freed"}, 1);
const Question rights = of_choices({"yes", "no: it has no value yet", "no: it was moved away"}, 2);

TEST(ReadAnswer, takes_letters_in_either_case) {
    EXPECT_EQ(worth(owners, "b"), Worth::Right);
    EXPECT_EQ(worth(owners, " B \r"), Worth::Right);
    EXPECT_EQ(worth(owners, "a"), Worth::Wrong);
    EXPECT_EQ(worth(owners, "e"), Worth::Odd);
}

TEST(ReadAnswer, takes_the_answer_itself_and_names_without_their_frame) {
    EXPECT_EQ(worth(owners, "`main.s2`"), Worth::Right);
    EXPECT_EQ(worth(owners, "main.s2"), Worth::Right);
    EXPECT_EQ(worth(owners, "s2"), Worth::Right);
    EXPECT_EQ(worth(owners, "S1"), Worth::Wrong);
    EXPECT_EQ(worth(owners, "nobody: it was freed"), Worth::Wrong);
}

TEST(ReadAnswer, that_is_a_letter_and_the_name_of_another_choice_is_asked_again) {
    const Question question = of_choices({"`main.b`", "`main.c`", "nobody"}, 0);
    EXPECT_EQ(worth(question, "b"), Worth::Odd);
    EXPECT_EQ(worth(question, "a"), Worth::Right);
    EXPECT_EQ(worth(question, "main.b"), Worth::Right);
}

TEST(ReadAnswer, takes_lines_by_their_number) {
    EXPECT_EQ(worth(lines, "9"), Worth::Right);
    EXPECT_EQ(worth(lines, "line 9"), Worth::Right);
    EXPECT_EQ(worth(lines, "none"), Worth::Wrong);
    EXPECT_EQ(worth(lines, "8"), Worth::Odd);
}

TEST(ReadAnswer, takes_no_beginning_that_several_have_and_no_half_words) {
    EXPECT_EQ(worth(rights, "no"), Worth::Odd);
    EXPECT_EQ(worth(owners, "nobody"), Worth::Odd);
    EXPECT_EQ(worth(owners, "main.s"), Worth::Odd);
    EXPECT_EQ(worth(rights, "it was moved"), Worth::Right);
    EXPECT_EQ(worth(rights, "yes"), Worth::Wrong);
}

TEST(ReadAnswer, takes_numbers_where_one_is_asked_for) {
    EXPECT_EQ(worth(of_number(3), "3"), Worth::Right);
    EXPECT_EQ(worth(of_number(3), "03"), Worth::Right);
    EXPECT_EQ(worth(of_number(3), "4"), Worth::Wrong);
    for (const char* odd : {"three", "-3", "3.0", "3 4", "99999999999999999999999"}) {
        EXPECT_EQ(worth(of_number(3), odd), Worth::Odd) << odd;
    }
}

TEST(ReadAnswer, of_nothing_is_skipped) {
    EXPECT_EQ(worth(owners, ""), Worth::Skipped);
    EXPECT_EQ(worth(owners, " \t"), Worth::Skipped);
    EXPECT_EQ(worth(of_number(0), ""), Worth::Skipped);
}

TEST(ReadAnswer, survives_any_bytes) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(3, static_cast<char>(byte));
        EXPECT_NE(worth(lines, text), Worth::Right);
        EXPECT_NE(worth(of_number(3), text), Worth::Right);
    }
}

TEST(ReadAnswer, of_a_line_with_only_marks_is_odd) { EXPECT_EQ(worth(owners, "``"), Worth::Odd); }

TEST(Score, counts_what_was_not_answered_as_not_right) {
    Quiz quiz;
    quiz.questions = {owners, lines, rights};
    quiz.questions[0].kind = Kind::Owner;
    quiz.questions[1].kind = quiz.questions[2].kind = Kind::Valid;
    const Score score = score_of(quiz, {{.worth = Worth::Right}, {.worth = Worth::Right}, {}});
    EXPECT_EQ(score.right, 2u);
    EXPECT_EQ(score.asked, 3u);
    EXPECT_FALSE(score.all_right());
    ASSERT_EQ(score.rows.size(), 2u);
    EXPECT_EQ(score.rows[1].right, 1u);
    EXPECT_EQ(score.rows[1].asked, 2u);
}

TEST(Score, of_a_quiz_that_was_ended_has_rows_only_of_what_was_reached) {
    Quiz quiz;
    quiz.questions = {owners, lines, rights};
    const Score score = score_of(quiz, {{.worth = Worth::Right}});
    EXPECT_EQ(score.asked, 3u);
    EXPECT_EQ(score.reached, 1u);
    ASSERT_EQ(score.rows.size(), 1u);
    EXPECT_FALSE(score.all_right());
}

TEST(Random, is_the_same_everywhere) {
    Random random(0);
    EXPECT_EQ(random.next(), 0xe220a8397b1dcdafu);
    EXPECT_EQ(random.next(), 0x6e789e6aa1b965f4u);
}

TEST(Kinds, stand_in_the_order_of_their_numbers) {
    for (std::size_t k = 0; k < kinds().size(); ++k) {
        EXPECT_EQ(static_cast<std::size_t>(kinds()[k].kind), k);
        EXPECT_EQ(kind_named(kinds()[k].word), kinds()[k].kind);
    }
    EXPECT_EQ(kind_named("weather"), std::nullopt);
}

}  // namespace
}  // namespace freehold::quiz
