// SPDX-License-Identifier: MIT
#include "vm/cli/quiz_json.hpp"

#include <nlohmann/json.hpp>

#include "vm/base/diagnostic_json.hpp"
#include "vm/cli/document_json.hpp"

namespace freehold::cli {

namespace {

using Json = nlohmann::ordered_json;

Json lines_json(const std::vector<quiz::ShownLine>& lines) {
    Json all = Json::array();
    for (const quiz::ShownLine& line : lines) {
        Json json;
        if (line.number != 0) json["line"] = line.number;
        json["text"] = line.text;
        if (line.ran) json["ran"] = true;
        all.push_back(std::move(json));
    }
    return all;
}

const char* worth_word(quiz::Answer::Worth worth) {
    switch (worth) {
        case quiz::Answer::Worth::Right: return "right";
        case quiz::Answer::Worth::Wrong: return "wrong";
        case quiz::Answer::Worth::Odd: return "odd";
        case quiz::Answer::Worth::Skipped: break;
    }
    return "skipped";
}

Json question_json(const quiz::Question& question, const QuizTitle& title) {
    Json json;
    json["kind"] = quiz::kind_info(question.kind).word;
    json["step"] = question.step;
    json["function"] = question.function;
    if (!question.place.empty()) {
        json["ran"] = question.place;
        json["times"] = question.times;
        if (question.called) json["called"] = true;
    }
    json["next"] = question.next;
    json["source"] = lines_json(question.lines);
    json["question"] = question.text;
    if (question.wants_number()) {
        json["number"] = question.number;
    } else {
        json["choices"] = question.choices;
        json["right"] = question.right;
    }
    json["why"] = question.why;
    json["command"] = title.debugger(question.shown_at);
    return json;
}

Json score_json(const quiz::Score& score) {
    Json rows = Json::array();
    for (const quiz::Score::Row& row : score.rows) {
        rows.push_back(
            {{"kind", quiz::kind_info(row.kind).word}, {"right", row.right}, {"asked", row.asked}});
    }
    Json json;
    json["right"] = score.right;
    json["asked"] = score.asked;
    json["kinds"] = std::move(rows);
    return json;
}

}  // namespace

std::string quiz_json_text(const Loaded& loaded) {
    return json_text(document_about(loaded, "freehold/quiz"));
}

std::string quiz_json_text(const Loaded& loaded, const quiz::Quiz& quiz, const QuizTitle& title,
                           const std::optional<std::vector<quiz::Answer>>& answers) {
    Json json = document_about(loaded, "freehold/quiz");
    json["seed"] = title.seed;
    json["wanted"] = title.wanted;
    json["accepted"] = quiz.accepted;
    json["steps"] = quiz.steps;
    json["ended"] = quiz.ended;
    Json questions = Json::array();
    for (std::size_t k = 0; k < quiz.questions.size(); ++k) {
        Json question = question_json(quiz.questions[k], title);
        if (answers) {
            const quiz::Answer answer = k < answers->size() ? (*answers)[k] : quiz::Answer{};
            question["given"] = answer.given;
            question["worth"] = worth_word(answer.worth);
        }
        questions.push_back(std::move(question));
    }
    json["questions"] = std::move(questions);
    if (answers) json["score"] = score_json(quiz::score_of(quiz, *answers));
    return json_text(json);
}

}  // namespace freehold::cli
