// SPDX-License-Identifier: MIT
// Texts that are too large or too deep get a message, in time.
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

std::string first_code(const std::string& text) {
    const Assembly assembly = assemble_text(text);
    EXPECT_FALSE(assembly.program);
    return assembly.diagnostics.empty() ? "" : code_name(assembly.diagnostics[0].code);
}

TEST(Limits, blocks_nest_256_deep) {
    const std::string inner = repeated("{", 255) + repeated("}", 255);
    EXPECT_EQ(messages("fn main() {" + inner + " ret }"), Lines{});
    const std::string deep = repeated("{", 100'000) + repeated("}", 100'000);
    EXPECT_EQ(messages("fn main() {" + deep + " ret }"),
              Lines{"F019 1:267 blocks nested more than 256 deep"});
}

TEST(Limits, expressions_and_types_nest_256_deep) {
    EXPECT_EQ(first_code("const N = " + repeated("(", 100'000) + "\nfn main() { ret }"), "F019");
    EXPECT_EQ(first_code("const N = 1" + repeated("+1", 100'000) + "\nfn main() { ret }"), "F019");
    EXPECT_EQ(first_code("const N = " + repeated("-", 100'000) + "1\nfn main() { ret }"), "F019");
    EXPECT_EQ(first_code("bss N: " + repeated("own ", 100'000) + "int\nfn main() { ret }"), "F019");
    EXPECT_EQ(first_code("bss N: " + repeated("[1 x ", 100'000) + "int\nfn main() { ret }"),
              "F019");
    EXPECT_EQ(first_code("data N: int = " + repeated("[", 100'000) + "\nfn main() { ret }"),
              "F019");
    EXPECT_EQ(first_code("fn main() { local x: int\nload x, " + repeated("[", 100'000) + "\nret }"),
              "F019");
    EXPECT_EQ(
        first_code("fn main() { local x: int\nload x, x" + repeated("[0]", 100'000) + "\nret }"),
        "F019");
}

TEST(Limits, declarations_need_each_other_only_so_deep) {
    std::string constants, structs;
    for (int i = 0; i < 5'000; ++i) {
        const std::string number = std::to_string(i), next = std::to_string(i + 1);
        constants += "const A" + number + " = A" + next + " + 1\n";
        structs += "struct S" + number + " { a: S" + next + ", b: S" + next + " }\n";
    }
    EXPECT_EQ(first_code(constants + "const A5000 = 1\nfn main() { ret }"), "F019");
    EXPECT_EQ(first_code(structs + "struct S5000 { a: u8 }\nfn main() { ret }"), "F019");
}

TEST(Limits, long_chains_of_constants_in_order_are_fine) {
    std::string text = "const A0 = 1\n";
    for (int i = 1; i < 5'000; ++i) {
        text += "const A" + std::to_string(i) + " = A" + std::to_string(i - 1) + " + 1\n";
    }
    EXPECT_EQ(messages(text + "fn main() { ret }"), Lines{});
}

TEST(Limits, frames_have_65535_slots) {
    EXPECT_EQ(messages("fn main() { local a: [65535 x int]\n ret }"), Lines{});
    EXPECT_EQ(messages("fn main() { local a: [65536 x int]\n local b: int\n const b, 1\n ret }"),
              Lines{"F020 1:19 the frame of `main` is too large"});
    EXPECT_EQ(
        messages("fn f(a: int) { ret }\nfn main() { local a: [65533 x int]\n call f(1)\n ret }"),
        Lines{"F020 3:2 the frame of `main` is too large"});
    EXPECT_EQ(messages("fn f(a: [65536 x int]) { ret }\nfn main() { ret }"),
              Lines{"F020 1:4 the frame of `f` is too large"});
}

TEST(Limits, a_call_with_more_arguments_than_a_frame_has_slots_is_one_mistake) {
    std::string parameters = "a: int";
    std::string arguments = "1";
    for (int i = 1; i < 70'000; ++i) {
        parameters += ", a" + std::to_string(i) + ": int";
        arguments += ", 1";
    }
    EXPECT_EQ(
        messages("fn f(" + parameters + ") { ret }\nfn main() { call f(" + arguments + ")\nret }"),
        Lines{"F020 1:4 the frame of `f` is too large"});
}

TEST(Limits, programs_fit_in_their_address_space) {
    EXPECT_EQ(
        messages("bss A: [500000000 x int]\nbss B: [500000000 x int]\nfn main() { ret }").size(),
        1u);
    EXPECT_EQ(first_code("bss A: [500000000 x int]\nbss B: [500000000 x int]\nfn main() { ret }"),
              "F021");
}

TEST(Limits, ends_of_scopes_do_not_exhaust_the_host) {
    const std::string owners = repeated("local a, b, c, d, e, f, g, h: own int {\n", 200);
    const std::string text =
        "fn main() {" + owners + repeated("ret\n", 40'000) + repeated("}", 201);
    EXPECT_EQ(first_code(text), "F021");
}

TEST(Limits, constants_that_are_stored_are_65536) {
    std::string text = "fn f(p: mut int) {\n";
    for (int i = 0; i < 65'537; ++i) text += "store [p], " + std::to_string(i) + "\n";
    EXPECT_EQ(messages(text + "ret }\nfn main() { ret }"),
              Lines{"F021 65538:12 the program has more than 65,536 different constants"});
}

TEST(Limits, mistakes_beyond_the_hundredth_are_counted) {
    const Assembly assembly =
        assemble_text("fn main() {\n" + repeated("jmp nowhere\n", 300) + "ret }");
    EXPECT_EQ(assembly.diagnostics.size(), 100u);
    EXPECT_EQ(assembly.uncounted, 200u);
    EXPECT_FALSE(assembly.program);
}

TEST(Limits, names_have_1024_bytes) {
    EXPECT_EQ(first_code("const " + repeated("a", 1025) + " = 1\nfn main() { ret }"), "F002");
}

TEST(Limits, a_hundred_thousand_labels_are_no_matter) {
    std::string text = "fn main() {\n";
    for (int i = 0; i < 100'000; ++i) {
        const std::string other = std::to_string(99'999 - i);
        text += "l" + std::to_string(i) + ": jmp l" + other + "\n";
    }
    EXPECT_TRUE(assemble_text(text + "}").program);
}

}  // namespace
}  // namespace freehold::test
