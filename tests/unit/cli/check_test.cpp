// SPDX-License-Identifier: MIT
// `freehold check`, and what `run` does with what the verifier finds.
#ifdef FREEHOLD_BINARY

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/outcome.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/cli/schema_named.hpp"

namespace freehold::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::ordered_json;

constexpr const char* moved = R"(data WORD: bytes = "hello"
fn main() {
    local s, t: own bytes
    new   s, WORD
    move  t, s
    print "{}\n", s
    ret
}
)";

constexpr const char* lent = R"(fn main() {
    local x, n: int
    local r: ref int
    const x, 1
    borrow r, x
    load  n, [r]
    ret
}
)";

/// The binary with one program in a folder of its own, where it is called x.fh.
ProcessResult freehold(const std::string& text, std::vector<std::string> words,
                       std::vector<std::string> environment = {}) {
    const ScratchFolder scratch;
    scratch.write("x.fh", text);
    words.insert(words.begin(), FREEHOLD_BINARY);
    words.push_back("x.fh");
    ProcessOptions options;
    options.folder = scratch.path("");
    options.environment = std::move(environment);
    return run_process(words, options);
}

// ---- run ----------------------------------------------------------------------------------------

TEST(RunVerifies, what_breaks_a_rule_does_not_run) {
    const auto result = freehold(moved, {"run"});
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.output, IsEmpty());
    EXPECT_THAT(result.messages, HasSubstr("error[F102]"));
    EXPECT_THAT(result.messages, HasSubstr("1 error in x.fh; to read more: freehold explain F102"));
    EXPECT_THAT(result.messages, EndsWith("see what would have happened: freehold compare x.fh\n"));
}

TEST(RunVerifies, what_would_have_happened_is_asked_with_the_same_options) {
    const auto result = freehold(moved, {"run", "--heap=1M", "--report=all"});
    EXPECT_THAT(result.messages, EndsWith("freehold compare --heap=1M x.fh\n"));
}

TEST(RunVerifies, other_rules_for_the_run_do_not_make_it_run) {
    const auto result = freehold(moved, {"run", "--enforce=none"});
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, EndsWith("to run it all the same, give `--no-verify` as well\n"));
}

TEST(RunVerifies, no_verify_runs_it_up_to_the_fault) {
    const auto result = freehold(moved, {"run", "--no-verify"});
    EXPECT_EQ(result.status, 101);
    EXPECT_THAT(result.messages, HasSubstr("alloc"));
    EXPECT_THAT(result.messages, HasSubstr("error[F102]"));
}

TEST(RunVerifies, what_does_not_assemble_has_nothing_to_compare) {
    EXPECT_THAT(freehold("fn main() {\n", {"run"}).messages, Not(HasSubstr("compare")));
}

TEST(RunVerifies, the_report_in_json_holds_what_was_found) {
    const auto result = freehold(moved, {"run", "--format=json"});
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, IsEmpty());
    const auto report = Json::parse(result.output);
    EXPECT_EQ(report["outcome"]["kind"], "rejected");
    EXPECT_EQ(report["diagnostics"][0]["code"], "F102");
}

TEST(RunVerifies, a_hundred_mistakes_are_told_and_the_rest_is_counted) {
    std::string text = "fn main() {\n    local n: int\n";
    for (int i = 0; i < 150; ++i) {
        text += "    {\n        local a: int\n        add n, a, 1\n    }\n";
    }
    const auto result = freehold(text + "    ret\n}\n", {"run"});
    EXPECT_THAT(result.messages, HasSubstr("150 errors in x.fh, 50 of them not shown"));
}

TEST(RunVerifies, images_as_well) {
    const ScratchFolder scratch;
    const std::string source = scratch.write("x.fh", moved);
    const auto made = run_process({FREEHOLD_BINARY, "asm", source});
    EXPECT_EQ(made.status, 0);
    EXPECT_THAT(made.messages, HasSubstr("`run` will reject it: the verifier finds 1 error"));
    const auto result = run_process({FREEHOLD_BINARY, "run", scratch.path("x.fhx")});
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, HasSubstr("print \"{}\\n\", s"));
}

TEST(RunVerifies, an_image_without_source_is_told_by_names) {
    const ScratchFolder scratch;
    const std::string source = scratch.write("x.fh", moved);
    run_process({FREEHOLD_BINARY, "asm", "--strip", "-q", source});
    const auto result = run_process({FREEHOLD_BINARY, "run", scratch.path("x.fhx")});
    EXPECT_EQ(result.status, 100);
    EXPECT_THAT(result.messages, HasSubstr("`s`"));
}

