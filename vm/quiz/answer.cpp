// SPDX-License-Identifier: MIT
#include "vm/quiz/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace freehold::quiz {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Lower case, without what only sets a text off.
std::string plain(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '`' || c == '"') continue;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && !text.empty() ? std::optional{number} : std::nullopt;
}

/// The ways in which a choice may be begun: as it is, and without the word that all of its kind
/// begin with: "line 9: …" as "9", "block #1, …" as "#1", "main.s1" as "s1".
std::vector<std::string> beginnings_of(const std::string& choice) {
    const std::string text = plain(choice);
    std::vector<std::string> ways{text};
    for (const std::string_view word : {"line ", "block ", "block #", "no: ", "none: "}) {
        if (text.starts_with(word)) ways.push_back(text.substr(word.size()));
    }
    const auto dot = text.find('.');
    if (choice.starts_with('`') && dot != text.npos) ways.push_back(text.substr(dot + 1));
    return ways;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/// Whether the text is one of the ways, or begins one and no word of it is cut.
bool names(const std::string& text, const std::string& choice) {
    const auto ways = beginnings_of(choice);
    return std::any_of(ways.begin(), ways.end(), [&](const std::string& way) {
        if (!way.starts_with(text)) return false;
        return way.size() == text.size() || !is_letter(text.back()) || !is_letter(way[text.size()]);
    });
}

std::optional<std::size_t> choice_named(const Question& question, const std::string& text) {
    if (text.size() == 1 && text[0] >= 'a' && text[0] < letter_of(question.choices.size())) {
        const auto lettered = static_cast<std::size_t>(text[0] - 'a');
        // A local may be called as the letter of another choice: then it is asked again.
        for (std::size_t k = 0; k < question.choices.size(); ++k) {
            if (k != lettered && names(text, question.choices[k])) return std::nullopt;
        }
        return lettered;
    }
    std::optional<std::size_t> found;
    for (std::size_t k = 0; k < question.choices.size(); ++k) {
        if (plain(question.choices[k]) == text) return k;
        if (!names(text, question.choices[k])) continue;
        if (found) return std::nullopt;
        found = k;
    }
    return found;
}

Answer::Worth worth_of(bool right) { return right ? Answer::Worth::Right : Answer::Worth::Wrong; }

}  // namespace

Answer read_answer(const Question& question, std::string_view text) {
    Answer answer{.given = std::string{trimmed(text)}};
    if (answer.given.empty()) return answer;
    answer.worth = Answer::Worth::Odd;
    const std::string said = plain(answer.given);
    if (question.wants_number()) {
        if (const auto number = number_in(said)) {
            answer.worth = worth_of(*number == question.number);
            answer.meant = std::to_string(*number);
        }
    } else if (said.empty()) {
        return answer;
    } else if (const auto choice = choice_named(question, said)) {
        answer.worth = worth_of(*choice == question.right);
        answer.meant = question.choices[*choice];
    }
    return answer;
}

std::string what_to_type(const Question& question) {
    if (question.wants_number()) return "a number";
    const char last = letter_of(question.choices.size() - 1);
    const char* between = last == 'b' ? "or" : "to";
    return fmt::format("a letter, a {} {}, or the answer itself, or how it begins", between, last);
}

Score score_of(const Quiz& quiz, const std::vector<Answer>& answers) {
    std::map<Kind, Score::Row> rows;
    Score score;
    score.asked = quiz.questions.size();
    score.reached = answers.size();
    for (std::size_t k = 0; k < answers.size(); ++k) {
        const bool right = answers[k].worth == Answer::Worth::Right;
        Score::Row& row = rows[quiz.questions[k].kind];
        row.kind = quiz.questions[k].kind;
        ++row.asked;
        row.right += right ? 1 : 0;
        score.right += right ? 1 : 0;
    }
    for (const auto& [kind, row] : rows) score.rows.push_back(row);
    return score;
}

}  // namespace freehold::quiz
