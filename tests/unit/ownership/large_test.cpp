// SPDX-License-Identifier: MIT
// Size: the work grows with the program, and what would take too much is refused.
#include <chrono>

#include "tests/unit/ownership/support.hpp"

namespace freehold::test {
namespace {

std::string numbered(std::string_view name, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += (i == 0 ? "" : ", ") + std::string(name) + std::to_string(i);
    }
    return text;
}

TEST(VerifyLarge, a_function_with_too_many_ways_and_locals_is_refused) {
    constexpr std::size_t locals = 50'000, branches = 30'000;
    std::string text = "local x: int\nconst x, 0\nlocal " + numbered("y", locals) + ": int\n";
    for (std::size_t i = 0; i < branches; ++i) {
        const std::string n = std::to_string(i);
        text += "beq x, 1, l" + n + "\nconst y" + n + ", 1\nl" + n + ":\n";
    }
    EXPECT_THAT(found_in_main(text), ElementsAre("F215 1"));
}

TEST(VerifyLarge, a_function_with_many_locals_and_a_few_ways_is_not) {
    std::string text = "local x: int\nlocal " + numbered("y", 50'000) + ": int\nconst x, 0\n";
    for (std::size_t i = 0; i < 50; ++i) {
        text += "beq x, 1, over\nconst y" + std::to_string(i) + ", 1\n";
    }
    EXPECT_THAT(found_in_main(text + "over:"), IsEmpty());
}

TEST(VerifyLarge, many_borrows_are_followed) {
    std::string text =
        "local " + numbered("x", 200) + ": int\nlocal " + numbered("r", 200) + ": ref int\n";
    for (std::size_t i = 0; i < 200; ++i) {
        const std::string n = std::to_string(i);
        text += "const x" + n + ", 1\nborrow r" + n + ", x" + n + "\n";
    }
    text += "const x7, 2\n";
    for (std::size_t i = 0; i < 200; ++i) text += "print \"{}\", r" + std::to_string(i) + "\n";
    EXPECT_THAT(found_in_main(text), ElementsAre("F205 404"));
}

TEST(VerifyLarge, a_function_full_of_mistakes_is_told_in_time) {
    std::string text = "local x: int\nlocal a, b: own int\n";
    for (std::size_t i = 0; i < 2000; ++i) text += "new a, int(1)\nmove b, a\nload x, [a]\n";
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(found_in_main(text).empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace freehold::test