TEST(RunVerifies, sarif_is_not_for_a_run) {
    EXPECT_EQ(freehold(moved, {"run", "--format=sarif"}).status, 104);
}

// ---- check --------------------------------------------------------------------------------------

TEST(Check, ends_with_1_for_what_run_rejects_and_runs_nothing) {
    const auto result = freehold(moved, {"check"});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.output, IsEmpty());
    EXPECT_THAT(result.messages, Not(HasSubstr("alloc")));
}

TEST(Check, says_what_a_proven_program_takes_of_memory) {
    EXPECT_EQ(freehold(lent, {"check"}, {"COLUMNS=120"}).output,
              "ok  x.fh  1 function, 4 instructions; code 64 bytes, data 0, BSS 0; "
              "stack at most 40 bytes\n");
}

TEST(Check, goes_on_below_the_name_where_the_line_is_full) {
    EXPECT_EQ(freehold(lent, {"check"}, {"COLUMNS=80"}).output,
              "ok  x.fh\n"
              "    1 function, 4 instructions; code 64 bytes, data 0, BSS 0; stack at most 40\n"
              "    bytes\n");
}

TEST(Check, verifies_a_library_too) {
    const auto wrong = freehold("fn f() -> int {\n    local x: int\n    ret x\n}\n", {"check"});
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.messages, HasSubstr("F101"));
    const auto good = freehold("fn f() {\n    ret\n}\n", {"check", "--states"});
    EXPECT_EQ(good.status, 0);
    EXPECT_THAT(good.output, HasSubstr("ok  x.fh  a library: it has no `main`, 1 function\n"));
    EXPECT_THAT(good.output, Not(HasSubstr("\nmain ")));
}

