// SPDX-License-Identifier: MIT
// freehold quiz, as a person or a course's scripts meet it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/everything.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/cli/schema_named.hpp"
#include "vm/base/text.hpp"

namespace freehold::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::ordered_json;

const std::string ownership = "programs/seed/04_ownership.fh";
const std::string dangling = "programs/mistakes/f302_use_after_free.fh";

ProcessResult quiz(const std::string& words, const std::string& answers = {},
                   const std::string& columns = "80") {
    ProcessOptions options;
    options.input = answers;
    options.environment = {std::string{"F="} + FREEHOLD_BINARY, "COLUMNS=" + columns};
    return run_process({"/bin/sh", "-c", "$F quiz " + words}, options);
}

Json document(const std::string& words) {
    return Json::parse(quiz("--format=json " + words).output);
}

std::vector<Json> questions(const std::string& words) {
    const Json json = document(words);
    return {json["questions"].begin(), json["questions"].end()};
}

/// The right answers, a line each, as letters or numbers.
std::vector<std::string> key_of(const std::string& words) {
    std::vector<std::string> key;
    for (const Json& question : questions(words)) {
        key.push_back(question.contains("number")
                          ? std::to_string(question["number"].get<std::uint64_t>())
                          : std::string(1, static_cast<char>('a' + question["right"].get<int>())));
    }
    return key;
}

std::string joined(const std::vector<std::string>& parts, char separator) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : std::string(1, separator)) + part;
    return text;
}

// ---- dialogue -----------------------------------------------------------------------------------

TEST(QuizDialogue, all_right_ends_with_0) {
    const ProcessResult ran = quiz(ownership, joined(key_of(ownership), '\n') + "\n");
    EXPECT_EQ(ran.status, 0) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("\n8 of 8 right\n"));
    EXPECT_THAT(ran.output, Not(HasSubstr("look again at")));
    EXPECT_THAT(ran.output, HasSubstr("freehold quiz --seed=2 " + ownership));
}

TEST(QuizDialogue, a_wrong_answer_is_told_why_and_where_to_look) {
    const ProcessResult ran = quiz("--ask=owner --count=1 " + ownership, "nobody: it was freed\n");
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.output, HasSubstr("\nwrong: it is "));
    EXPECT_THAT(ran.output, HasSubstr("\n  block #1 "));
    EXPECT_THAT(ran.output, HasSubstr("\n  see  freehold debug --goto="));
    EXPECT_THAT(ran.output, HasSubstr("look again at  moves of owners (0 of 1 right)"));
}

TEST(QuizDialogue, odd_answers_are_asked_for_again) {
    const ProcessResult ran = quiz("--ask=owner --count=1 " + ownership, "zzz\n?\n\x1b[2J\n\n");
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.output, HasSubstr("`zzz` is none of the answers: type a letter, a to"));
    EXPECT_THAT(ran.output, HasSubstr("it asks who owns a block now; type"));
    EXPECT_THAT(ran.output, HasSubstr("\nskipped: it is "));
    EXPECT_EQ(ran.output.find('\x1b'), std::string::npos);
}

TEST(QuizDialogue, ends_with_the_score_so_far) {
    const std::string first = key_of(ownership).front();
    for (const char* rest : {"", "q\n", "\nq", "?\n"}) {
        const ProcessResult ran = quiz(ownership, first + "\n" + rest);
        EXPECT_EQ(ran.status, 1);
        EXPECT_THAT(ran.output, HasSubstr("\n1 of 8 right, ")) << rest;
    }
    EXPECT_THAT(quiz(ownership, "").output, HasSubstr("\n0 of 8 right, 8 not asked\n"));
}

TEST(QuizDialogue, ends_quietly_when_nobody_reads_its_questions) {
    ProcessOptions options;
    options.input = "a\na\na\n";
    options.output_closed = true;
    EXPECT_EQ(run_process({FREEHOLD_BINARY, "quiz", ownership}, options).messages, "");
}

