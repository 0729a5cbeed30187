// SPDX-License-Identifier: MIT
#include "tests/unit/assembler/support.hpp"

namespace freehold::test {
namespace {

std::string bytes_of(const Program& program, const Static& item) {
    const std::uint32_t begin = item.address - Layout::of(program, 0, 0).data_begin;
    std::string text;
    for (std::uint32_t i = 0; i < item.size; ++i) {
        text.push_back(static_cast<char>(program.data[begin + i]));
    }
    return text;
}

TEST(Statics, lie_in_the_segment_they_name) {
    const Program program = program_of(
        "data mut M: int = 1\ndata W: bytes = \"hello\"\nbss B: [3 x u8]\ndata N: u8 = 2\nbss C: "
        "int\n"
        "fn main() { ret }");
    const Layout layout = Layout::of(program, 0, 0);
    EXPECT_EQ(program.statics[1].address, layout.data_begin);
    EXPECT_EQ(program.statics[3].address, layout.data_begin + 8);
    EXPECT_EQ(program.statics[0].address, layout.data_writable);
    EXPECT_EQ(program.statics[2].address, layout.bss_begin);
    EXPECT_EQ(program.statics[4].address, layout.bss_begin + 8);
    EXPECT_TRUE(program.statics[0].mut);
    EXPECT_FALSE(program.statics[1].mut);
    EXPECT_TRUE(program.statics[2].mut);
    EXPECT_EQ(program.bss, 16u);
}

TEST(Statics, have_the_bytes_of_their_initial_values) {
    const Program program = program_of(
        "struct P { a: u8, b: i16, c: int }\ndata T: bytes = \"a\\n\\xff\\u{e9}\"\n"
        "data L: [3 x u16] = [1, -1 + 3, 'a']\ndata S: P = P(1, -2, 3)\n"
        "data A: [2 x P] = [P(1, 2, 3), P(4, 5, 6)]\ndata R: raw int = null\nfn main() { ret }");
    EXPECT_EQ(bytes_of(program, program.statics[0]), "a\n\xff\xc3\xa9");
    EXPECT_EQ(bytes_of(program, program.statics[1]), std::string("\1\0\2\0a\0", 6));
    EXPECT_EQ(bytes_of(program, program.statics[2]),
              std::string("\1\0\xfe\xff\0\0\0\0\3\0\0\0\0\0\0\0", 16));
    EXPECT_EQ(bytes_of(program, program.statics[3]).substr(16),
              std::string("\4\0\5\0\0\0\0\0\6\0\0\0\0\0\0\0", 16));
    EXPECT_EQ(program.statics[4].size, 8u);
}

TEST(Statics, may_hold_functions) {
    const Program program = program_of("data F: code = f\nfn main() { ret }\nfn f() { ret }");
    const std::string bytes = bytes_of(program, program.statics[0]);
    std::uint64_t word = 0;
    for (std::size_t i = 8; i-- > 0;) word = word << 8 | static_cast<unsigned char>(bytes[i]);
    const Pointer pointer = Pointer::from_word(word);
    EXPECT_EQ(pointer.object, program.functions[1].object);
    EXPECT_EQ(pointer.address, code_address(program.functions[1].first));
}

TEST(Statics, of_runs_are_as_long_as_their_initial_value) {
    const Program program = program_of(
        "data A: bytes = \"\"\ndata B: [int] = [1, 2, 3]\ndata C: [int] = []\nfn main() { ret }");
    EXPECT_EQ(program.statics[0].size, 0u);
    EXPECT_EQ(program.statics[1].size, 24u);
    EXPECT_EQ(program.statics[2].size, 0u);
    EXPECT_NE(program.statics[0].address, program.statics[1].address);
}

TEST(Statics, take_initial_values_that_fit) {
    EXPECT_EQ(
        messages("struct P { a: int, b: int }\ndata A: u8 = 300\ndata B: [3 x int] = [1, 2]\n"
                 "data C: [4 x u8] = \"hello\"\ndata D: P = P(1)\ndata E: P = 5\n"
                 "data F: int = \"a\"\ndata mut G: own int = null\ndata H: [2 x int] = \"ab\"\n"
                 "data I: code = 5\nfn main() { ret }"),
        (Lines{"F024 2:14 `300` is no initial value of `u8`",
               "F024 3:21 `[3 x int]` takes 3 values, found 2",
               "F024 4:20 `[4 x u8]` takes 4 values, found 5",
               "F024 5:13 `P` takes 2 values, found 1", "F024 6:13 `5` is no initial value of `P`",
               "F024 7:15 `\"a\"` is no initial value of `int`",
               "F024 8:23 `null` is no initial value of `own int`",
               "F024 9:21 `\"ab\"` is no initial value of `[2 x int]`",
               "F024 10:16 `5` is no initial value of `code`"}));
}

TEST(Statics, may_have_initial_values_over_several_lines) {
    EXPECT_EQ(messages("data A: [4 x int] = [\n 1, 2, ; two\n 3, 4,\n]\nfn main() { ret }"),
              Lines{});
}

}  // namespace
}  // namespace freehold::test