TEST(Check, shows_the_states_line_by_line) {
    const auto result = freehold(lent, {"check", "--states"}, {"COLUMNS=80"});
    EXPECT_THAT(result.output, HasSubstr(R"(
main   frame of 40 bytes
                      x               n               r
    4  const x, 1     · uninit  -w-   · uninit  -w-   · uninit  -w-
    5  borrow r, x    ● init    rw-   · uninit  -w-   · uninit  -w-
         x lent to r (line 5), shared
    6  load  n, [r]   ● init    r--   · uninit  -w-   ● init    rw-
         x no longer lent to r
    7  ret            ● init    rw-   ● init    rw-   ● init    rw-
)"));
}

TEST(Check, says_what_a_line_has_lent_that_is_reached_from_elsewhere) {
    const char* text =
        "fn f(x: mut int, c: int) {\n    local r: mut int\n    borrow mut r, [x]\n"
        "    beq c, 0, other\n    ret\nother:\n    store [r], 1\n    ret\n}\n";
    const auto result = freehold(text, {"check", "--states"}, {"COLUMNS=80"});
    EXPECT_THAT(result.output, HasSubstr(R"(
         [x] no longer lent to r
    5  ret                 ● init    rwo   ● init    rw-   ● init    rwo
         from elsewhere: [x] lent to r (line 3), exclusively
    7  store [r], 1        ● init    -w-   ● init    rw-   ● init    rwo
)"));
}

TEST(Check, shows_no_line_wider_than_the_terminal) {
    std::string text = "fn main() {\n    local a, b, c, d, e, f, g, h, i, j: int\n";
    for (const char name : std::string("abcdefghij")) {
        text += std::string("    const ") + name + ", 1000000000000000000\n";
    }
    text += "    ret\n}\n";
    for (const std::size_t columns : {40u, 80u, 120u}) {
        const auto result =
            freehold(text, {"check", "--states"}, {"COLUMNS=" + std::to_string(columns)});
        std::istringstream lines(result.output.substr(result.output.find("\nmain ")));
        for (std::string line; std::getline(lines, line);) {
            std::size_t width = 0;
            for (const char c : line) width += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
            EXPECT_LE(width, columns) << line;
        }
    }
}

TEST(Check, shows_no_functions_of_included_files) {
    const auto result = freehold("include <string.fh>\nfn main() {\n    ret\n}\n",
                                 {"check", "--states", "--drops"});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.output, HasSubstr("\nmain "));
    EXPECT_THAT(result.output, Not(HasSubstr("string_push")));
}

TEST(Check, shows_what_each_drop_does) {
    const auto result = freehold(moved, {"check", "--drops"});
    EXPECT_THAT(result.output, HasSubstr(R"(
drops of main
  line 7  t  static       frees; given at line 5
  line 7  s  dead         nothing to free: gone at line 5
)"));
    EXPECT_THAT(freehold(lent, {"check", "--drops"}).output, HasSubstr("\nno drops: "));
}

// ---- as data ------------------------------------------------------------------------------------

TEST(CheckAsJson, is_what_its_schema_says) {
    const Json schema = schema_named("check");
    for (const char* text : {moved, lent, "fn f() {\n    call f()\n    ret\n}\n", "fn main() {",
                             "fn main() {\n    call main()\n    ret\n}\n"}) {
        const auto result = freehold(text, {"check", "--format=json", "--states", "--drops"});
        EXPECT_THAT(schema_objections(schema, Json::parse(result.output)), IsEmpty())
            << result.output;
    }
}

TEST(CheckAsJson, holds_states_and_drops_only_where_asked_for) {
    const auto plain = Json::parse(freehold(moved, {"check", "--format=json"}).output)["files"][0];
    EXPECT_FALSE(plain["ok"]);
    EXPECT_FALSE(plain.contains("states"));
    EXPECT_FALSE(plain.contains("drops"));
    EXPECT_EQ(plain["bill"]["stack"]["bytes"], 32);
    const auto all = Json::parse(
        freehold(moved, {"check", "--format=json", "--states", "--drops"}).output)["files"][0];
    EXPECT_EQ(all["states"][0]["lines"][2]["slots"][0]["state"], "moved");
    EXPECT_EQ(all["drops"][1]["kind"], "dead");
}

TEST(CheckAsJson, names_the_circle_of_a_recursion) {
    const auto result =
        freehold("fn main() {\n    call main()\n    ret\n}\n", {"check", "--format=json"});
    const auto stack = Json::parse(result.output)["files"][0]["bill"]["stack"];
    EXPECT_TRUE(stack["bytes"].is_null());
    EXPECT_EQ(stack["recursion"], Json::array({"main"}));
}

/// What every reader of SARIF 2.1.0 relies on.
void expect_sarif(const Json& document) {
    EXPECT_EQ(document["version"], "2.1.0");
    EXPECT_THAT(document["$schema"].get<std::string>(), HasSubstr("sarif-2.1.0"));
    ASSERT_EQ(document["runs"].size(), 1u);
    const Json& run = document["runs"][0];
    const Json& driver = run["tool"]["driver"];
    EXPECT_EQ(driver["name"], "Freehold");
    EXPECT_THAT(driver["informationUri"].get<std::string>(), HasSubstr(":"));
    for (const Json& rule : driver["rules"]) {
        EXPECT_TRUE(rule["id"].is_string());
        EXPECT_FALSE(rule["shortDescription"]["text"].get<std::string>().empty());
        EXPECT_FALSE(rule["help"]["text"].get<std::string>().empty());
    }
    for (const Json& result : run["results"]) {
        EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
        EXPECT_EQ(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
        const Json& place = result["locations"][0]["physicalLocation"];
        EXPECT_TRUE(place["artifactLocation"]["uri"].is_string());
        EXPECT_GE(place["region"]["startLine"], 1);
    }
}

TEST(CheckAsSarif, has_a_rule_and_a_result_with_its_places) {
    const auto result = freehold(moved, {"check", "--format=sarif"});
    EXPECT_EQ(result.status, 1);
    const auto document = Json::parse(result.output);
    expect_sarif(document);
    const Json& found = document["runs"][0]["results"][0];
    EXPECT_EQ(found["ruleId"], "F102");
    EXPECT_EQ(found["level"], "error");
    EXPECT_EQ(found["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
    EXPECT_FALSE(found["relatedLocations"].empty());
    EXPECT_THAT(document["runs"][0]["tool"]["driver"]["rules"][0]["help"]["markdown"],
                HasSubstr("## Repaired"));
}

TEST(CheckAsSarif, turns_an_edit_into_a_fix) {
    const auto result = freehold("fn main() {\n    local n: int\n    cosnt n, 1\n    ret\n}\n",
                                 {"check", "--format=sarif"});
    const auto document = Json::parse(result.output);
    expect_sarif(document);
    const Json& change = document["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    EXPECT_EQ(change["artifactLocation"]["uri"], "x.fh");
    EXPECT_EQ(change["replacements"][0]["deletedRegion"]["startLine"], 3);
    EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "const");
}

TEST(CheckAsSarif, of_a_program_in_order_has_no_results) {
    const auto document = Json::parse(freehold(lent, {"check", "--format=sarif"}).output);
    expect_sarif(document);
    EXPECT_TRUE(document["runs"][0]["results"].is_array());
    EXPECT_TRUE(document["runs"][0]["results"].empty());
}

}  // namespace
}  // namespace freehold::test

#endif
