// SPDX-License-Identifier: MIT
// The completion as bash runs it.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

namespace freehold::cli {
namespace {

/// What bash would offer for the words, of which the last is being typed. Bash has split them at
/// blanks and at `=`.
std::string offers(const std::string& words, const std::string& before = "") {
    const std::string script =
        "cd '" FREEHOLD_SOURCE_DIR "' && " + before + " compopt() { :; }; " +
        "source docs/completion/freehold.bash && COMP_WORDS=(" + words + ") && " +
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _freehold && echo \"${COMPREPLY[*]}\"";
    std::string quoted;
    for (const char c : script) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    std::string text;
    FILE* pipe = popen(("bash -c '" + quoted + "'").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) {
        text += buffer.data();
    }
    pclose(pipe);
    return text;
}

TEST(Completion, offers_commands_first) {
    EXPECT_EQ(offers("freehold r"), "run\n");
    EXPECT_EQ(offers("freehold ex"), "explain examples\n");
    EXPECT_EQ(offers("freehold docs"), "\n");
}

TEST(Completion, offers_the_options_of_the_command) {
    EXPECT_EQ(offers("freehold run --ma"), "--max-steps= --max-time= --map\n");
    EXPECT_EQ(offers("freehold asm --s"), "--strip\n");
    EXPECT_EQ(offers("freehold check --ma"), "\n");
}

TEST(Completion, offers_the_words_a_value_can_be_with_and_without_an_equals_sign) {
    EXPECT_EQ(offers("freehold run --leaks ''"), "report error\n");
    EXPECT_EQ(offers("freehold run --leaks ="), "report error\n");
    EXPECT_EQ(offers("freehold run --color = al"), "always\n");
}

TEST(Completion, goes_on_behind_the_comma_of_a_list) {
    EXPECT_EQ(offers("freehold run --report = heap,mov"), "heap,moves heap,move\n");
}

TEST(Completion, offers_files_for_files) {
    EXPECT_EQ(offers("freehold run CMakeL"), "CMakeLists.txt\n");
    EXPECT_EQ(offers("freehold run --input LICEN"), "LICENSE\n");
}

TEST(Completion, asks_the_binary_for_the_names_of_examples) {
    EXPECT_EQ(offers("freehold examples se", "freehold() { echo seed/01_stack; };"),
              "seed/01_stack\n");
}

}  // namespace
}  // namespace freehold::cli
