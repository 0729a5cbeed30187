// SPDX-License-Identifier: MIT
// What the documents show is what happens: the page of every code, and the manual.
//
//   ```fh F302                    `freehold run` reports F302 and nothing else: the verifier if it
//                                 finds something, otherwise the run
//   ```fh F205 --no-verify F310   the verifier finds F205; without it the run ends with F310, or
//   `ok`
//   ```fh F505 --max-steps 100    other options are those of a case
//   ```fh ok                      is proven, runs to its end, and nothing is reported
//   ```fh run                     the same, with the ```input behind it, and prints the ```output
//   ```rust E0505                 rustc refuses it with this code; `rust ok`: it compiles
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "tests/support/case_file.hpp"
#include "tests/support/everything.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

std::string page_path(Code code) { return "docs/errors/" + code_name(code) + ".md"; }

/// What stands behind "fh " or "rust ".
struct Claim {
    std::string code;                      ///< "F205", or "ok"
    std::optional<std::string> no_verify;  ///< what a run without the verifier comes to
    RunOptions options;
};

Claim claim_of(const Fence& fence) {
    Claim claim;
    std::istringstream words(fence.kind);
    std::string language, options;
    words >> language >> claim.code;
    for (std::string word; words >> word;) {
        if (word == "--no-verify") {
            words >> claim.no_verify.emplace();
        } else {
            options += " " + word;
        }
    }
    claim.options = parse_case("", "; case:\n; run:" + options + "\n").options;
    return claim;
}

/// The one code that was reported, "ok" for none, all of them where they differ.
std::string verdict(const std::vector<Reported>& reports) {
    std::set<std::string> codes;
    for (const Reported& reported : reports) codes.insert(code_name(reported.code));
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
    return text.empty() ? "ok" : text;
}

void check_fence(const std::string& path, const Fence& fence) {
    const std::string where = path + ":" + std::to_string(fence.line);
    const Claim claim = claim_of(fence);
    const Outcome outcome = run_text(where, fence.text, claim.options);
    const std::string ran = verdict(outcome.reported);
    if (!outcome.findings || outcome.findings->empty()) {
        EXPECT_EQ(ran, claim.code) << where << "\n" << text_of(outcome.reported);
        EXPECT_FALSE(claim.no_verify) << where << " is proven";
        return;
    }
    EXPECT_EQ(verdict(*outcome.findings), claim.code) << where << "\n"
                                                      << text_of(*outcome.findings);
    EXPECT_TRUE(claim.no_verify) << where << " does not say what happens with --no-verify: " << ran;
    EXPECT_EQ(ran, claim.no_verify.value_or(ran)) << where << "\n" << text_of(outcome.reported);
}

/// Codes that no example of a page can raise, and why. The others' pages have one that does.
const std::map<Code, std::string>& without_example() {
    static const std::map<Code, std::string> reasons{
        {Code::IncludeCycle, "takes two files: tests/cases/include raises it"},
        {Code::UnknownOverride, "takes `-D`: tests/cases/define raises it"},
        {Code::BadImage, "an image is no text: tests/unit/isa raises it"},
        {Code::ImageVersion, "an image is no text: tests/unit/isa raises it"},
        {Code::TimeLimit, "depends on the clock: tests/unit/execute raises it"},
        {Code::IdsExhausted, "takes more blocks than a test can make"},
        {Code::TooLargeToVerify, "takes a function larger than anyone writes"},
    };
    return reasons;
}

class Pages : public testing::TestWithParam<Code> {};

TEST_P(Pages, exists) { EXPECT_TRUE(std::filesystem::exists(in_checkout(page_path(GetParam())))); }

TEST_P(Pages, its_examples_do_what_it_says) {
    const std::string path = page_path(GetParam());
    ASSERT_TRUE(std::filesystem::exists(in_checkout(path))) << path;
    bool shown = false;
    for (const Fence& fence : fences_in(read_file(in_checkout(path)))) {
        if (!fence.kind.starts_with("fh ")) continue;
        check_fence(path, fence);
        const Claim claim = claim_of(fence);
        const std::string code = code_name(GetParam());
        shown = shown || claim.code == code || claim.no_verify == code;
    }
    EXPECT_NE(shown, without_example().contains(GetParam())) << path << " has no example of it";
}

std::vector<Code> every_code() {
    std::vector<Code> codes;
    for (const CodeInfo& info : all_codes()) codes.push_back(info.code);
    return codes;
}

