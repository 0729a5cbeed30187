// SPDX-License-Identifier: MIT
// `freehold compare` in text and JSON.
#include <nlohmann/json.hpp>

#include <fstream>

#include "tests/support/case_file.hpp"
#include "tests/support/difference.hpp"
#include "tests/support/fences.hpp"
#include "tests/unit/cli/schema_named.hpp"
#include "tests/unit/compare/assembled.hpp"
#include "vm/base/text.hpp"
#include "vm/cli/compare_json.hpp"
#include "vm/cli/compare_lesson.hpp"
#include "vm/cli/compare_text.hpp"

namespace freehold::cli {
namespace {

using test::assembled;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Compared {
    explicit Compared(const std::string& text, const std::string& input = "") : source(input) {
        loaded.name = "x.fh";
        loaded.program = assembled(text);
        comparison = compare(*loaded.program, {}, &source);
    }
    std::string text(std::uint32_t width, bool color = false) const {
        return compare_text(comparison, loaded.name, {"freehold explain F302"},
                            {.color = color, .width = width});
    }

    TextInput source;
    Loaded loaded;
    Comparison comparison;
};

/// The case of a situation, by the beginning of its file's name.
std::string situation(const std::string& id) {
    for (const std::string& path : test::all_case_paths()) {
        if (path.rfind("tests/cases/situations/" + id, 0) == 0) return test::read_case(path).text;
    }
    ADD_FAILURE() << "no situation " << id;
    return "";
}

/// A comparison is what a page beside the tests says; FREEHOLD_REDRAW=1 writes the page anew.
void expect_drawn(const std::string& name, const std::string& seen) {
    const std::string path = test::in_checkout("tests/unit/cli/compare/" + name + ".txt");
    if (std::getenv("FREEHOLD_REDRAW") != nullptr) {
        std::ofstream(path, std::ios::binary) << seen;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    EXPECT_TRUE(expected == seen) << path << "\n"
                                  << test::difference(test::plain_lines(expected),
                                                      test::plain_lines(seen));
}

// ---- transcripts --------------------------------------------------------------------------------

TEST(CompareText, B01_a_rule_broken_without_harm) {
    expect_drawn("B01", Compared(situation("B01")).text(80));
}

TEST(CompareText, C11_a_freed_block_is_read) {
    expect_drawn("C11", Compared(situation("C11")).text(80));
}

TEST(CompareText, C12_side_by_side) { expect_drawn("C12", Compared(situation("C12")).text(120)); }

TEST(CompareText, C02_two_that_read_and_write) {
    expect_drawn("C02", Compared(situation("C02")).text(80));
}

TEST(CompareText, E23_a_return_address_is_overwritten) {
    expect_drawn("E23", Compared(situation("E23")).text(120));
}

TEST(CompareText, B05_by_force) { expect_drawn("B05", Compared(situation("B05"), "0").text(80)); }

TEST(CompareText, a_clean_program) { expect_drawn("clean", Compared(situation("B24")).text(120)); }

TEST(CompareText, stays_within_its_width) {
    for (const char* id : {"B01", "C11", "C52", "E01", "E23"}) {
        const Compared compared(situation(id));
        for (const std::uint32_t width : {40u, 60u, 80u, 110u, 120u, 200u}) {
            for (const std::string& line : test::plain_lines(compared.text(width))) {
                EXPECT_LE(display_width(line), std::min(width, 120u)) << id << "\n" << line;
            }
        }
    }
}

TEST(CompareText, colours_say_nothing_that_words_do_not) {
    const Compared compared(situation("C11"));
    std::string text = compared.text(120, true);
    EXPECT_THAT(text, HasSubstr("\x1b[1;31mharmed:"));
    for (std::size_t at = 0; (at = text.find('\x1b')) != text.npos;) {
        text.erase(at, text.find('m', at) - at + 1);
    }
    EXPECT_EQ(text, compared.text(120));
}

TEST(CompareText, what_a_program_prints_cannot_reach_the_terminal) {
    const Compared compared("fn main() {\n    print \"\\x1b[2J{c}\\n\", 7\n    ret\n}\n");
    EXPECT_THAT(compared.text(80), Not(HasSubstr("\x1b")));
    EXPECT_THAT(compared.text(80), Not(HasSubstr("\a")));
}

// ---- the lesson ---------------------------------------------------------------------------------

std::string point_of(const Compared& compared) { return lesson_of(compared.comparison).back(); }

TEST(Lesson, tells_a_broken_rule_from_harmed_memory) {
    EXPECT_EQ(point_of(Compared(situation("C12"))), "the rule was broken, and memory was harmed");
    EXPECT_EQ(point_of(Compared(situation("C02"))),
              "the rule was broken, memory was not harmed this time");
    EXPECT_EQ(point_of(Compared(situation("E03"))),
              "no rule of ownership was broken, memory was harmed");
    EXPECT_EQ(point_of(Compared(situation("B24"))),
              "the three runs are alike: there is nothing to enforce");
}

TEST(Lesson, says_why_a_finding_cannot_be_seen) {
    EXPECT_THAT(point_of(Compared(situation("F06"))), HasSubstr("promise to others"));
    EXPECT_THAT(point_of(Compared("fn f() {\n    local x, y: int\n    copy y, x\n    ret\n}\n"
                                  "fn main() {\n    ret\n}\n")),
                HasSubstr("no run shows it: `f` is never called"));
    EXPECT_THAT(
        point_of(Compared("fn main() {\n    local p: own int\n    const p, 5\n    ret\n}\n")),
        HasSubstr("there is one way through the program, which ends without a fault"));
}

constexpr const char* moved_if_asked = R"(fn main() {
    local s, t: own int
    local give: int
    new   s, int(1)
    read_int give
    beq   give, 0, keep
    move  t, s
keep:
    drop  s
    ret
}
)";

TEST(Lesson, is_shown_with_another_input_where_the_one_given_shows_nothing) {
    const Compared compared(moved_if_asked);
    EXPECT_TRUE(compared.comparison.fed);
    EXPECT_TRUE(compared.comparison.branches.empty());
    EXPECT_THAT(forced_words(compared.comparison), HasSubstr("as from `yes 1`"));
    EXPECT_EQ(point_of(compared), "the rule was broken, and memory was harmed");
}

TEST(Lesson, speaks_of_scopes_only_where_they_make_the_harm) {
    EXPECT_THAT(notes_of(Compared(situation("B01")).comparison), IsEmpty());
    EXPECT_THAT(notes_of(Compared(moved_if_asked).comparison), Not(IsEmpty()));
}

// ---- JSON ---------------------------------------------------------------------------------------

using Json = nlohmann::ordered_json;

std::vector<std::string> objections_to(const std::string& document) {
    return schema_objections(test::schema_named("compare"), Json::parse(document));
}

TEST(CompareJson, is_what_the_schema_says) {
    for (const char* id : {"B01", "B05", "C12", "E23", "B24"}) {
        const Compared compared(situation(id), "0");
        EXPECT_THAT(objections_to(compare_json_text(compared.comparison, compared.loaded)),
                    IsEmpty())
            << id;
    }
    Loaded rejected;
    rejected.name = "x.fh";
    EXPECT_THAT(objections_to(compare_json_text(rejected)), IsEmpty());
}

TEST(CompareJson, holds_the_three_runs_in_their_order) {
    const Compared compared(situation("C12"));
    const Json json = Json::parse(compare_json_text(compared.comparison, compared.loaded));
    EXPECT_EQ(json["accepted"], false);
    EXPECT_EQ(json["findings"][0]["code"], "F205");
    EXPECT_EQ(json["runs"][0]["enforce"], "ownership");
    EXPECT_EQ(json["runs"][0]["fault"]["code"], "F302");
    EXPECT_EQ(json["runs"][2]["enforce"], "none");
    EXPECT_EQ(json["runs"][2]["memory_harmed"]["first"][0]["code"], "F302");
    EXPECT_EQ(json["problem"], true);
    EXPECT_FALSE(json.contains("forced"));
}

TEST(CompareJson, says_which_branches_were_forced) {
    const Compared compared(situation("B05"), "0");
    const Json json = Json::parse(compare_json_text(compared.comparison, compared.loaded));
    EXPECT_EQ(json["forced"]["replay"], "0");
    EXPECT_EQ(json["forced"]["finding"], 0);
}

// ---- the binary ---------------------------------------------------------------------------------

test::ProcessResult shell(const std::string& line) {
    return test::run_process(
        {"/bin/sh", "-c", "freehold() { '" FREEHOLD_BINARY "' \"$@\"; }; " + line});
}

constexpr const char* asked = "tests/cases/situations/B05_move_in_one_arm_then_use.fh";

TEST(CompareCommand, ends_with_1_where_there_is_a_problem) {
    const auto path = [](const char* name) {
        return std::string("freehold compare tests/cases/situations/") + name + " < /dev/null";
    };
    EXPECT_EQ(shell(path("B24_return_owner.fh")).status, 0);
    EXPECT_EQ(shell(path("C12_reassign_owner_while_content_borrowed.fh")).status, 1);
    EXPECT_EQ(shell(path("E23_return_address_smash.fh")).status, 1);
    EXPECT_EQ(shell("freehold compare tests/cases/assembler/f022_no_main.fh").status, 1);
    EXPECT_EQ(shell("freehold compare nowhere.fh").status, 105);
    EXPECT_EQ(shell("freehold compare --format=sarif " + std::string(asked)).status, 104);
}

TEST(CompareCommand, reads_the_input_once_for_all_three) {
    const auto result = shell("echo 1 | freehold compare " + std::string(asked));
    EXPECT_THAT(result.output, Not(HasSubstr("forced")));
    EXPECT_THAT(result.output, HasSubstr("broken: F102"));
}

TEST(Replay, follows_a_witness_and_says_that_it_is_forced) {
    const auto result = shell("echo 0 | freehold run --no-verify --replay=0 " + std::string(asked));
    EXPECT_EQ(result.status, 101);
    EXPECT_THAT(result.messages, HasSubstr("error[F102]"));
    EXPECT_THAT(result.messages, HasSubstr("1 branch was forced by `--replay`"));
}

TEST(Replay, is_said_also_where_the_run_ends_well) {
    const auto result = shell("echo 1 | freehold run --no-verify --replay=1 " + std::string(asked));
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.messages, HasSubstr("1 branch was forced by `--replay`"));
}

