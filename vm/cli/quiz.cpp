// SPDX-License-Identifier: MIT
// freehold quiz FILE
#include <filesystem>
#include <memory>

#include "vm/base/text.hpp"
#include "vm/cli/commands.hpp"
#include "vm/cli/exit_status.hpp"
#include "vm/cli/files.hpp"
#include "vm/cli/formats.hpp"
#include "vm/cli/quiz_dialogue.hpp"
#include "vm/cli/quiz_json.hpp"
#include "vm/cli/repeat.hpp"
#include "vm/cli/run_request.hpp"
#include "vm/cli/values.hpp"
#include "vm/cli/witnesses.hpp"

namespace freehold::cli {

namespace {

/// What becomes of the questions.
enum class Way : std::uint8_t { Dialogue, Sheet, Key, Graded, Document };

Way way_of(const Arguments& arguments, const RunRequest& request) {
    if (request.json) return Way::Document;
    if (arguments.has("answers")) return Way::Graded;
    if (arguments.has("key")) return Way::Key;
    return arguments.has("print") ? Way::Sheet : Way::Dialogue;
}

std::optional<UsageError> misuse(const Arguments& arguments, const RunRequest& request) {
    if (auto error = wrong_format(arguments, {"text", "json"})) return error;
    if (auto error = contradiction(request)) return error;
    const bool prints = arguments.has("print") || arguments.has("key");
    if (prints && arguments.has("answers")) {
        return UsageError{"`--answers` grades a quiz, `--print` and `--key` write it down",
                          "give one of them"};
    }
    if (prints && request.json) {
        return UsageError{"`--print` and `--key` are for paper, `--format=json` for programs",
                          "give one of them; the document has questions and answers"};
    }
    const bool read_already = request.path == "-" || request.input == "-";
    const bool asks = way_of(arguments, request) == Way::Dialogue;
    if (read_already && (asks || arguments.text("answers") == "-")) {
        return UsageError{"the answers cannot come from standard input, which is read already",
                          asks ? "name a file, or give `--print`, `--answers` or `--format=json`"
                               : "name a file"};
    }
    return std::nullopt;
}

quiz::Settings settings_of(const Arguments& arguments, const RunRequest& request) {
    quiz::Settings settings;
    settings.seed = arguments.number("seed").value_or(settings.seed);
    settings.count = static_cast<std::size_t>(arguments.number("count").value_or(settings.count));
    settings.verify = request.verify;
    if (const auto words = arguments.text("ask")) {
        for (const std::string_view word : split(*words, ',')) {
            settings.kinds.push_back(*quiz::kind_named(word));
        }
    }
    return settings;
}

/// This command with another seed; answers belong to one quiz alone.
std::string with_seed(const Arguments& arguments, std::uint64_t seed) {
    std::string line = repeat_command(arguments, "seed", std::to_string(seed));
    if (const auto answers = arguments.text("answers")) {
        for (const std::string& words :
             {" " + shell_word("--answers=" + *answers), " --answers " + shell_word(*answers)}) {
            const auto at = line.find(words);
            if (at != line.npos) line.erase(at, words.size());
        }
    }
    return line;
}

QuizTitle title_of(const Arguments& arguments, const Loaded& loaded, const quiz::Quiz& quiz,
                   const quiz::Settings& settings) {
    QuizTitle title;
    title.program = loaded.name;
    title.seed = settings.seed;
    title.wanted = settings.count;
    title.again = with_seed(arguments, settings.seed);
    title.others = with_seed(arguments, settings.seed + 1);
    // The debugger takes what the verifier rejects only when it is told to.
    const bool tells = !quiz.accepted;
    title.debugger = [&arguments, tells](Step step) {
        std::string command = debugger_command(arguments, std::to_string(step));
        const std::string begin = "freehold debug";
        return tells ? begin + " --no-verify" + command.substr(begin.size()) : command;
    };
    return title;
}

// ---- answers that are there already
// --------------------------------------------------------------

/// A file has an answer a line; without one of that name the text itself has them.
std::vector<std::string> answers_in(const std::string& given) {
    const bool file =
        given == "-" || given.find('/') != given.npos || std::filesystem::is_regular_file(given);
    std::vector<std::string> answers;
    const std::string text = file ? std::string{Source::read(given).text()} : given;
    for (const std::string_view part : split(text, file ? '\n' : ',')) answers.emplace_back(part);
    if (file && !answers.empty() && answers.back().empty()) answers.pop_back();
    return answers;
}

std::optional<UsageError> too_many(const std::vector<std::string>& given, const quiz::Quiz& quiz) {
    if (given.size() <= quiz.questions.size()) return std::nullopt;
    return UsageError{"`--answers` has " + quantity(given.size(), "answer") + " for " +
                          quantity(quiz.questions.size(), "question"),
                      "give one for each, in their order; an empty one skips a question"};
}

std::vector<quiz::Answer> read_answers(const quiz::Quiz& quiz,
                                       const std::vector<std::string>& given) {
    std::vector<quiz::Answer> answers;
    for (std::size_t k = 0; k < quiz.questions.size(); ++k) {
        answers.push_back(
            quiz::read_answer(quiz.questions[k], k < given.size() ? given[k] : std::string{}));
    }
    return answers;
}

// ---- the ways
// ------------------------------------------------------------------------------------

void print_sheet(const quiz::Quiz& quiz, const QuizTitle& title, bool key, Console& console) {
    const RenderStyle style = console.output_style();
    for (std::size_t k = 0; k < quiz.questions.size(); ++k) {
        console.print("\n" + question_text(quiz, k, style));
        console.print(key ? key_text(quiz.questions[k], title, style) : "answer: ________\n");
    }
}

void print_graded(const quiz::Quiz& quiz, const std::vector<quiz::Answer>& answers,
                  const QuizTitle& title, Console& console) {
    const RenderStyle style = console.output_style();
    for (std::size_t k = 0; k < quiz.questions.size(); ++k) {
        console.print("\n" + question_text(quiz, k, style));
        console.print(solution_text(quiz.questions[k], answers[k], title, style));
    }
}

int status_of(const quiz::Score& score) { return score.all_right() ? Fine : ProblemFound; }

int give(const Loaded& loaded, const quiz::Quiz& quiz, const QuizTitle& title,
         const Arguments& arguments, Way way, Console& console) {
    std::optional<std::vector<quiz::Answer>> answers;
    if (const auto text = arguments.text("answers")) {
        const std::vector<std::string> given = answers_in(*text);
        if (const auto error = too_many(given, quiz)) return say_usage(*error, console);
        answers = read_answers(quiz, given);
    }
    const RenderStyle style = console.output_style();
    if (way == Way::Document) {
        console.print(quiz_json_text(loaded, quiz, title, answers));
        return answers ? status_of(quiz::score_of(quiz, *answers)) : Fine;
    }
    console.print(quiz_heading(quiz, title, style));
    if (quiz.questions.empty()) return Fine;
    if (way == Way::Sheet || way == Way::Key) {
        print_sheet(quiz, title, way == Way::Key, console);
        return Fine;
    }
    if (way == Way::Graded) print_graded(quiz, *answers, title, console);
    const quiz::Score score =
        answers ? quiz::score_of(quiz, *answers) : hold_quiz(quiz, title, console);
    console.print("\n" + score_text(score, title, style));
    return status_of(score);
}

}  // namespace

int quiz_command(const Arguments& arguments, Console& console) {
    const RunRequest request = run_request(arguments);
    if (const auto error = misuse(arguments, request)) return say_usage(*error, console);
    const Loaded loaded = load_program(request.path, arguments);
    if (!loaded.program) {
        if (request.json) {
            console.print(quiz_json_text(loaded));
        } else {
            say_diagnostics(loaded, console);
        }
        return Rejected;
    }
    if (const auto error = too_large(request, *loaded.program)) return say_usage(*error, console);
    // Standard input has the answers.
    std::unique_ptr<DescriptorInput> input;
    if (request.input) input = std::make_unique<DescriptorInput>(*request.input);
    if (!input && reads_input(*loaded.program)) {
        console.say("the program reads input, and finds none; give it with `--input FILE`\n");
    }
    Options options = request.options;
    options.input = input.get();
    const quiz::Settings settings = settings_of(arguments, request);
    const quiz::Quiz quiz = quiz::make_quiz(*loaded.program, options, settings);
    if (input && !input->problem().empty()) {
        console.say_error(input->problem());
        return CannotReadOrWrite;
    }
    if (!request.json) say_diagnostics(loaded, console);
    const QuizTitle title = title_of(arguments, loaded, quiz, settings);
    return give(loaded, quiz, title, arguments, way_of(arguments, request), console);
}

}  // namespace freehold::cli
