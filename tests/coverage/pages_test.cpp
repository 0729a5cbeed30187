// SPDX-License-Identifier: MIT
// What the documents show is what happens: the page of every code, and the manual.
//
//   ```fh F302     raises F302 when it is assembled and run; `fh F505 --max-steps 100` with an
//   option
//   ```fh ok       runs to its end
//   ```fh run      runs to its end, with the ```input behind it, and prints the ```output behind it
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "tests/support/case_file.hpp"
#include "tests/support/everything.hpp"
#include "tests/support/fences.hpp"
#include "tests/support/process.hpp"

namespace freehold::test {
namespace {

std::string page_path(Code code) { return "docs/errors/" + code_name(code) + ".md"; }

/// The options behind the kind, read as those of a case.
RunOptions options_of(const Fence& fence) {
    const std::size_t first = fence.kind.find("--");
    if (first == std::string::npos) return {};
    return parse_case("", "; case:\n; run: " + fence.kind.substr(first) + "\n").options;
}

Outcome run_fence(const std::string& path, const Fence& fence) {
    return run_text(path + ":" + std::to_string(fence.line), fence.text, options_of(fence));
}

std::string messages_of(const Outcome& outcome) {
    std::string text;
    for (const Reported& reported : outcome.reported) text += reported.text;
    return text;
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
    };
    return reasons;
}

class Pages : public testing::TestWithParam<Code> {};

TEST_P(Pages, exists) { EXPECT_TRUE(std::filesystem::exists(in_checkout(page_path(GetParam())))); }

TEST_P(Pages, its_examples_do_what_it_says) {
    const std::string path = page_path(GetParam());
    if (!std::filesystem::exists(in_checkout(path))) GTEST_SKIP();
    bool shown = false;
    for (const Fence& fence : fences_in(read_file(in_checkout(path)))) {
        if (!fence.kind.starts_with("fh ")) continue;
        shown = shown || fence.kind.starts_with("fh later") ||
                fence.kind.substr(3, 4) == code_name(GetParam());
        const Outcome outcome = run_fence(path, fence);
        if (fence.kind.starts_with("fh later")) {
            // For the verifier that comes next: until then it only has to assemble.
            EXPECT_NE(outcome.status, 100) << path << ":" << fence.line << "\n"
                                           << messages_of(outcome);
            continue;
        }
        const std::string expected = fence.kind.substr(3, 4);
        if (expected == "ok") {
            EXPECT_EQ(outcome.status, 0) << path << ":" << fence.line << "\n"
                                         << messages_of(outcome);
            EXPECT_TRUE(outcome.reported.empty()) << path << ":" << fence.line << "\n"
                                                  << messages_of(outcome);
            continue;
        }
        const bool raised = std::any_of(
            outcome.reported.begin(), outcome.reported.end(),
            [&](const Reported& reported) { return code_name(reported.code) == expected; });
        EXPECT_TRUE(raised) << path << ":" << fence.line << " does not raise " << expected << "\n"
                            << messages_of(outcome);
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
                                     << messages_of(outcome);
        EXPECT_EQ(outcome.output, fences[next].text) << path << ":" << fences[i].line;
        ++run;
    }
    EXPECT_GT(run, 10u);
}

TEST(Lessons, each_assembles_and_ends_by_itself) {
    const auto paths = programs_in("programs/lessons");
    EXPECT_GE(paths.size(), 10u);
    for (const std::string& path : paths) {
        const Outcome outcome =
            run_text(path, read_file(in_checkout(path)), {.input = "7\n3 4\n12\n"});
        EXPECT_LT(outcome.status, 100) << path << "\n" << messages_of(outcome);
    }
}

TEST(Library, its_own_test_passes) {
    const std::string path = "programs/lib/string_test.fh";
    const Outcome outcome = run_text(path, read_file(in_checkout(path)));
    EXPECT_EQ(outcome.status, 0) << messages_of(outcome);
    EXPECT_TRUE(outcome.reported.empty()) << messages_of(outcome);
}

}  // namespace
}  // namespace freehold::test