TEST(Replay, takes_nothing_but_decisions) {
    EXPECT_EQ(shell("freehold run --replay=12 x.fh").status, 104);
    EXPECT_THAT(shell("freehold run --replay=12 x.fh").messages, HasSubstr("no list of decisions"));
}

TEST(Rejection, ends_with_the_command_that_shows_it) {
    const auto checked = shell("freehold check " + std::string(asked));
    const auto at = checked.messages.find("yes 1 | freehold run --no-verify");
    ASSERT_NE(at, std::string::npos) << checked.messages;
    const std::string command = checked.messages.substr(at, checked.messages.find('\n', at) - at);
    const auto followed = shell(command);
    EXPECT_EQ(followed.status, 101) << command;
    EXPECT_THAT(followed.messages, HasSubstr("error[F102]"));
}

TEST(Rejection, names_the_branches_to_force) {
    const test::ScratchFolder scratch;
    const std::string path = scratch.write("x.fh", R"(fn main() {
    local a, b: own int
    local n: int
    new   a, int(1)
    const n, 1
    beq   n, 1, keep
    move  b, a
keep:
    drop  a
    ret
}
)");
    const std::string command = "freehold run --no-verify --replay=0 " + path;
    EXPECT_THAT(shell("freehold check " + path).messages, HasSubstr("= more: " + command));
    EXPECT_EQ(shell(command).status, 101);
}