TEST(QuizDialogue, names_commands_that_show_it) {
    for (const std::string& program : {ownership, dangling}) {
        for (const Json& question : questions(program)) {
            const std::string command = question["command"];
            ProcessOptions options;
            options.environment = {std::string{"F="} + FREEHOLD_BINARY};
            const ProcessResult ran =
                run_process({"/bin/sh", "-c", "$F" + command.substr(8) + " </dev/null"}, options);
            EXPECT_EQ(ran.status, 0) << command << ran.messages;
        }
    }
}

TEST(QuizDialogue, its_commands_keep_the_options_that_decide_the_run) {
    const Json json = document("-D DEPTH=2 --stack=64K programs/lessons/03_recursion.fh");
    const std::string command = json["questions"][0]["command"];
    EXPECT_THAT(command, HasSubstr(" -D DEPTH=2 "));
    EXPECT_THAT(command, HasSubstr(" --stack=64K "));
}

TEST(QuizDialogue, input_is_that_of_the_option_alone) {
    const ScratchFolder folder;
    const std::string input = folder.write("input", "12\n13\n");
    const ProcessResult ran =
        quiz("--ask=prints --input=" + input + " programs/lessons/15_reading_input.fh", "");
    EXPECT_EQ(ran.messages, "");
    const ProcessResult without = quiz("programs/lessons/15_reading_input.fh", "12\n");
    EXPECT_THAT(without.messages, HasSubstr("give it with `--input FILE`"));
}

TEST(QuizDialogue, fits_its_terminal) {
    for (const char* columns : {"80", "120"}) {
        for (const std::string& path : programs_in("programs/lessons")) {
            const ProcessResult ran = quiz("--print --count=20 " + path, "", columns);
            for (const std::string& line : plain_lines(ran.output)) {
                EXPECT_LE(display_width(line), std::stoul(columns)) << path << "\n" << line;
            }
        }
    }
}

TEST(QuizDialogue, colours_say_nothing_that_words_do_not) {
    std::string coloured = quiz("--color=always --key " + ownership).output;
    ASSERT_NE(coloured.find("\x1b["), std::string::npos);
    for (std::size_t at = 0; (at = coloured.find("\x1b[")) != std::string::npos;) {
        coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    EXPECT_EQ(coloured, quiz("--key " + ownership).output);
}

// ---- on paper -----------------------------------------------------------------------------------

TEST(QuizSheet, has_the_questions_and_only_the_key_has_the_answers) {
    const ProcessResult sheet = quiz("--print " + ownership);
    const ProcessResult key = quiz("--key " + ownership);
    EXPECT_EQ(sheet.status, 0);
    EXPECT_EQ(key.status, 0);
    EXPECT_THAT(sheet.output, HasSubstr("\nanswer: ________\n"));
    EXPECT_THAT(sheet.output, Not(HasSubstr("see  freehold")));
    EXPECT_THAT(key.output, HasSubstr("\nanswer: d, nowhere: it accepts the program\n"));
    EXPECT_THAT(key.output, HasSubstr("see  freehold debug --goto=2 " + ownership));
}

TEST(QuizSheet, says_where_there_is_little_to_ask) {
    EXPECT_THAT(quiz("--print --count=50 " + ownership).output,
                HasSubstr("the run gives no more than "));
    const ProcessResult none = quiz("--ask=depth " + ownership);
    EXPECT_EQ(none.status, 0);
    EXPECT_THAT(none.output, HasSubstr("there is nothing to ask about this run"));
}

TEST(QuizSheet, of_an_endless_run_says_how_far_it_looked) {
    const ScratchFolder folder;
    const std::string path = folder.write(
        "x.fh", "fn main() {\n    local n: int\n    const n, 1\nagain:\n    jmp again\n}\n");
    EXPECT_THAT(quiz("--print --max-steps=100 " + path).output,
                HasSubstr("the first 100 steps are asked about"));
}

// ---- grading ------------------------------------------------------------------------------------

TEST(QuizAnswers, are_graded_without_a_dialogue) {
    const std::vector<std::string> key = key_of(ownership);
    const ProcessResult ran = quiz("--answers=" + joined(key, ',') + " " + ownership);
    EXPECT_EQ(ran.status, 0) << ran.messages;
    EXPECT_THAT(ran.output, HasSubstr("8 of 8 right"));
    EXPECT_THAT(ran.output, HasSubstr("freehold quiz --seed=2 " + ownership));
    const ProcessResult wrong = quiz("--answers=,,,,,,,zzz " + ownership);
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.output, HasSubstr("wrong: `zzz` is none of the answers; it is"));
}

