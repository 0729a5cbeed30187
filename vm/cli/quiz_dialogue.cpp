// SPDX-License-Identifier: MIT
#include "vm/cli/quiz_dialogue.hpp"

#include <unistd.h>

#include <iostream>
#include <optional>

#include "vm/base/text.hpp"
#include "vm/cli/interrupt.hpp"

namespace freehold::cli {

namespace {

constexpr const char* prompt = "answer: ";

class Dialogue {
public:
    Dialogue(const quiz::Quiz& quiz, const QuizTitle& title, Console& console)
        : m_quiz(quiz), m_title(title), m_console(console) {}

    quiz::Score hold() {
        const RenderStyle style = m_console.output_style();
        for (std::size_t k = 0; k < m_quiz.questions.size(); ++k) {
            m_console.print("\n" + question_text(m_quiz, k, style));
            const auto answer = answer_to(m_quiz.questions[k]);
            if (!answer) break;
            m_answers.push_back(*answer);
            m_console.print(solution_text(m_quiz.questions[k], *answer, m_title, style));
        }
        return quiz::score_of(m_quiz, m_answers);
    }

private:
    /// A line; nothing at the end of the input.
    std::optional<std::string> read() {
        m_console.print(prompt);
        const PromptGuard guard;
        std::string line;
        const bool any = static_cast<bool>(std::getline(std::cin, line));
        if (!any || !m_echoes) m_console.output().line_ended();
        if (!any) m_console.print("\n");
        if (any && m_echoes) m_console.print(printable(line) + "\n");
        if (!any || m_console.output().failed()) return std::nullopt;
        return line;
    }

    /// Asks again until there is one that counts; nothing where the quiz ends.
    std::optional<quiz::Answer> answer_to(const quiz::Question& question) {
        while (const auto line = read()) {
            const quiz::Answer answer = quiz::read_answer(question, *line);
            if (answer.given == "q" || answer.given == "quit") return std::nullopt;
            if (answer.given == "?") {
                say(help_for(question));
            } else if (answer.worth == quiz::Answer::Worth::Odd) {
                say("`" + printable(answer.given) + "` is none of the answers: type " +
                    quiz::what_to_type(question));
            } else {
                return answer;
            }
        }
        return std::nullopt;
    }

    static std::string help_for(const quiz::Question& question) {
        return "it asks " + std::string{quiz::kind_info(question.kind).asks} + "; type " +
               quiz::what_to_type(question) + "; an empty line skips it, `q` ends the quiz";
    }

    void say(const std::string& text) {
        m_console.print(wrap(text, m_console.output_style().width, 0) + "\n");
    }

    const quiz::Quiz& m_quiz;
    const QuizTitle& m_title;
    Console& m_console;
    const bool m_echoes = !terminal_facts(STDIN_FILENO).is_terminal;
    std::vector<quiz::Answer> m_answers;
};

}  // namespace

quiz::Score hold_quiz(const quiz::Quiz& quiz, const QuizTitle& title, Console& console) {
    return Dialogue{quiz, title, console}.hold();
}

}  // namespace freehold::cli