TEST(Rejection, says_why_no_run_shows_it) {
    const test::ScratchFolder scratch;
    const std::string path =
        scratch.write("x.fh",
                      "fn f() {\n    local x, y: int\n    copy y, x\n    ret\n}\n"
                      "fn main() {\n    ret\n}\n");
    EXPECT_THAT(shell("freehold check " + path).messages,
                HasSubstr("no run shows it: `f` is never called"));
}

/// Every `$ …` block of a page is what the command prints; FREEHOLD_REDRAW=1 writes it anew.
TEST(ComparePage, shows_what_is_printed) {
    const std::string path = test::in_checkout("docs/compare.md");
    std::string page = test::read_file(path);
    std::string seen = page;
    std::size_t blocks = 0;
    for (const test::Fence& fence : test::fences_in(page)) {
        if (fence.kind != "console") continue;
        ++blocks;
        const std::string command = fence.text.substr(2, fence.text.find('\n') - 2);
        const std::string drawn = "$ " + command + "\n" + shell(command).output;
        seen.replace(seen.find(fence.text), fence.text.size(), drawn);
    }
    EXPECT_EQ(blocks, 2u);
    if (std::getenv("FREEHOLD_REDRAW") != nullptr) std::ofstream(path, std::ios::binary) << seen;
    EXPECT_EQ(test::difference(test::plain_lines(page), test::plain_lines(seen)), "");
}

}  // namespace
}  // namespace freehold::cli
