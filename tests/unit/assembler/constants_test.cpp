// SPDX-License-Identifier: MIT
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

// What `const x, N` becomes when N is the expression.
std::string value_of(const std::string& expression, const std::string& declarations = "") {
    const Lines code =
        body("local x: int\nconst x, N\nret", "const N = " + expression + "\n" + declarations);
    return code.empty() ? "" : code[0];
}

TEST(Constants, bind_operators_as_c_does) {
    EXPECT_EQ(value_of("2 + 3 * 4"), "Const s0, 14");
    EXPECT_EQ(value_of("(2 + 3) * 4"), "Const s0, 20");
    EXPECT_EQ(value_of("1 | 6 ^ 2 & 3"), "Const s0, 5");
    EXPECT_EQ(value_of("1 << 4 + 1"), "Const s0, 32");
    EXPECT_EQ(value_of("10 - 3 - 2"), "Const s0, 5");
    EXPECT_EQ(value_of("-7 / 2"), "Const s0, -3");
    EXPECT_EQ(value_of("-7 % 3"), "Const s0, -1");
    EXPECT_EQ(value_of("~0 >> 3"), "Const s0, -1");
}

TEST(Constants, may_be_declared_further_down) {
    EXPECT_EQ(value_of("M * 2", "const M = K + 1\nconst K = 4"), "Const s0, 10");
}

TEST(Constants, know_sizes_and_offsets_of_structs) {
    const std::string node = "struct Node { tag: u8, next: own? Node, id: u32 }";
    EXPECT_EQ(value_of("Node.size", node), "Const s0, 24");
    EXPECT_EQ(value_of("Node.next", node), "Const s0, 8");
    EXPECT_EQ(value_of("Node.id", node), "Const s0, 16");
}

TEST(Constants, prefer_a_field_named_size) {
    EXPECT_EQ(value_of("S.size", "struct S { a: int, size: int }"), "Const s0, 8");
}

TEST(Constants, include_true_and_false) {
    EXPECT_EQ(value_of("true + true"), "Const s0, 2");
    EXPECT_EQ(value_of("false"), "Const s0, 0");
}

TEST(Constants, are_overridden_by_options) {
    AssembleOptions options;
    options.defines = {{"N", 7}};
    const Assembly assembly = assemble_text(
        "const N = 1\nconst M = N * 2\nfn main() { local x: int\n const x, M ret }", {}, options);
    ASSERT_TRUE(assembly.program);
    EXPECT_EQ(assembly.program->code[0].number(), 14);
}

TEST(Constants, that_options_name_must_exist) {
    AssembleOptions options;
    options.defines = {{"SIZ", 7}};
    const Assembly assembly = assemble_text("const SIZE = 1\nfn main() { ret }", {}, options);
    ASSERT_EQ(assembly.diagnostics.size(), 1u);
    EXPECT_EQ(code_name(assembly.diagnostics[0].code), "F028");
    EXPECT_EQ(assembly.diagnostics[0].help->text, "did you mean `SIZE`?");
}

TEST(Constants, without_a_value_say_why) {
    EXPECT_EQ(messages("const A = 1 / 0\nconst B = 1 << 64\nconst C = 0x7fffffffffffffff + 1\n"
                       "const D = -(-9223372036854775808)\nfn main() { ret }"),
              (Lines{"F013 1:11 `1 / 0` has no value", "F013 2:11 `1 << 64` has no value",
                     "F013 3:11 `0x7fffffffffffffff + 1` has no value",
                     "F013 4:11 this constant has no value"}));
}

TEST(Constants, that_need_each_other_are_one_mistake) {
    EXPECT_EQ(messages("const A = B\nconst B = C\nconst C = A\nfn main() { ret }"),
              Lines{"F013 3:11 the value of `A` depends on itself"});
}

TEST(Constants, are_not_slots_or_statics) {
    EXPECT_EQ(messages("data X: int = 1\nconst A = X\nfn main() { local y: int\n const y, y + 1\n"
                       " ret }"),
              (Lines{"F013 2:11 `X` is not a constant",
                     "F008 4:11 `y + 1` is no constant: `y` is a slot"}));
}

TEST(Constants, that_are_unknown_get_the_nearest_name) {
    const Assembly assembly =
        assemble_text("const LENGTH = 1\nconst A = LENGHT\nfn main() { ret }");
    EXPECT_EQ(edited(assembly), "const LENGTH = 1\nconst A = LENGTH\nfn main() { ret }");
}

}  // namespace
}  // namespace freehold::test