TEST(QuizAnswers, may_stand_in_a_file) {
    const ScratchFolder folder;
    const std::string file = folder.write("answers", joined(key_of(ownership), '\n') + "\n");
    EXPECT_EQ(quiz("--answers=" + file + " " + ownership).status, 0);
    EXPECT_EQ(quiz("--answers=- " + ownership, joined(key_of(ownership), '\n')).status, 0);
    EXPECT_EQ(quiz("--answers=" + folder.path("none") + " " + ownership).status, 105);
}

TEST(QuizAnswers, of_another_number_than_the_questions_are_refused) {
    const ProcessResult ran = quiz("--count=2 --answers=a,b,c " + ownership);
    EXPECT_EQ(ran.status, 104);
    EXPECT_THAT(ran.messages, HasSubstr("`--answers` has 3 answers for 2 questions"));
}

// ---- JSON ---------------------------------------------------------------------------------------

TEST(QuizJson, is_what_the_schema_says) {
    const Json schema = schema_named("quiz");
    const std::vector<std::string> several{
        ownership, dangling, "--count=30 programs/lessons/07_lists_and_drop_order.fh",
        "--answers=a,,3,zzz " + ownership, "programs/kernels/fib.fh"};
    for (const std::string& words : several) {
        EXPECT_THAT(schema_objections(schema, document(words)), IsEmpty()) << words;
    }
    const ScratchFolder folder;
    const std::string bad = folder.write("x.fh", "fn main() {\n    foo\n}\n");
    const ProcessResult rejected = quiz("--format=json " + bad);
    EXPECT_EQ(rejected.status, 100);
    EXPECT_THAT(schema_objections(schema, Json::parse(rejected.output)), IsEmpty());
}

TEST(QuizJson, says_what_each_answer_was_worth) {
    const Json json = document("--count=3 --answers=" + key_of("--count=3 " + ownership)[0] +
                               ",,zzz " + ownership);
    EXPECT_EQ(json["questions"][0]["worth"], "right");
    EXPECT_EQ(json["questions"][1]["worth"], "skipped");
    EXPECT_EQ(json["questions"][2]["worth"], "odd");
    EXPECT_EQ(json["score"]["right"], 1);
    EXPECT_EQ(json["score"]["asked"], 3);
}

TEST(QuizJson, is_the_same_each_time) {
    EXPECT_EQ(quiz("--format=json --seed=9 " + dangling).output,
              quiz("--format=json --seed=9 " + dangling).output);
    EXPECT_NE(quiz("--format=json --seed=9 " + dangling).output,
              quiz("--format=json --seed=10 " + dangling).output);
}

// ---- rejected programs --------------------------------------------------------------------------

TEST(QuizCommand, asks_about_a_rejected_program_and_its_run) {
    const Json json = document("--count=20 " + dangling);
    EXPECT_EQ(json["accepted"], false);
    std::set<std::string> kinds;
    for (const Json& question : json["questions"]) {
        kinds.insert(question["kind"]);
        EXPECT_THAT(question["command"].get<std::string>(), HasSubstr("debug --no-verify"));
    }
    EXPECT_TRUE(kinds.contains("verdict"));
    EXPECT_TRUE(kinds.contains("fault"));
}