INSTANTIATE_TEST_SUITE_P(Codes, Pages, testing::ValuesIn(every_code()),
                         [](const auto& code) { return code_name(code.param); });

// ---- the same in Rust ---------------------------------------------------------------------------

/// With the environment of whoever runs the tests: rustc may be anywhere.
ProcessResult run_in_shell(const std::string& command) {
    ProcessOptions options;
    std::string line = command;
    for (const char* name : {"HOME", "RUSTUP_HOME", "CARGO_HOME"}) {
        const char* value = std::getenv(name);
        if (value != nullptr) options.environment.push_back(std::string(name) + "=" + value);
    }
    if (const char* path = std::getenv("PATH")) line = "PATH='" + std::string(path) + "'; " + line;
    return run_process({"/bin/sh", "-c", line}, options);
}

bool has_rustc() { return run_in_shell("rustc --version").status == 0; }

/// The codes that rustc gives, each once; "ok" when it compiles.
std::string rustc_verdict(const ScratchFolder& scratch, const std::string& file) {
    const auto result =
        run_in_shell("rustc --edition 2021 --emit metadata -A warnings --error-format short -o " +
                     scratch.path("twin.rmeta") + " " + file);
    std::set<std::string> codes;
    for (std::size_t at = 0; (at = result.messages.find("error[", at)) != std::string::npos; ++at) {
        codes.insert(result.messages.substr(at + 6, 5));
    }
    if (codes.empty()) return result.status == 0 ? "ok" : result.messages;
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
    return text;
}

TEST(RustTwins, get_the_codes_that_they_say) {
    if (!has_rustc()) {
        std::puts("the Rust twins of docs/errors were not compiled: there is no rustc here");
        return;
    }
    const ScratchFolder scratch;
    std::size_t compiled = 0;
    for (const CodeInfo& info : all_codes()) {
        const std::string path = page_path(info.code);
        for (const Fence& fence : fences_in(read_file(in_checkout(path)))) {
            if (!fence.kind.starts_with("rust")) continue;
            EXPECT_EQ(rustc_verdict(scratch, scratch.write("twin.rs", fence.text)),
                      claim_of(fence).code)
                << path << ":" << fence.line;
            ++compiled;
        }
    }
    EXPECT_GT(compiled, 15u);
}

// ---- the manual and the lessons -----------------------------------------------------------------

TEST(Manual, its_programs_print_what_stands_below_them) {
    const std::string path = "docs/assembly.md";
    const std::vector<Fence> fences = fences_in(read_file(in_checkout(path)));
    std::size_t run = 0;
    for (std::size_t i = 0; i < fences.size(); ++i) {
        if (fences[i].kind != "fh run") continue;
        RunOptions options;
        std::size_t next = i + 1;
        if (next < fences.size() && fences[next].kind == "input")
            options.input = fences[next++].text;
        ASSERT_LT(next, fences.size());
        ASSERT_EQ(fences[next].kind, "output") << path << ":" << fences[next].line;
        const Outcome outcome = run_text(path, fences[i].text, options);
        EXPECT_EQ(outcome.status, 0) << path << ":" << fences[i].line << "\n"
                                     << text_of(outcome.reported);
        EXPECT_EQ(outcome.output, fences[next].text) << path << ":" << fences[i].line;
        EXPECT_EQ(verdict(outcome.findings.value_or(std::vector<Reported>{})), "ok")
            << path << ":" << fences[i].line << "\n"
            << text_of(*outcome.findings);
        ++run;
    }
    EXPECT_GT(run, 10u);
}

TEST(Lessons, each_is_proven_and_ends_by_itself) {
    const auto paths = programs_in("programs/lessons");
    EXPECT_GE(paths.size(), 10u);
    for (const std::string& path : paths) {
        const Outcome outcome =
            run_text(path, read_file(in_checkout(path)), {.input = "7\n3 4\n12\n"});
        EXPECT_LT(outcome.status, 100) << path << "\n" << text_of(outcome.reported);
        EXPECT_TRUE(outcome.findings->empty()) << path << "\n" << text_of(*outcome.findings);
    }
}

TEST(Library, its_own_test_passes) {
    const std::string path = "programs/lib/string_test.fh";
    const Outcome outcome = run_text(path, read_file(in_checkout(path)));
    EXPECT_EQ(outcome.status, 0) << text_of(outcome.reported);
    EXPECT_TRUE(outcome.reported.empty()) << text_of(outcome.reported);
}

}  // namespace
}  // namespace freehold::test
