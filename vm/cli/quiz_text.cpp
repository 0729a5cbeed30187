// SPDX-License-Identifier: MIT
#include "vm/cli/quiz_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vm/base/render_row.hpp"
#include "vm/base/text.hpp"
#include "vm/observe/report_line.hpp"

namespace freehold::cli {

namespace {

using quiz::Answer;
using quiz::Question;

constexpr std::uint32_t indent = 2;

/// Lines of text, each in one ink or with a beginning in another one.
class Text {
public:
    explicit Text(const RenderStyle& style)
        : m_columns(std::min(style.width, widest_report)),
          m_palette(style.color, Severity::Error) {}

    void gap() { m_text += '\n'; }

    /// A head, and the rest behind it as far down as it goes; all of it from a column on.
    void add(std::uint32_t column, const std::string& head, Ink head_ink, const std::string& rest,
             Ink ink = Ink::Plain) {
        const std::uint32_t begin = column + display_width(head);
        const std::uint32_t room = m_columns > begin + 20 ? m_columns - begin : 20;
        Row row;
        row.put(column, head, head_ink);
        for (const std::string& line : wrapped_lines(rest, room)) {
            row.put(begin, line, ink);
            m_text += row.text(m_palette);
            row = Row{};
        }
    }

    void add(const std::string& text, Ink ink = Ink::Plain) { add(0, "", Ink::Plain, text, ink); }

    /// Commands are not wrapped: they are to be copied.
    void add_command(std::uint32_t column, const std::string& label, const std::string& command) {
        Row row;
        row.put(column, label, Ink::Gutter);
        row.append(command, Ink::Plain);
        m_text += row.text(m_palette);
    }

    void add_source(const quiz::ShownLine& line, std::uint32_t digits) {
        Row row;
        row.put(0, line.ran ? ">" : " ", Ink::Severity);
        const std::string number = line.number == 0 ? "" : std::to_string(line.number);
        row.put(indent + digits - static_cast<std::uint32_t>(number.size()), number, Ink::Gutter);
        row.put(indent + digits + 1, "|", Ink::Gutter);
        row.put(indent + digits + 3, cut_to(line.text, m_columns - indent - digits - 3),
                line.ran ? Ink::Strong : Ink::Plain);
        m_text += row.text(m_palette);
    }

    std::string take() { return std::move(m_text); }

private:
    std::uint32_t m_columns;
    Palette m_palette;
    std::string m_text;
};

std::string ordinal(std::uint64_t number) {
    const std::uint64_t tens = number % 100;
    const char* ending = "th";
    if (tens < 11 || tens > 13) {
        if (number % 10 == 1) ending = "st";
        if (number % 10 == 2) ending = "nd";
        if (number % 10 == 3) ending = "rd";
    }
    return with_commas(number) + ending;
}

/// "@7: line 12 has just run, the 2nd time; line 13 is next, in `push`".
std::string position_text(const Question& question) {
    std::string text = fmt::format("@{}: ", question.step);
    if (question.place.empty()) {
        text += "nothing has run yet";
    } else {
        text += question.place + (question.called ? " has just called" : " has just run");
        if (question.called) text += " `" + question.function + "`";
        if (question.times > 1) text += ", the " + ordinal(question.times) + " time";
    }
    if (question.called) return text + fmt::format("; {} is next there", question.next);
    return text + fmt::format("; {} is next, in `{}`", question.next, question.function);
}

std::string few_text(const quiz::Quiz& quiz, std::size_t wanted) {
    if (quiz.questions.size() >= wanted) return "";
    if (quiz.questions.empty()) return "there is nothing to ask about this run";
    return fmt::format("the run gives no more than {} that {}",
                       quantity(quiz.questions.size(), "question"),
                       quiz.questions.size() == 1 ? "can be asked" : "differ");
}

void add_solution(Text& text, const Question& question, const QuizTitle& title) {
    text.add(indent, "", Ink::Plain, question.why);
    text.add_command(indent, "see  ", title.debugger(question.shown_at));
}

std::string lettered(const Question& question) {
    if (question.wants_number()) return right_answer(question);
    return fmt::format("{}, {}", quiz::letter_of(question.right), right_answer(question));
}

}  // namespace

std::string quiz_heading(const quiz::Quiz& quiz, const QuizTitle& title, const RenderStyle& style) {
    Text text{style};
    text.add(0, printable(title.program), Ink::Strong,
             fmt::format(": {}, seed {}", quantity(quiz.questions.size(), "question"), title.seed));
    if (const std::string few = few_text(quiz, title.wanted); !few.empty()) text.add(few);
    if (!quiz.ended) {
        text.add(fmt::format("of the run, which goes on, the first {} are asked about",
                             quantity(quiz.steps, "step")));
    }
    return text.take();
}

std::string question_text(const quiz::Quiz& quiz, std::size_t k, const RenderStyle& style) {
    const Question& question = quiz.questions[k];
    Text text{style};
    text.add(0, fmt::format("{} of {}  ", k + 1, quiz.questions.size()), Ink::Strong,
             position_text(question));
    const auto digits =
        static_cast<std::uint32_t>(std::to_string(question.lines.back().number).size());
    for (const quiz::ShownLine& line : question.lines) text.add_source(line, digits);
    text.gap();
    text.add(question.text, Ink::Strong);
    for (std::size_t c = 0; c < question.choices.size(); ++c) {
        text.add(indent, fmt::format("{}  ", quiz::letter_of(c)), Ink::Secondary,
                 question.choices[c]);
    }
    return text.take();
}

std::string solution_text(const Question& question, const Answer& answer, const QuizTitle& title,
                          const RenderStyle& style) {
    Text text{style};
    switch (answer.worth) {
        case Answer::Worth::Right:
            text.add(0, "right", Ink::Help, ": " + right_answer(question));
            break;
        case Answer::Worth::Skipped:
            text.add(0, "skipped", Ink::Gutter, ": it is " + lettered(question));
            break;
        case Answer::Worth::Odd:
            text.add(0, "wrong", Ink::Severity,
                     fmt::format(": `{}` is none of the answers; it is {}", printable(answer.given),
                                 lettered(question)));
            break;
        case Answer::Worth::Wrong:
            text.add(0, "wrong", Ink::Severity, ": it is " + lettered(question));
            break;
    }
    add_solution(text, question, title);
    return text.take();
}

std::string key_text(const Question& question, const QuizTitle& title, const RenderStyle& style) {
    Text text{style};
    text.add(0, "answer", Ink::Help, ": " + lettered(question));
    add_solution(text, question, title);
    return text.take();
}

std::string score_text(const quiz::Score& score, const QuizTitle& title, const RenderStyle& style) {
    Text text{style};
    const std::size_t left = score.asked - score.reached;
    text.add(0, fmt::format("{} of {} right", score.right, score.asked), Ink::Strong,
             left == 0 ? "" : fmt::format(", {} not asked", left));
    std::string label = "look again at  ";
    for (const quiz::Score::Row& row : score.rows) {
        if (row.right == row.asked) continue;
        const std::string topic{quiz::kind_info(row.kind).topic};
        text.add(0, label, Ink::Gutter,
                 fmt::format("{} ({} of {} right)", topic, row.right, row.asked));
        label = std::string(label.size(), ' ');
    }
    text.add_command(0, "again          ", title.again);
    text.add_command(0, "other ones     ", title.others);
    return text.take();
}

}  // namespace freehold::cli