TEST(QuizCommand, without_the_verifier_asks_about_the_run_alone) {
    for (const Json& question : questions("--no-verify --count=20 " + dangling)) {
        EXPECT_NE(question["kind"], "verdict");
    }
}

TEST(QuizCommand, of_what_is_no_program_says_what_is_wrong_with_it) {
    const ScratchFolder folder;
    const ProcessResult ran = quiz(folder.write("x.fh", "fn main() {\n    foo\n}\n"));
    EXPECT_EQ(ran.status, 100);
    EXPECT_THAT(ran.messages, HasSubstr("error["));
}

// ---- usage --------------------------------------------------------------------------------------

TEST(QuizUsage, refuses_what_contradicts_itself) {
    for (const char* words :
         {"--print --answers=a", "--key --format=json", "--format=sarif", "--input=-", "--count=0",
          "--count=101", "--seed=-1", "--ask=", "--ask=owner,", "--answers="}) {
        EXPECT_EQ(quiz(std::string(words) + " " + ownership).status, 104) << words;
    }
    EXPECT_EQ(quiz("- <" + ownership).status, 104);
    EXPECT_EQ(quiz("--answers=- - <" + ownership).status, 104);
    EXPECT_EQ(quiz("").status, 104);
}

TEST(QuizUsage, knows_the_kinds_of_questions) {
    const ProcessResult ran = quiz("--ask=ownr " + ownership);
    EXPECT_EQ(ran.status, 104);
    EXPECT_THAT(ran.messages, HasSubstr("`ownr`"));
    EXPECT_THAT(ran.messages, HasSubstr("did you mean `owner`?"));
}

TEST(QuizUsage, takes_a_program_from_standard_input_where_nothing_is_answered) {
    EXPECT_EQ(quiz("--print - <" + ownership).status, 0);
    EXPECT_EQ(quiz("--answers=a - <" + ownership).status, 1);
}

// ---- docs/quiz.md -------------------------------------------------------------------------------

/// What a person typed in a dialogue: what stands behind its prompts.
std::string typed_in(const std::string& dialogue) {
    std::string typed;
    for (const std::string& line : plain_lines(dialogue)) {
        if (line.starts_with("answer: ")) typed += line.substr(8) + "\n";
    }
    return typed;
}

/// Every `$ freehold quiz …` block is what is said; FREEHOLD_REDRAW=1 writes it anew.
TEST(QuizPage, shows_what_is_said) {
    const std::string path = in_checkout("docs/quiz.md");
    const std::string page = read_file(path);
    std::string seen = page;
    int blocks = 0;
    for (const Fence& fence : fences_in(page)) {
        const std::string begin = "$ freehold quiz ";
        if (!fence.text.starts_with(begin)) continue;
        ++blocks;
        const std::string first = fence.text.substr(0, fence.text.find('\n') + 1);
        const std::string words = first.substr(begin.size(), first.size() - begin.size() - 1);
        seen.replace(seen.find(fence.text), fence.text.size(),
                     first + quiz(words, typed_in(fence.text)).output);
    }
    EXPECT_EQ(blocks, 1);
    if (std::getenv("FREEHOLD_REDRAW") != nullptr) std::ofstream(path, std::ios::binary) << seen;
    EXPECT_EQ(difference(plain_lines(page), plain_lines(seen)), "");
}

TEST(QuizPage, lists_every_kind) {
    const std::string page = read_file(in_checkout("docs/quiz.md"));
    const Json schema = schema_named("quiz");
    for (const Json& word : schema["$defs"]["kind"]["enum"]) {
        EXPECT_THAT(page, HasSubstr("| `" + word.get<std::string>() + "` |"));
    }
}

}  // namespace
}  // namespace freehold::test
